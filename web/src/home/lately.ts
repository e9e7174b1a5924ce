import type { Histogram } from '#core/search.ts'
import { toBars } from '../time/bars.ts'

/** Two periods to compare, each as the API takes it, with dates of their ends. */
export interface Lately {
  earlier: [from: string, to: string]
  later: [from: string, to: string]
}

/** Of the dated articles, so many are recent. */
const RECENT_SHARE = 0.12
const LEAST_RECENT = 8
/** The time before is so many times as long as the recent one. */
const BEFORE = 4

/** The latest intervals with an eighth of all articles, and the time before them; null where there is too little of either. */
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
