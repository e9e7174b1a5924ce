/** Counts in one of two periods. */
export interface PeriodCount {
  sentences: number
  articles: number
  /** Of these articles. */
  stories: number
}

export const CHANGES = ['new', 'stronger', 'weaker', 'gone'] as const
export type Change = (typeof CHANGES)[number]

/** Larger scores occur by chance in fewer than one case in twenty. */
const SIGNIFICANT = 1.96

/**
 * How far the articles of the later period are from what their share of all articles of both would have, in standard
 * deviations: above 0 there are more. A busier period has more of everything, and scores 0. Half an article is taken off
 * the distance (continuity correction): else a single article would be a change wherever the later period is a short one.
 */
export function rateScore(
  counts: { earlier: number; later: number },
  totals: { earlier: number; later: number },
): number {
  const together = counts.earlier + counts.later
  const share = totals.later / Math.max(1, totals.earlier + totals.later)
  const deviation = Math.sqrt(together * share * (1 - share))
  if (deviation === 0) return 0
  const distance = counts.later - together * share
  return (Math.sign(distance) * Math.max(0, Math.abs(distance) - 0.5)) / deviation
}

/** The kind of change; null if chance explains the difference. */
export function changeOf(
  earlier: Pick<PeriodCount, 'articles'>,
  later: Pick<PeriodCount, 'articles'>,
  score: number,
): Change | null {
  if (Math.abs(score) < SIGNIFICANT) return null
  if (score > 0) return earlier.articles === 0 ? 'new' : 'stronger'
  return later.articles === 0 ? 'gone' : 'weaker'
}
