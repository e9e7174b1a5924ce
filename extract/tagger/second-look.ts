import { type Article, MOST_TOKENS } from './article.ts'
import { LABELS, TYPES, typeOf } from './labels.ts'
import type { Chain } from './viterbi.ts'
import { IS_CAPITAL, type Words } from './words.ts'

/** A type for each name, and none. */
const KINDS = TYPES.length + 1
/** How much the other places of a word count against its own. */
const WEIGHT = 0.5
/** Of as many other places, half of that. */
const HALF = 1
/** What is never seen elsewhere is still possible. */
const FLOOR = 0.1

/** What the places of a word in an article tell about each of them. */
export interface SecondLook {
  /** Begins an article. */
  begin(): void
  /** Takes up what a solved chain over tokens from `from` on says of each repeated word. */
  note(chain: Chain, from: number, to: number): void
  /** Moves the scores of tokens towards what is said at the other places; answers whether there are any. */
  adjust(scores: Int32Array, from: number, to: number): boolean
}

/**
 * One word is mostly one thing in an article: what is clear at one place helps at the others. The first reading's
 * probabilities of a word's types, averaged over its other places, enter the scores of the second reading.
 */
export function createSecondLook(words: Words, article: Article, scale: number): SecondLook {
  /** By slot: the probabilities of each kind summed up, and over how many places. */
  const sums = new Float64Array(MOST_TOKENS * KINDS)
  const places = new Int32Array(MOST_TOKENS)
  /** By token: its own part in it. */
  const own = new Float64Array(MOST_TOKENS * KINDS)
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
