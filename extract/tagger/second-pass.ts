import { type ArticleTokens, MAX_TOKENS } from './article-tokens.ts'
import { LABELS, TYPES, typeOf } from './labels.ts'
import type { Chain } from './viterbi.ts'
import { IS_CAPITAL, type WordTable } from './word-table.ts'

/** The types of names, plus none. */
const KINDS = TYPES.length + 1
/** Weight of the other occurrences of a word relative to the token itself. */
const WEIGHT = 0.5
/** Number of other occurrences at which half of the weight applies. */
const HALF = 1
/** Smoothing for types never seen at other occurrences. */
const FLOOR = 0.1

/** Shares evidence between the occurrences of a word in an article. */
export interface SecondPass {
  /** Starts an article. */
  begin(): void
  /** Records the type probabilities of repeated words from a solved chain over tokens `from` to `to`. */
  note(chain: Chain, from: number, to: number): void
  /** Adds evidence from the other occurrences to the scores; returns whether any score changed. */
  adjust(scores: Int32Array, from: number, to: number): boolean
}

/**
 * A word usually has one type in an article, so clear occurrences help ambiguous ones. The type probabilities of the first
 * pass, averaged over a word's other occurrences, are added to the scores of the second pass.
 */
export function createSecondPass(
  words: WordTable,
  article: ArticleTokens,
  scale: number,
): SecondPass {
  /** By slot: summed probabilities of each kind, and the number of occurrences. */
  const sums = new Float64Array(MAX_TOKENS * KINDS)
  const places = new Int32Array(MAX_TOKENS)
  /** By token: its own contribution to the sums. */
  const own = new Float64Array(MAX_TOKENS * KINDS)
  const best = new Float64Array(KINDS)

  function isRepeated(i: number): boolean {
    const id = article.ids[i]!
    return (words.flags[id]! & IS_CAPITAL) !== 0 && article.capitals[article.slotOf(id)]! > 1
  }

  function noteToken(chain: Chain, i: number, at: number): void {
    best.fill(-Infinity)
    for (let y = 0; y < LABELS; y++) {
      const kind = typeOf(y) + 1
      const score = chain.through(at, y)
      if (score > best[kind]!) best[kind] = score
    }
    const most = Math.max(...best)
    let total = 0
    for (let kind = 0; kind < KINDS; kind++) {
      best[kind] = Math.exp((best[kind]! - most) * scale)
      total += best[kind]!
    }
    const slot = article.slotOf(article.ids[i]!)
    places[slot]!++
    for (let kind = 0; kind < KINDS; kind++) {
      own[i * KINDS + kind] = best[kind]! / total
      sums[slot * KINDS + kind]! += best[kind]! / total
    }
  }

  function adjustToken(scores: Int32Array, i: number): boolean {
    const slot = article.slotOf(article.ids[i]!)
    const others = places[slot]! - 1
    if (others < 1) return false
    const weight = (WEIGHT * others) / (others + HALF) / scale
    for (let kind = 0; kind < KINDS; kind++) {
      const share = (sums[slot * KINDS + kind]! - own[i * KINDS + kind]!) / others
      best[kind] = Math.round(weight * Math.log(Math.max(share, 0) + FLOOR))
    }
    for (let y = 0; y < LABELS; y++) scores[i * LABELS + y]! += best[typeOf(y) + 1]!
    return true
  }

  return {
    begin() {
      sums.fill(0, 0, article.slots * KINDS)
      places.fill(0, 0, article.slots)
    },
    note(chain, from, to) {
      for (let i = from; i < to; i++) if (isRepeated(i)) noteToken(chain, i, i - from)
    },
    adjust(scores, from, to) {
      let isAdjusted = false
      for (let i = from; i < to; i++) {
        if (isRepeated(i) && adjustToken(scores, i)) isAdjusted = true
      }
      return isAdjusted
    },
  }
}
