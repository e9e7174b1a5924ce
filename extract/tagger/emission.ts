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

/** Weights count from that of OUTSIDE, which makes no difference to what is best: 16 labels, 16 bytes a row. */
const ROW = (LABELS - 1) >> 2
/** Of a sum two labels share a number, one in its upper 16 bits and one in its lower: they stay far below 2^15. */
const LANES = (LABELS - 1) >> 1
/** Added to each weight of a row, so that none borrows from the one above it. */
const BIAS = 128
const BIAS_OF_LANES = BIAS * 65537
const LOWER_BYTES = 0x00ff00ff
/** So many words and pairs have their sums kept, each in the place that its number tells, which others share. */
const KEPT = 1 << 15

/** The scores of a token's labels. */
export interface Emission {
  /** Adds up the scores of a token into `to` from `at` on. */
  read(sentence: number, i: number, to: Int32Array, at: number): void
  /** Forgets what was kept by word number. */
  clear(): void
}

/**
 * Adds up the weights of a token's features. Beside the rows of the model it keeps sums of them: three for each word (by
 * itself, as the one before, as the one after) and two for each pair, of those met lately, so that of some fifty rows
 * half are seldom looked up again.
 */
export function createEmission(
  { rows }: Model,
  words: Words,
  article: Article,
  kept = KEPT,
): Emission {
  const weights = packRows(rows)
  const firstPair = 3 * kept
  const sums = new Int32Array((firstPair + 2 * kept) * LANES)
  const summed = new Int32Array(kept).fill(-1)
  const pairLeft = new Int32Array(kept).fill(-1)
  const pairRight = new Int32Array(kept)
  let lastLeft = -1
  let lastRight = -1
  let lastRow = 0
  const buffer = createRows()
  const lanes = new Int32Array(LANES)

  /** Keeps the sum of the rows in the buffer. */
  function keep(row: number): void {
    sumRows(weights, buffer, sums, row * LANES)
    buffer.length = 0
  }

  function wordRow(id: number): number {
    const slot = id & (kept - 1)
    const row = 3 * slot
    if (summed[slot] === id) return row
    summed[slot] = id
    addWord(words, id, buffer)
    keep(row)
    addLeft(words, id, buffer)
    keep(row + 1)
    addRight(words, id, buffer)
    keep(row + 2)
    return row
  }

  /** The pair asked for last is asked for again with the next token. */
  function pairRow(left: number, right: number): number {
    if (left === lastLeft && right === lastRight) return lastRow
    lastLeft = left
    lastRight = right
    lastRow = findPair(left, right)
    return lastRow
  }

  function findPair(left: number, right: number): number {
    const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
    const slot = (hash >>> 16) & (kept - 1)
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

  /** At once, since the next word or pair may take the place of this one. */
  function add(row: number): void {
    const from = row * LANES
    for (let k = 0; k < LANES; k++) lanes[k]! += sums[from + k]!
  }

  return {
    read(sentence, i, to, at) {
      const from = article.starts[sentence]!
      const end = article.starts[sentence + 1]!
      const id = article.ids[i]!
      const left = idAt(article, i - 1, from, end)
      const right = idAt(article, i + 1, from, end)
      addContext(words, article, sentence, i, buffer)
      sumRows(weights, buffer, lanes, 0)
      buffer.length = 0
      add(wordRow(id))
      add(wordRow(left) + 1)
      add(wordRow(right) + 2)
      add(pairRow(left, id))
      add(pairRow(id, right) + 1)
      to[at + OUTSIDE] = 0
      for (let k = 0; k < LANES; k++) unpack(lanes[k]!, to, at + labelOf(k))
    },
    clear() {
      summed.fill(-1)
      pairLeft.fill(-1)
      lastLeft = -1
    },
  }
}

/** Four labels a number: a byte each, the first lowest. */
function packRows(rows: Int8Array): Int32Array {
  const packed = new Int32Array(ROWS * ROW)
  for (let row = 0; row < ROWS; row++) {
    const at = row * LABELS
    const outside = rows[at + OUTSIDE]!
    for (let k = 0; k < 4 * ROW; k++) {
      packed[row * ROW + (k >> 2)]! |= (rows[at + 1 + k]! - outside + BIAS) << (8 * (k & 3))
    }
  }
  return packed
}

/** The sums of rows, two labels a number; lane by lane, since a loop over the lanes takes twice the time. */
function sumRows(weights: Int32Array, { rows, length }: Rows, to: Int32Array, at: number): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let r = 0; r < length; r++) {
    const from = rows[r]! * ROW
    const first = weights[from]!
    const second = weights[from + 1]!
    const third = weights[from + 2]!
    const fourth = weights[from + 3]!
    a = (a + (first & LOWER_BYTES)) | 0
    b = (b + ((first >>> 8) & LOWER_BYTES)) | 0
    c = (c + (second & LOWER_BYTES)) | 0
    d = (d + ((second >>> 8) & LOWER_BYTES)) | 0
    e = (e + (third & LOWER_BYTES)) | 0
    f = (f + ((third >>> 8) & LOWER_BYTES)) | 0
    g = (g + (fourth & LOWER_BYTES)) | 0
    h = (h + ((fourth >>> 8) & LOWER_BYTES)) | 0
  }
  const bias = Math.imul(length, BIAS_OF_LANES)
  to[at] = a - bias
  to[at + 1] = b - bias
  to[at + 2] = c - bias
  to[at + 3] = d - bias
  to[at + 4] = e - bias
  to[at + 5] = f - bias
  to[at + 6] = g - bias
  to[at + 7] = h - bias
}

/** The lower of a lane's two labels; the upper one comes two after it. */
const labelOf = (lane: number) => 1 + 4 * (lane >> 1) + (lane & 1)

function unpack(both: number, to: Int32Array, at: number): void {
  const lower = (both << 16) >> 16
  to[at] = lower
  to[at + 2] = (both - lower) >> 16
}
