import type { Article } from './article.ts'
import { ROWS } from './hash.ts'
import { LABELS, OUTSIDE } from './labels.ts'
import type { Model } from './model.ts'
import { addContext, idAt } from './token-features.ts'
import {
  addLeft,
  addLeftPair,
  addRight,
  addRightPair,
  addWord,
  createRows,
  type Rows,
} from './word-features.ts'
import type { Words } from './words.ts'

/**
 * Weights count from that of OUTSIDE, which makes no difference to what is best and leaves 16 labels. Two of them share
 * a number, one in its upper 16 bits and one in its lower: sums stay far below 2^15, and a row is 32 bytes.
 */
const LANES = (LABELS - 1) >> 1
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
  let lastLeft = -1
  let lastRight = -1
  let lastRow = 0
  const buffer = createRows()
  packRows(rows, table)

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

  /** The pair asked for last is asked for again with the next token; its rows stay until another one is found. */
  function pairRow(left: number, right: number): number {
    if (left === lastLeft && right === lastRight) return lastRow
    lastLeft = left
    lastRight = right
    lastRow = findPair(left, right)
    return lastRow
  }

  function findPair(left: number, right: number): number {
    let slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 17
    let row = firstPair + 2 * slot
    if (row === lastRow) {
      slot ^= 1
      row = firstPair + 2 * slot
    }
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
      const own = wordRow(id)
      const before = wordRow(left) + 1
      const after = wordRow(right) + 2
      const leftPair = pairRow(left, id)
      const rightPair = pairRow(id, right) + 1
      addContext(words, article, sentence, i, buffer)
      buffer.rows[buffer.length++] = own
      buffer.rows[buffer.length++] = before
      buffer.rows[buffer.length++] = after
      buffer.rows[buffer.length++] = leftPair
      buffer.rows[buffer.length++] = rightPair
      addRows(table, buffer, to, at)
      buffer.length = 0
    },
    clear() {
      isSummed.fill(0)
      pairLeft.fill(-1)
      lastLeft = -1
    },
  }
}

function packRows(rows: Int8Array, table: Int32Array): void {
  for (let row = 0; row < ROWS; row++) {
    const at = row * LABELS
    const outside = rows[at + OUTSIDE]!
    for (let k = 0; k < LANES; k++) {
      const lower = rows[at + 1 + 2 * k]! - outside
      const upper = rows[at + 2 + 2 * k]! - outside
      table[row * LANES + k] = upper * 65536 + lower
    }
  }
}

/** The sums of rows, unpacked; lane by lane, since a loop over the lanes takes twice the time. */
function addRows(table: Int32Array, { rows, length }: Rows, to: Int32Array, at: number): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let r = 0; r < length; r++) {
    const from = rows[r]! * LANES
    a = (a + table[from]!) | 0
    b = (b + table[from + 1]!) | 0
    c = (c + table[from + 2]!) | 0
    d = (d + table[from + 3]!) | 0
    e = (e + table[from + 4]!) | 0
    f = (f + table[from + 5]!) | 0
    g = (g + table[from + 6]!) | 0
    h = (h + table[from + 7]!) | 0
  }
  to[at + OUTSIDE] = 0
  unpack(a, to, at + 1)
  unpack(b, to, at + 3)
  unpack(c, to, at + 5)
  unpack(d, to, at + 7)
  unpack(e, to, at + 9)
  unpack(f, to, at + 11)
  unpack(g, to, at + 13)
  unpack(h, to, at + 15)
}

function unpack(both: number, to: Int32Array, at: number): void {
  const lower = (both << 16) >> 16
  to[at] = lower
  to[at + 1] = (both - lower) >> 16
}
