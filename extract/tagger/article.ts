import type { Word } from '../text/word.ts'
import { IS_CAPITAL, IS_LOWER, kindBits, OPENS_NAME, PAD, type Words } from './words.ts'

/** The most tokens that are read together; a longer article is read in parts. */
export const MOST_TOKENS = 1 << 14

/** Of the places where a word stands, no more than these are looked at. */
export const MOST_CONTEXTS = 6
const HIGHEST_COUNT = 3
const HEADLINE_SHARE = 0.7
const HEADLINE_WORDS = 3

/**
 * An article as numbers, sentence after sentence, with what the whole of it says about each word. One object is read
 * into again and again, so that nothing is allocated for a token; stamps tell what belongs to the present article.
 */
export class Article {
  length = 0
  sentences = 0
  readonly ids = new Int32Array(MOST_TOKENS)
  /** Where a sentence begins; one more than there are sentences. */
  readonly starts = new Int32Array(MOST_TOKENS + 1)
  /** By sentence: 1 where most words have capitals, so that they say little. */
  readonly headline = new Uint8Array(MOST_TOKENS)
  /** By token: the run of capitalised words it stands in; both 0 outside of runs. */
  readonly runFrom = new Int32Array(MOST_TOKENS)
  readonly runTo = new Int32Array(MOST_TOKENS)
  /** By token: the kinds of the known name of several words that it stands in, and its place there; 0 outside. */
  readonly known = new Int32Array(MOST_TOKENS)
  readonly #opens = new Uint8Array(MOST_TOKENS + 1)

  /** By word: the slot of its lower form. What follows is by slot. */
  readonly #slot: Int32Array
  readonly #stamp: Int32Array
  #article = 0
  slots = 0
  /** At how many places the word has a capital. */
  readonly capitals = new Int32Array(MOST_TOKENS)
  readonly lowerSeen = new Uint8Array(MOST_TOKENS)
  readonly count = new Uint8Array(MOST_TOKENS)
  /** A token at which the word stands in its longest run of two words or more; −1 if there is none. */
  readonly longest = new Int32Array(MOST_TOKENS)
  /** First tokens of the runs that the word stands in, `MOST_CONTEXTS` to a slot. */
  readonly contexts = new Int32Array(MOST_TOKENS * MOST_CONTEXTS)
  readonly contextCount = new Uint8Array(MOST_TOKENS)
  /** The last word of the name that the word stands in brackets behind: "World Bank (WB)"; `PAD` if there is none. */
  readonly introduced = new Int32Array(MOST_TOKENS)
  readonly #words: Words

  constructor(words: Words, capacity: number) {
    this.#words = words
    this.#slot = new Int32Array(capacity)
    this.#stamp = new Int32Array(capacity)
  }

  /** Forgets the article before. */
  begin(): void {
    this.length = 0
    this.sentences = 0
    this.slots = 0
    this.#article++
  }

  /** Forgets the words, which are about to be counted anew. */
  clear(): void {
    this.#stamp.fill(0)
    this.#article = 0
  }

  /** Adds a sentence's words. */
  add(tokens: readonly (string | Word)[], from: number, to: number): void {
    this.starts[this.sentences] = this.length
    this.#opens.fill(0, this.length, this.length + to - from)
    this.#opens[this.length] = 1
    for (let i = from; i < to; i++) {
      const token = tokens[i]!
      this.ids[this.length++] =
        typeof token === 'string' ? this.#words.id(token) : this.#words.idOfWord(token)
    }
    this.#opens[this.length] = 1
    this.sentences++
    this.starts[this.sentences] = this.length
  }

  /** Looks over the whole article, once all of its sentences are there. */
  finish(): void {
    for (let s = 0; s < this.sentences; s++) {
      this.#readRuns(this.starts[s]!, this.starts[s + 1]!)
      this.#readKnown(this.starts[s]!, this.starts[s + 1]!)
      this.headline[s] = this.#isHeadline(this.starts[s]!, this.starts[s + 1]!) ? 1 : 0
      if (this.headline[s] === 0) this.#gather(this.starts[s]!, this.starts[s + 1]!)
    }
  }

