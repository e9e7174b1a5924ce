import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Label, type LabelRequest, placeLabels } from './labels.ts'
import { fitTo, toScreen, toWorld, zoomAt } from './camera.ts'

const request = (
  id: string,
  x: number,
  y: number,
  more: Partial<LabelRequest> = {},
): LabelRequest => ({
  ...{ id, x, y, text: id, width: 60, radius: 6, isForced: false },
  ...more,
})

const SIZE = { width: 800, height: 600 }

it('writes no name over another', () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 400 }),
    y: fc.integer({ min: 0, max: 300 }),
  })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 40 }), (places) => {
      const boxes = placeLabels(
        places.map(({ x, y }, i) => request(String(i), x, y)),
        SIZE,
      ).map(boxOf)
      boxes.forEach((a, i) => {
        for (const b of boxes.slice(0, i)) {
          const isOver = a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < 16
          expect(isOver).toBe(false)
        }
      })
    }),
  )
})

it('gives room to earlier names first, and always to what is selected', () => {
  const crowd = [
    request('a', 300, 300),
    ...Array.from({ length: 9 }, (_, i) => request(`b${i}`, 300 + i, 302)),
  ]
  const written = placeLabels([...crowd, request('chosen', 303, 301, { isForced: true })], SIZE)

  expect(written[0]!.id).toBe('a')
  expect(written.map(({ id }) => id)).toContain('chosen')
  expect(written.length).toBeLessThan(crowd.length)
})

it('finds the same point of the picture again after any zoom', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 600 }), (x, y) => {
      const camera = fitTo(
        [
          { x: -300, y: -90 },
          { x: 500, y: 400 },
        ],
        SIZE,
      )
      const point = toWorld({ x, y }, camera, SIZE)
      const after = toScreen(point, zoomAt(camera, 1.7, { x, y }, SIZE), SIZE)
      expect(after.x).toBeCloseTo(x, 6)
      expect(after.y).toBeCloseTo(y, 6)
    }),
  )
})

function boxOf({ x, y, align }: Label): { left: number; right: number; y: number } {
  const left = align === 'left' ? x : align === 'right' ? x - 60 : x - 30
  return { left, right: left + 60, y }
}
