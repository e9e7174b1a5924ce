import type { Histogram } from '#core/search.ts'
import { toBars } from '../time/bars.ts'

/** Two periods to compare, as API parameters. */
export interface Lately {
  earlier: [from: string, to: string]
  later: [from: string, to: string]
}

/** Minimum share of the dated articles in the recent period. */
const RECENT_SHARE = 0.12
const LEAST_RECENT = 8
/** The earlier period is at most this many times as long as the recent one. */
const BEFORE = 4

/** The latest intervals with about an eighth of the dated articles, and the time before; null if either has too few. */
export function lately(histogram: Histogram): Lately | null {
  const bars = toBars(histogram).filter(({ count }) => count > 0)
  const all = bars.reduce((sum, { count }) => sum + count, 0)
  const wanted = Math.max(LEAST_RECENT, all * RECENT_SHARE)
  let first = bars.length
  let recent = 0
  while (first > 0 && recent < wanted) recent += bars[--first]!.count
  const start = Math.max(0, first - BEFORE * (bars.length - first))
  const [later, earlier] = [bars.slice(first), bars.slice(start, first)]
  if (later.length === 0 || earlier.length === 0) return null
  return { earlier: span(earlier), later: span(later) }
}

function span(bars: { key: string; last: string }[]): [string, string] {
  return [bars[0]!.key, bars.at(-1)!.last]
}
