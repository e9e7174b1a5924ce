import type { Word } from '../text/word.ts'
import { IS_CAPITAL, IS_LOWER, kindBits, OPENS_NAME, PAD, type WordTable } from './word-table.ts'

/** Longer articles are tagged in parts of at most this many tokens. */
export const MAX_TOKENS = 1 << 14

/** Number of occurrences of a word that contribute context features. */
export const MAX_CONTEXTS = 6
const HIGHEST_COUNT = 3
const HEADLINE_SHARE = 0.7
const HEADLINE_WORDS = 3

/**
 * An article as word ids, with statistics per word over the whole article. One instance is reused for all articles, so
 * nothing is allocated per token; stamps mark the entries that belong to the current article.
 */
export class ArticleTokens {
  length = 0
  sentences = 0
  readonly ids = new Int32Array(MAX_TOKENS)
  /** First token of each sentence, plus the end of the last one. */
  readonly starts = new Int32Array(MAX_TOKENS + 1)
  /** By sentence: 1 if most words are capitalised, so capitals are weak evidence. */
  readonly headline = new Uint8Array(MAX_TOKENS)
  /** By token: the run of capitalised words around it; both 0 outside of runs. */
  readonly runFrom = new Int32Array(MAX_TOKENS)
  readonly runTo = new Int32Array(MAX_TOKENS)
  /** By token: kind bits of the multi-word gazetteer name around it, and its position there; 0 outside. */
  readonly known = new Int32Array(MAX_TOKENS)
  readonly #opens = new Uint8Array(MAX_TOKENS + 1)

  /** By word: the slot of its lower-cased form. The fields below are indexed by slot. */
  readonly #slot: Int32Array
  readonly #stamp: Int32Array
  #article = 0
  slots = 0
  /** How often the word is capitalised. */
  readonly capitals = new Int32Array(MAX_TOKENS)
  readonly lowerSeen = new Uint8Array(MAX_TOKENS)
  readonly count = new Uint8Array(MAX_TOKENS)
  /** A token at which the word is in its longest run of at least two words; −1 if there is none. */
  readonly longest = new Int32Array(MAX_TOKENS)
  /** First tokens of the runs that contain the word, `MAX_CONTEXTS` per slot. */
  readonly contexts = new Int32Array(MAX_TOKENS * MAX_CONTEXTS)
  readonly contextCount = new Uint8Array(MAX_TOKENS)
  /** Last word of the name before the word in brackets, as in "World Bank (WB)"; `PAD` if there is none. */
  readonly introduced = new Int32Array(MAX_TOKENS)
  readonly #words: WordTable

  constructor(words: WordTable, capacity: number) {
    this.#words = words
    this.#slot = new Int32Array(capacity)
    this.#stamp = new Int32Array(capacity)
  }

  /** Starts a new article. */
  begin(): void {
    this.length = 0
    this.sentences = 0
    this.slots = 0
    this.#article++
  }

  /** Call this when the word table is cleared. */
  clear(): void {
    this.#stamp.fill(0)
    this.#article = 0
  }

  /** Appends the words of a sentence. */
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

  /** Computes the statistics; call it after all sentences have been added. */
  finish(): void {
    for (let s = 0; s < this.sentences; s++) {
      this.#readRuns(this.starts[s]!, this.starts[s + 1]!)
      this.#readKnown(this.starts[s]!, this.starts[s + 1]!)
      this.headline[s] = this.#isHeadline(this.starts[s]!, this.starts[s + 1]!) ? 1 : 0
      if (this.headline[s] === 0) this.#collect(this.starts[s]!, this.starts[s + 1]!)
    }
  }

  /** Whether a sentence starts here, or the article has ended. */
  isFirst(at: number): boolean {
    return this.#opens[at] === 1
  }

  /** The slot of a word's lower-cased form. */
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

  /** Marks the longest multi-word gazetteer name that starts here; returns where to continue. */
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

  #collect(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const flags = this.#words.flags[this.ids[i]!]!
      if (flags & IS_CAPITAL) this.#collectCapital(i, from)
      else if (flags & IS_LOWER) this.lowerSeen[this.slotOf(this.ids[i]!)] = 1
    }
  }

  #collectCapital(i: number, sentenceFrom: number): void {
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
    if (contexts === MAX_CONTEXTS) return
    this.contexts[slot * MAX_CONTEXTS + contexts] = from
    this.contextCount[slot] = contexts + 1
  }

  #longestLength(slot: number): number {
    const at = this.longest[slot]!
    return at < 0 ? 0 : this.runTo[at]! - this.runFrom[at]!
  }
}
