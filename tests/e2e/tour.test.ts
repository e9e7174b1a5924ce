import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshPage, openedApp } from './app.ts'
import { TOUR } from './tour.ts'

const WRITTEN = readFileSync(join(import.meta.dirname, '../../docs/tour.md'), 'utf8')

const app = openedApp()
const page = freshPage(app)

it('leads from the start page to the reasons, in the documented steps', async () => {
  for (const { name, act, shows } of TOUR) {
    await act(page(), app.url)

    const seen = await page().locator('main').innerText()
    for (const text of shows) expect(seen.toLowerCase(), name).toContain(text.toLowerCase())
  }
})

it('is documented with a picture of each step', () => {
  const pictures = [...WRITTEN.matchAll(/\(screens\/tour-([\w-]+)\.webp\)/g)].map(
    ([, name]) => name,
  )

  expect(pictures).toEqual(TOUR.map(({ name }) => name))
})
