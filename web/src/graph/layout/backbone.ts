import { compareText } from '#core/text/compare-text.ts'
import type { Spring } from './body.ts'

/** Ties of each entity that shape the picture. */
const STRONGEST = 4

interface Counted {
  a: string
  b: string
  sentences: number
}

/**
 * The ties that pull: the strongest few of each entity. With all of them, a dense network is drawn as one ball; the others
 * are drawn as lines all the same.
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
