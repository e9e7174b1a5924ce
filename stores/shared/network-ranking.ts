import { compareText } from '#core/text/compare-text.ts'
import { type NetworkRank, lift, prominence } from '#core/graph/network.ts'
import type { NetworkTie } from '#core/search.ts'
import { topK } from './top-k.ts'

/** An entity in some articles with the sentences that name it there and in the whole archive. */
export interface CountedName {
  id: string
  sentences: number
  everywhere: number
}

/** Number of sentences in some articles and in the whole archive. */
export interface SentenceTotals {
  here: number
  all: number
}

/** With the sum of `tieWeight` over its sentences; only for ranking. */
export type WeighedTie = NetworkTie & { weight: number }

export const withoutWeight = ({ a, b, sentences, articles, stories }: WeighedTie): NetworkTie => {
  return { a, b, sentences, articles, stories }
}

export type RankedName<T> = T & { lift: number }

/** The top names by rank, with their lift; equal ones by sentences, then ids. */
export function rankNames<T extends CountedName>(
  names: T[],
  rank: NetworkRank,
  size: number,
  totals: SentenceTotals,
): RankedName<T>[] {
  const ranked = names.map((name) => {
    const here = { named: name.sentences, sentences: totals.here }
    const everywhere = { named: name.everywhere, sentences: totals.all }
    const score = rank === 'telling' ? prominence(here, everywhere) : 0
    return { name, lift: lift(here, everywhere), score }
  })
  return topK(
    ranked,
    size,
    (x, y) =>
      y.score - x.score || y.name.sentences - x.name.sentences || compareText(x.name.id, y.name.id),
  ).map(({ name, lift: times }) => ({ ...name, lift: times }))
}

/** The heaviest first, equal ones in the order of their ends. */
export function compareNetworkTies(x: WeighedTie, y: WeighedTie): number {
  return y.weight - x.weight || compareText(x.a, y.a) || compareText(x.b, y.b)
}