  /** Whether a sentence begins here, or the article has ended. */
  isFirst(at: number): boolean {
    return this.#opens[at] === 1
  }

  /** The slot of a word's lower form. */
  slotOf(id: number): number {
    const lower = this.#words.lowerId[id]!
    if (this.#stamp[lower] === this.#article) return this.#slot[lower]!
    const slot = this.slots++
    this.#stamp[lower] = this.#article
    this.#slot[lower] = slot
    this.lowerSeen[slot] = 0
    this.capitals[slot] = 0
    this.count[slot] = 0
    this.longest[slot] = -1
    this.contextCount[slot] = 0
    this.introduced[slot] = PAD
    return slot
  }

  #readRuns(from: number, to: number): void {
    const { flags } = this.#words
    for (let i = from; i < to;) {
      let end = i
      while (end < to && flags[this.ids[end]!]! & IS_CAPITAL) {
        this.capitals[this.slotOf(this.ids[end]!)]!++
        end++
      }
      this.runFrom.fill(end > i ? i : 0, i, Math.max(end, i + 1))
      this.runTo.fill(end > i ? end : 0, i, Math.max(end, i + 1))
      i = Math.max(end, i + 1)
    }
  }

  #readKnown(from: number, to: number): void {
    this.known.fill(0, from, to)
    for (let i = from; i < to;) {
      const opens = this.#words.flags[this.ids[i]!]! & (OPENS_NAME | IS_CAPITAL)
      i = opens === (OPENS_NAME | IS_CAPITAL) ? this.#markKnown(i, to) : i + 1
    }
  }

  /** Marks the longest name of several words that begins here; answers where to go on. */
  #markKnown(from: number, to: number): number {
    let end = from + 1
    let bits = 0
    let node = this.#words.names(this.ids[from]!)
    for (let at = from + 1; node?.next && at < to; at++) {
      node = node.next.get(this.#words.lowerText(this.ids[at]!))
      const found = kindBits(node)
      if (found === 0) continue
      end = at + 1
      bits = found
    }
    for (let i = from; bits !== 0 && i < end; i++) {
      this.known[i] = (bits << 2) | (i === from ? 1 : i === end - 1 ? 3 : 2)
    }
    return end
  }

  #isHeadline(from: number, to: number): boolean {
    const { flags } = this.#words
    let words = 0
    let capitals = 0
    for (let i = from; i < to; i++) {
      const own = flags[this.ids[i]!]!
      if (own & (IS_CAPITAL | IS_LOWER)) words++
      if (own & IS_CAPITAL) capitals++
    }
    return words >= HEADLINE_WORDS && capitals > HEADLINE_SHARE * words
  }

  #gather(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const flags = this.#words.flags[this.ids[i]!]!
      if (flags & IS_CAPITAL) this.#gatherCapital(i, from)
      else if (flags & IS_LOWER) this.lowerSeen[this.slotOf(this.ids[i]!)] = 1
    }
  }

  #gatherCapital(i: number, sentenceFrom: number): void {
    const slot = this.slotOf(this.ids[i]!)
    const from = this.runFrom[i]!
    const length = this.runTo[i]! - from
    if ((length > 1 || i > sentenceFrom) && this.count[slot]! < HIGHEST_COUNT) this.count[slot]!++
    if (length === 1 && i >= sentenceFrom + 2 && this.introduced[slot] === PAD) {
      const name = this.ids[i - 2]!
      const isInBrackets = this.#words.lowerText(this.ids[i - 1]!) === '('
      if (isInBrackets && this.#words.flags[name]! & IS_CAPITAL) this.introduced[slot] = name
    }
    if (length > 1 && length > this.#longestLength(slot)) this.longest[slot] = i
    const contexts = this.contextCount[slot]!
    if (contexts === MOST_CONTEXTS) return
    this.contexts[slot * MOST_CONTEXTS + contexts] = from
    this.contextCount[slot] = contexts + 1
  }

  #longestLength(slot: number): number {
    const at = this.longest[slot]!
    return at < 0 ? 0 : this.runTo[at]! - this.runFrom[at]!
  }
}
