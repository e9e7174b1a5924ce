import { expect, it } from 'vitest'
import { openedApp } from './app.ts'
import { barriers, everyLook } from './barriers.ts'

/** Analyzing a page takes seconds. */
const PATIENCE = 300_000

const app = openedApp()

// All themes and widths of every route are in tests/long: here each is seen once.
it.each([
  ['light', 320, 0],
  ['dark', 1280, 1],
] as const)(
  'has no barriers in the %s theme at %i pixels',
  async (theme, width, turn) => {
    const found: string[] = []
    for (const [i, look] of (await everyLook(app)).entries()) {
      if (i % 2 === turn) found.push(...(await barriers(app, look, theme, [width])))
    }

    expect(found).toEqual([])
  },
  PATIENCE,
)
