import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Places, type Pull, arrange, relax } from './arrange.ts'

const NONE: Places = new Map()

/** A ring of names with some chords. */
function ring(size: number, from = 0): { ids: string[]; ties: Pull[] } {
  const ids = Array.from({ length: size }, (_, i) => `person-${from + i}`)
  const ties = ids.map((a, i) => ({ a, b: ids[(i + 1) % size]!, sentences: 1 + (i % 5) }))
  return { ids, ties }
}
const arrivals = (ids: string[], parent: string | null = null) => ids.map((id) => ({ id, parent }))

describe('a layout', () => {
  it('is the same for the same steps', () => {
    const { ids, ties } = ring(40)

    expect(arrange(NONE, arrivals(ids), ties, NONE)).toEqual(
      arrange(NONE, arrivals(ids), ties, NONE),
    )
  })

  it('moves nothing that stands when names are added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (old, fresh) => {
          const before = ring(old)
          const after = ring(fresh, old)
          const standing = arrange(NONE, arrivals(before.ids), before.ties, NONE)
          const cross = { a: before.ids[0]!, b: after.ids[0]!, sentences: 9 }
          const ties = [...before.ties, ...after.ties, cross]
          const grown = arrange(standing, arrivals(after.ids, before.ids[0]), ties, NONE)

          for (const [id, at] of standing) expect(grown.get(id)).toEqual(at)
          expect(grown.size).toBe(old + fresh)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('keeps names out of each other, so that they can be read', () => {
    const { ids, ties } = ring(60)
    const places = [...arrange(NONE, arrivals(ids), ties, NONE).values()]
    const closest = Math.min(
      ...places.flatMap((a, i) =>
        places.slice(0, i).map((b) => Math.hypot((a.x - b.x) / 74, (a.y - b.y) / 34)),
      ),
    )

    expect(closest).toBeGreaterThan(0.9)
  })

  it('leaves pinned names where they are when everything else is laid out anew', () => {
    const { ids, ties } = ring(20)
    const standing = arrange(NONE, arrivals(ids), ties, NONE)
    const pinned = new Map([[ids[3]!, standing.get(ids[3]!)!]])

    expect(relax(standing, ties, pinned).get(ids[3]!)).toEqual(standing.get(ids[3]!))
  })

  it('places even names that nothing is tied to', () => {
    const places = arrange(NONE, arrivals(['a', 'b', 'c']), [], NONE)

    for (const { x, y } of places.values()) expect(Number.isFinite(x + y)).toBe(true)
  })
})
