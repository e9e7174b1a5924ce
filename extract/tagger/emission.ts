import type { ArticleTokens } from './article-tokens.ts'
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
import type { WordTable } from './word-table.ts'

/** Weights are stored relative to OUTSIDE, which does not change the best path: 16 labels, 16 bytes per row. */
const ROW = (LABELS - 1) >> 2
/** Two labels share one sum, in its upper and lower 16 bits; sums stay far below 2^15. */
const LANES = (LABELS - 1) >> 1
/** Added to each weight, so that all are positive and none borrows from its neighbour. */
const BIAS = 128
const BIAS_OF_LANES = BIAS * 65537
const LOWER_BYTES = 0x00ff00ff
/** Size of the direct-mapped caches of sums for words and for pairs. */
const CACHE_SIZE = 1 << 15

/** Computes the label scores of tokens. */
export interface Emission {
  /** Writes the label scores of a token into `to`, starting at `at`. */
  read(sentence: number, i: number, to: Int32Array, at: number): void
  /** Drops the caches; call this when word ids change. */
  clear(): void
}

/**
 * Sums the weights of a token's features. Sums that depend on one word (by itself, as left and as right neighbour) or on a
 * pair of adjacent words are cached, so that about half of some fifty rows need no lookup.
 */
export function createEmission(
  { rows }: Model,
  words: WordTable,
  article: ArticleTokens,
  cacheSize = CACHE_SIZE,
): Emission {
  const weights = packRows(rows)
  const firstPair = 3 * cacheSize
  const sums = new Int32Array((firstPair + 2 * cacheSize) * LANES)
  const summed = new Int32Array(cacheSize).fill(-1)
  const pairLeft = new Int32Array(cacheSize).fill(-1)
  const pairRight = new Int32Array(cacheSize)
  let lastLeft = -1
  let lastRight = -1
  let lastRow = 0
  const buffer = createRows()
  const lanes = new Int32Array(LANES)

  /** Caches the sum of the rows in the buffer. */
  function cache(row: number): void {
    sumRows(weights, buffer, sums, row * LANES)
    buffer.length = 0
  }

  function wordRow(id: number): number {
    const slot = id & (cacheSize - 1)
    const row = 3 * slot
    if (summed[slot] === id) return row
    summed[slot] = id
    addWord(words, id, buffer)
    cache(row)
    addLeft(words, id, buffer)
    cache(row + 1)
    addRight(words, id, buffer)
    cache(row + 2)
    return row
  }

  /** Each pair is needed twice in a row: by its right and by its left word. */
  function pairRow(left: number, right: number): number {
    if (left === lastLeft && right === lastRight) return lastRow
    lastLeft = left
    lastRight = right
    lastRow = findPair(left, right)
    return lastRow
  }

  function findPair(left: number, right: number): number {
    const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
    const slot = (hash >>> 16) & (cacheSize - 1)
    const row = firstPair + 2 * slot
    if (pairLeft[slot] === left && pairRight[slot] === right) return row
    pairLeft[slot] = left
    pairRight[slot] = right
    addLeftPair(words, left, right, buffer)
    cache(row)
    addRightPair(words, left, right, buffer)
    cache(row + 1)
    return row
  }

  /** Call this right away: the next word or pair may evict this row. */
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

/** Packs four labels into each number, the first in the lowest byte. */
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

/** Sums rows, two labels per number. Unrolled by hand: a loop over the lanes takes twice the time. */
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

/** The lower label of a lane; the upper one is two labels later. */
const labelOf = (lane: number) => 1 + 4 * (lane >> 1) + (lane & 1)

function unpack(both: number, to: Int32Array, at: number): void {
  const lower = (both << 16) >> 16
  to[at] = lower
  to[at + 2] = (both - lower) >> 16
}
