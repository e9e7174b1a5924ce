import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { freshPage, openedApp } from './app.ts'

const app = openedApp()
const page = freshPage(app)

describe('the dates under a histogram', () => {
  it.each([
    ['months', '/search'],
    ['days', '/search?from=2024-03&to=2024-04'],
    ['months of a name', '/entity/country-ge'],
  ])(
    'are complete and apart on a screen of any width: %s',
    { timeout: 60_000 },
    async (_, path) => {
      await page().goto(app.url + path)
      const axis = page().locator('figure .axis').first()
      await axis.waitFor()

      for (let width = 320; width <= 1280; width += width < 480 ? 10 : 80) {
        await page().setViewportSize({ width, height: 900 })
        const { labels, right } = await seen(axis)

        expect(labels.length, `${width} wide`).toBeGreaterThan(1)
        labels.forEach((label, i) => {
          const room = labels[i + 1]?.left ?? right
          expect(label.right, `${label.text}, ${width} wide`).toBeLessThanOrEqual(room)
        })
      }
    },
  )
})

/** The labels that are at least partly visible, and where their axis ends. */
function seen(axis: Locator) {
  return axis.evaluate((element) => {
    const { right, bottom } = element.getBoundingClientRect()
    const labels = [...element.querySelectorAll('span')]
      .map((span) => ({ text: span.textContent, box: span.getBoundingClientRect() }))
      .filter(({ box }) => box.top < bottom && box.left < right)
      .map(({ text, box }) => ({ text, left: box.left, right: box.right }))
    return { labels, right }
  })
}
