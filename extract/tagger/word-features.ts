import { hashOf, pair, rowOf } from './hash.ts'
import type { Words } from './words.ts'

/*
 * The rows of features that depend on one word or on two adjacent ones, so that their sums can be kept. Numbers tell
 * the features apart; the weights know them, so none may change its meaning without new training.
 */

/** Collects the rows of features. */
export interface Rows {
  readonly rows: Int32Array
  length: number
}

export function createRows(capacity = 256): Rows {
  return { rows: new Int32Array(capacity), length: 0 }
}

/** What a word says about itself. */
export function addWord(words: Words, id: number, into: Rows): void {
  const text = words.lowerText(id)
  const gazetteer = words.gazetteer[id]!
  push(into, 1, words.form[id]!)
  push(into, 2, words.lower[id]!)
  push(into, 3, words.shape[id]!)
  push(into, 16, 0)
  push(into, 17, gazetteer)
  push(into, 18, pair(gazetteer, words.shape[id]!))
  push(into, 90, words.sort[id]!)
  push(into, 91, pair(words.sort[id]!, words.shape[id]!))
  const { length } = text
  for (let n = 1; n <= 4 && n <= length; n++) {
    push(into, 3 + n, hashOf(text, 0, n))
    push(into, 7 + n, hashOf(text, length - n))
  }
  if (length >= 5) push(into, 12, hashOf(text, length - 5))
  if (text.includes('0')) push(into, 13, 0)
  if (text.includes('-')) push(into, 14, 0)
  if (text.includes('.')) push(into, 15, 0)
}

/** What a word says about the one after it. */
export function addLeft(words: Words, id: number, into: Rows): void {
  push(into, 20, words.lower[id]!)
  push(into, 21, words.shape[id]!)
  push(into, 22, words.gazetteer[id]!)
  push(into, 92, words.sort[id]!)
}

/** What a word says about the one before it. */
export function addRight(words: Words, id: number, into: Rows): void {
  push(into, 23, words.lower[id]!)
  push(into, 24, words.shape[id]!)
  push(into, 25, words.gazetteer[id]!)
  push(into, 93, words.sort[id]!)
}

/** What a word and the one before it say together about it. */
export function addLeftPair(words: Words, left: number, id: number, into: Rows): void {
  const shape = words.shape[id]!
  push(into, 30, pair(words.lower[left]!, words.lower[id]!))
  push(into, 31, pair(words.shape[left]!, shape))
  push(into, 32, pair(words.lower[left]!, shape))
  push(into, 33, pair(words.gazetteer[left]!, words.gazetteer[id]!))
}

/** What a word and the one after it say together about it. */
export function addRightPair(words: Words, id: number, right: number, into: Rows): void {
  const shape = words.shape[id]!
  push(into, 34, pair(words.lower[id]!, words.lower[right]!))
  push(into, 35, pair(shape, words.shape[right]!))
  push(into, 36, pair(words.lower[right]!, shape))
  push(into, 37, pair(words.gazetteer[id]!, words.gazetteer[right]!))
}

/** Adds the row of a feature's value. */
export function push(into: Rows, feature: number, value: number): void {
  into.rows[into.length++] = rowOf(feature, value)
}
