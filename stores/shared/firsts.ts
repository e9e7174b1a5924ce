import type { Firsts, FirstsQuery, Tie } from '#core/graph.ts'
import { compareText } from '#core/text/compare-text.ts'
import { topK } from './top-k.ts'

/** The page of the strongest ties that are new since a date. */
export function rankFirsts(ties: Tie[], { size }: FirstsQuery, version: number): Firsts {
  return { items: topK(ties, size, byStrength), total: ties.length, version }
}

function byStrength(x: Tie, y: Tie): number {
  return y.strength - x.strength || compareText(x.a.id, y.a.id) || compareText(x.b.id, y.b.id)
}
