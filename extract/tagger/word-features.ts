import { fnv1a } from '#core/text/fnv1a.ts'
import { pair, rowOf } from './hash.ts'
import type { WordTable } from './word-table.ts'

/*
 * Features that depend on one word or on two adjacent words, so that their sums can be cached. The weights refer to
 * features by number: changing the meaning of a number requires retraining.
 */

/** A growing list of feature rows. */
export interface Rows {
  readonly rows: Int32Array
  length: number
}

export function createRows(capacity = 256): Rows {
  return { rows: new Int32Array(capacity), length: 0 }
}

/** Features of the word itself. */
export function addWord(words: WordTable, id: number, into: Rows): void {
  const text = words.lowerText(id)
  const gazetteer = words.gazetteer[id]!
  push(into, 1, words.form[id]!)
  push(into, 2, words.lower[id]!)
  push(into, 3, words.shape[id]!)
  push(into, 16, 0)
  push(into, 17, gazetteer)
  push(into, 18, pair(gazetteer, words.shape[id]!))
  push(into, 90, words.lexicon[id]!)
  push(into, 91, pair(words.lexicon[id]!, words.shape[id]!))
  const { length } = text
  for (let n = 1; n <= 4 && n <= length; n++) {
    push(into, 3 + n, fnv1a(text, 0, n))
    push(into, 7 + n, fnv1a(text, length - n))
  }
  if (length >= 5) push(into, 12, fnv1a(text, length - 5))
  if (text.includes('0')) push(into, 13, 0)
  if (text.includes('-')) push(into, 14, 0)
  if (text.includes('.')) push(into, 15, 0)
}

/** Features of a word as the left neighbour. */
export function addLeft(words: WordTable, id: number, into: Rows): void {
  push(into, 20, words.lower[id]!)
  push(into, 21, words.shape[id]!)
  push(into, 22, words.gazetteer[id]!)
  push(into, 92, words.lexicon[id]!)
}

/** Features of a word as the right neighbour. */
export function addRight(words: WordTable, id: number, into: Rows): void {
  push(into, 23, words.lower[id]!)
  push(into, 24, words.shape[id]!)
  push(into, 25, words.gazetteer[id]!)
  push(into, 93, words.lexicon[id]!)
}

/** Features of a word together with its left neighbour. */
export function addLeftPair(words: WordTable, left: number, id: number, into: Rows): void {
  const shape = words.shape[id]!
  push(into, 30, pair(words.lower[left]!, words.lower[id]!))
  push(into, 31, pair(words.shape[left]!, shape))
  push(into, 32, pair(words.lower[left]!, shape))
  push(into, 33, pair(words.gazetteer[left]!, words.gazetteer[id]!))
}

/** Features of a word together with its right neighbour. */
export function addRightPair(words: WordTable, id: number, right: number, into: Rows): void {
  const shape = words.shape[id]!
  push(into, 34, pair(words.lower[id]!, words.lower[right]!))
  push(into, 35, pair(shape, words.shape[right]!))
  push(into, 36, pair(words.lower[right]!, shape))
  push(into, 37, pair(words.gazetteer[id]!, words.gazetteer[right]!))
}

/** Appends the row of a feature value. */
export function push(into: Rows, feature: number, value: number): void {
  into.rows[into.length++] = rowOf(feature, value)
}
