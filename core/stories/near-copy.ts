import { compareText } from '../text/compare-text.ts'
import { keysOf } from './story-keys.ts'
import { isSameReport, LONG_WORDS } from './same-report.ts'
import { type HashedWords, hashWords, mixed, OTHER } from './word-hashes.ts'

/** Publication time, which orders copies. */
export interface Published {
  id: string
  /** Milliseconds since 1970; null if undated. */
  time: number | null
}

/** The parts of an article that decide whether it is a copy of another. */
export interface StoryText extends HashedWords, Published {
  title: string
  /** Hashes of word pairs. */
  pairs: PairSet
  /** Those of `keysOf`. */
  keys: readonly number[]
  /** Days since 1970 in UTC; null if undated. */
  day: number | null
}

export const FEWEST_KEYS = 2
const DAY = 86_400_000

/** Reprints follow within a day; later near-repeats are columns, tables or market reports. */
export const MOST_DAYS_APART = 1

/** Shares of the shorter text that must occur in the longer one next to the same neighbour. */
interface Measure {
  /** Of all words. With a fifth replaced at random, the share is 0.77. */
  words: number
  /** Of figures and names, which forms and market reports do not repeat. */
  facts: number
}

const OF_LONG: Measure = { words: 0.71, facts: 0.68 }
const OF_SHORT: Measure = { words: 0.78, facts: 0.78 }
/** Shorter texts are copies only if all words are equal: companies declare dividends in the same words. */
const SHORT_WORDS = 24
/** Minimum number of figures and names to judge by. */
const FEWEST_FACTS = 3
/** Minimum length of an identical copy at any other time: "No sales were reported" recurs. */
const SAME_WORDS = 100
/** Share of the longer text: a digest that contains a brief is not a copy of it. */
const LEAST_LENGTH = 0.25

export function toStoryText({ id, title, body, publishedAt }: StorySource): StoryText {
  const words = hashWords(body)
  const keys = keysOf(words.hashes)
  const time = timeOf(publishedAt)
  return { ...words, id, title, keys, pairs: toPairs(words.hashes), time, day: toDay(time) }
}

export interface StorySource {
  id: string
  title: string
  body: string
  publishedAt: string | null
}

export function timeOf(publishedAt: string | null): number | null {
  const parsed = publishedAt === null ? NaN : Date.parse(publishedAt)
  return Number.isNaN(parsed) ? null : parsed
}

/** Days since 1970 in UTC of a time in milliseconds. */
export const toDay = (time: number | null) => (time === null ? null : Math.floor(time / DAY))

/** Sorts articles by publication time, undated ones last. */
export function byPublication(a: Published, b: Published): number {
  return (a.time ?? Infinity) - (b.time ?? Infinity) || compareText(a.id, b.id)
}

/**
 * Whether one text is a near-copy of the other: cut, edited, or under another headline or byline. Depends on the two
 * alone; their order does not matter.
 */
export function isNearCopy(a: StoryText, b: StoryText): boolean {
  if (!sharesKeys(a, b)) return false
  const [shorter, longer] = a.hashes.length <= b.hashes.length ? [a, b] : [b, a]
  const { length } = shorter.hashes
  if (length < LEAST_LENGTH * longer.hashes.length) return false
  if (!isWithinDays(a, b)) return length >= SAME_WORDS && isSame(a.hashes, b.hashes)
  if (length < SHORT_WORDS) return a.title === b.title && isSame(a.hashes, b.hashes)
  const measure = length < LONG_WORDS ? OF_SHORT : OF_LONG
  const isEnough =
    isCovered(shorter, longer, measure) ||
    (length === longer.hashes.length && isCovered(longer, shorter, measure))
  return isEnough && isSameReport(shorter, longer, measure.words)
}

/** Copies share more keys than this; similar texts may share one. */
function sharesKeys(a: StoryText, b: StoryText): boolean {
  let shared = 0
  for (const key of a.keys) if (b.keys.includes(key) && ++shared === FEWEST_KEYS) return true
  return false
}

/** Whether every other text is a near-copy of both or of neither. */
export function isSameText(a: StoryText, b: StoryText): boolean {
  return (
    a.day === b.day &&
    (a.hashes.length >= SHORT_WORDS || a.title === b.title) &&
    isSame(a.hashes, b.hashes) &&
    a.kinds.every((kind, i) => kind === b.kinds[i])
  )
}

function isWithinDays(a: StoryText, b: StoryText): boolean {
  return a.day === null || b.day === null || Math.abs(a.day - b.day) <= MOST_DAYS_APART
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((hash, i) => hash === b[i])
}

function isCovered(
  { hashes, kinds }: StoryText,
  { pairs }: StoryText,
  { words, facts }: Measure,
): boolean {
  const { length } = hashes
  let missing = Math.floor((1 - words) * length)
  let [total, found] = [0, 0]
  let hasBefore = false
  for (let i = 0; i < length; i++) {
    const hasAfter = i + 1 < length && pairs.has(pairAt(hashes, i + 1))
    const isFound = hasBefore || hasAfter
    if (!isFound && --missing < 0) return false
    if (kinds[i] !== OTHER) {
      total++
      if (isFound) found++
    }
    hasBefore = hasAfter
  }
  return total < FEWEST_FACTS || found >= facts * total
}

interface PairSet {
  has(pair: number): boolean
}

/** An open-addressed table, five times faster to fill than a `Set`. */
function toPairs(hashes: Int32Array): PairSet {
  const mask = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2)) - 1
  const table = new Int32Array(mask + 1)
  const find = (pair: number) => {
    let at = pair & mask
    while (table[at] !== 0 && table[at] !== pair) at = (at + 1) & mask
    return at
  }
  for (let i = 1; i < hashes.length; i++) {
    const pair = pairAt(hashes, i)
    table[find(pair)] = pair
  }
  return { has: (pair) => table[find(pair)] === pair }
}

/** The hash of the word at `i` and the one before it; never 0. */
const pairAt = (hashes: Int32Array, i: number) =>
  mixed(Math.imul(hashes[i - 1]!, 31) + hashes[i]!) || 1
