import type { Article } from './article.ts'
import { ROWS } from './hash.ts'
import { LABELS } from './labels.ts'
import type { Model } from './model.ts'
import { addContext, idAt } from './token-features.ts'
import {
  addLeft,
  addLeftPair,
  addRight,
  addRightPair,
  addWord,
  createRows,
} from './word-features.ts'
import type { Words } from './words.ts'

/** Two labels share a number: one in the upper 16 bits, one in the lower; sums stay far below 2^15. */
const LANES = (LABELS + 1) >> 1
const PAIRS = 1 << 15

/** The scores of a token's labels. */
export interface Emission {
  /** Adds up the scores of a token into `to` from `at` on. */
  read(sentence: number, i: number, to: Int32Array, at: number): void
  /** Forgets what was kept by word number. */
  clear(): void
}

/**
 * Adds up the weights of a token's features. Behind the rows of the model the table keeps sums: three for each word (by
 * itself, as the one before, as the one after) and two for each pair of words that was met lately, so that of some
 * fifty rows half are never looked up again.
 */
export function createEmission(
  { rows }: Model,
  words: Words,
  article: Article,
  capacity: number,
): Emission {
  const firstWord = ROWS
  const firstPair = ROWS + 3 * capacity
  const table = new Int32Array((firstPair + 2 * PAIRS) * LANES)
  const isSummed = new Uint8Array(capacity)
  const pairLeft = new Int32Array(PAIRS).fill(-1)
  const pairRight = new Int32Array(PAIRS)
  const sums = new Int32Array(LANES)
  const buffer = createRows()
  packRows(rows, table)

  function addRow(row: number): void {
    const at = row * LANES
    for (let k = 0; k < LANES; k++) sums[k]! += table[at + k]!
  }

  /** Keeps the sum of the rows in the buffer as a row of its own. */
  function keep(row: number): void {
    const at = row * LANES
    table.fill(0, at, at + LANES)
    for (let r = 0; r < buffer.length; r++) {
      const from = buffer.rows[r]! * LANES
      for (let k = 0; k < LANES; k++) table[at + k]! += table[from + k]!
    }
    buffer.length = 0
  }

  function wordRow(id: number): number {
    const row = firstWord + 3 * id
    if (isSummed[id]) return row
    isSummed[id] = 1
    addWord(words, id, buffer)
    keep(row)
    addLeft(words, id, buffer)
    keep(row + 1)
    addRight(words, id, buffer)
    keep(row + 2)
    return row
  }

  function pairRow(left: number, right: number): number {
    const slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 17
    const row = firstPair + 2 * slot
    if (pairLeft[slot] === left && pairRight[slot] === right) return row
    pairLeft[slot] = left
    pairRight[slot] = right
    addLeftPair(words, left, right, buffer)
    keep(row)
    addRightPair(words, left, right, buffer)
    keep(row + 1)
    return row
  }

  return {
    read(sentence, i, to, at) {
      const from = article.starts[sentence]!
      const end = article.starts[sentence + 1]!
      const id = article.ids[i]!
      const left = idAt(article, i - 1, from, end)
      const right = idAt(article, i + 1, from, end)
      sums.fill(0)
      addRow(wordRow(id))
      addRow(wordRow(left) + 1)
      addRow(wordRow(right) + 2)
      addRow(pairRow(left, id))
      addRow(pairRow(id, right) + 1)
      addContext(words, article, sentence, i, buffer)
      for (let r = 0; r < buffer.length; r++) addRow(buffer.rows[r]!)
      buffer.length = 0
      unpack(sums, to, at)
    },
    clear() {
      isSummed.fill(0)
      pairLeft.fill(-1)
    },
  }
}

function packRows(rows: Int8Array, table: Int32Array): void {
  for (let row = 0; row < ROWS; row++) {
    for (let k = 0; k < LANES; k++) {
      const y = row * LABELS + 2 * k
      const upper = 2 * k + 1 < LABELS ? rows[y + 1]! : 0
      table[row * LANES + k] = upper * 65536 + rows[y]!
    }
  }
}

function unpack(sums: Int32Array, to: Int32Array, at: number): void {
  for (let k = 0; k < LANES; k++) {
    const both = sums[k]!
    const lower = (both << 16) >> 16
    to[at + 2 * k] = lower
    if (2 * k + 1 < LABELS) to[at + 2 * k + 1] = (both - lower) >> 16
  }
}
