import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align } from './align.ts'

const row = fc.array(fc.nat(4), { maxLength: 30 })

/** The second row, from the first and from what replaces it. */
function rebuilt(a: number[], b: number[]): number[] {
  const out: number[] = []
  let at = 0
  for (const { a: from, b: to } of align(a, b)) {
    out.push(...a.slice(at, from[0]), ...b.slice(...to))
    at = from[1]
  }
  return [...out, ...a.slice(at)]
}

function distance(a: number[], b: number[]): number {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      common[i]![j] =
        a[i - 1] === b[j - 1]
          ? common[i - 1]![j - 1]! + 1
          : Math.max(common[i - 1]![j]!, common[i]![j - 1]!)
  return a.length + b.length - 2 * common[a.length]![b.length]!
}

const size = (from: readonly [number, number]) => from[1] - from[0]

describe('two rows of words', () => {
  it('lead from one to the other by what is replaced, and by no more than needed', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(rebuilt(a, b)).toEqual(b)
        const replaced = align(a, b)
        const differences = replaced.reduce((sum, each) => sum + size(each.a) + size(each.b), 0)
        expect(differences).toBe(distance(a, b))
        for (const [i, each] of replaced.slice(1).entries()) {
          expect(each.a[0]).toBeGreaterThan(replaced[i]!.a[1])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('are one stretch where nearly all is different', () => {
    const [a, b] = [
      Array.from({ length: 3000 }, (_, i) => i),
      Array.from({ length: 3000 }, (_, i) => -i),
    ]
    expect(align(a, b)).toEqual([{ a: [1, 3000], b: [1, 3000] }])
  })
})
