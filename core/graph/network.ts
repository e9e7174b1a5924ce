export const NETWORK_RANKS = ['telling', 'frequent'] as const
/** `telling`: names that the result has more of than the whole archive; `frequent`: names of most sentences. */
export type NetworkRank = (typeof NETWORK_RANKS)[number]

/** Names in one network at most. */
export const MAX_NETWORK = 300

/** Telling names are chosen among so many of the most frequent ones. */
export const NETWORK_CANDIDATES = 10_000

/** Sentences that name something, among all sentences of the same articles. */
export interface Share {
  named: number
  sentences: number
}

/** How many times as often a name stands in some articles as in the whole archive: 1 is as often. */
export function lift(here: Share, everywhere: Share): number {
  return shareOf(here) / shareOf(everywhere)
}

/**
 * How much a name stands out of some articles: the difference of its two shares times their quotient ("JLH" of
 * Elasticsearch's significant terms), so that neither very rare nor omnipresent names win; 0 where it stands out not at all.
 */
export function prominence(here: Share, everywhere: Share): number {
  const [share, usual] = [shareOf(here), shareOf(everywhere)]
  return share > usual ? (share - usual) * (share / usual) : 0
}

/** A name that was counted here exists everywhere: 0 comes from counts that are a moment older. */
function shareOf({ named, sentences }: Share): number {
  return Math.max(1, named) / Math.max(1, sentences)
}
