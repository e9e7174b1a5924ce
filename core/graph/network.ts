export const NETWORK_RANKS = ['telling', 'frequent'] as const
/** `telling`: over-represented in the result; `frequent`: most sentences. */
export type NetworkRank = (typeof NETWORK_RANKS)[number]

/** Maximum number of entities in a network. */
export const MAX_NETWORK = 300

/** Number of most frequent entities among which the telling ones are chosen. */
export const NETWORK_CANDIDATES = 10_000

/** Number of sentences that name something, and of all sentences of the same articles. */
export interface Share {
  named: number
  sentences: number
}

/** How many times as often some articles name an entity as the whole archive does; 1 is equally often. */
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

/** A count of 0 for a counted entity comes from slightly older totals. */
function shareOf({ named, sentences }: Share): number {
  return Math.max(1, named) / Math.max(1, sentences)
}
