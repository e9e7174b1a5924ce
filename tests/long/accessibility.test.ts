import { expect, it } from 'vitest'
import { openedApp } from '../e2e/app.ts'
import { barriers, everyLook } from '../e2e/barriers.ts'

const WIDTHS = [320, 360, 768, 1280]

const app = openedApp()

it.each(['light', 'dark'] as const)(
  'no route has barriers in the %s theme, at four widths',
  async (theme) => {
    const found: string[] = []
    for (const look of await everyLook(app))
      found.push(...(await barriers(app, look, theme, WIDTHS)))

    expect(found).toEqual([])
  },
  1_800_000,
)
