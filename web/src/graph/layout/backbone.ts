import { compareText } from '#core/text/compare-text.ts'
import type { Spring } from './body.ts'

/** Number of ties per entity that shape the picture. */
const STRONGEST = 4

interface Counted {
  a: string
  b: string
  sentences: number
}

/**
 * The ties that attract: the strongest few of each entity. With all of them, a dense network becomes one ball; the
 * others are still drawn as lines.
 */
export function backbone(ties: readonly Counted[]): Spring[] {
  const taken = new Map<string, number>()
  const count = (id: string) => taken.get(id) ?? 0
  const kept: Spring[] = []
  for (const { a, b, sentences } of ties.toSorted(byStrength)) {
    if (count(a) >= STRONGEST && count(b) >= STRONGEST) continue
    taken.set(a, count(a) + 1)
    taken.set(b, count(b) + 1)
    kept.push({ a, b, weight: 0.6 + Math.log2(1 + sentences) / 3 })
  }
  return kept
}

function byStrength(one: Counted, other: Counted): number {
  return (
    other.sentences - one.sentences || compareText(one.a, other.a) || compareText(one.b, other.b)
  )
}
