import type { Article } from './article.ts'
import { markKept } from './kept.ts'
import { isClosed, isFresh, LABELS, OUTSIDE, PREDECESSORS } from './labels.ts'
import { addToken } from './plain-rows.ts'
import { createRows } from './word-features.ts'
import type { Words } from './words.ts'

/** What a decoder scores by: weights in whole numbers or not. */
export interface Scores {
  rows: ArrayLike<number>
  transitions: ArrayLike<number>
}

/** The best labels of a sentence by the straight way: every row looked up, every step written out. */
export function decodePlainly(
  { rows, transitions }: Scores,
  words: Words,
  article: Article,
  sentence: number,
): Uint8Array {
  const from = article.starts[sentence]!
  const length = article.starts[sentence + 1]! - from
  const kept = new Uint8Array(article.length)
  markKept(words, article, sentence, kept)
  const best = new Float64Array(length * LABELS).fill(-Infinity)
  const back = new Uint8Array(length * LABELS)
  for (let i = 0; i < length; i++) {
    const sums = emission(rows, words, article, sentence, from + i)
    for (let y = 0; y < LABELS; y++) {
      if (y !== OUTSIDE && !kept[from + i]) continue
      const own = kept[from + i] ? sums[y]! : 0
      if (i === 0) {
        if (isFresh(y)) best[y] = own + transitions[LABELS * LABELS + y]!
        continue
      }
      for (const before of PREDECESSORS[y]!) {
        const score = best[(i - 1) * LABELS + before]! + transitions[before * LABELS + y]! + own
        if (score <= best[i * LABELS + y]!) continue
        best[i * LABELS + y] = score
        back[i * LABELS + y] = before
      }
    }
  }
  return follow(best, back, length)
}

function emission(
  rows: ArrayLike<number>,
  words: Words,
  article: Article,
  sentence: number,
  i: number,
): Float64Array {
  const buffer = createRows()
  addToken(words, article, sentence, i, buffer)
  const sums = new Float64Array(LABELS)
  for (let r = 0; r < buffer.length; r++) {
    const at = buffer.rows[r]! * LABELS
    for (let y = 0; y < LABELS; y++) sums[y]! += rows[at + y]!
  }
  return sums
}

function follow(best: Float64Array, back: Uint8Array, length: number): Uint8Array {
  const labels = new Uint8Array(length)
  if (length === 0) return labels
  const last = (length - 1) * LABELS
  let label = OUTSIDE
  for (let y = 0; y < LABELS; y++)
    if (isClosed(y) && best[last + y]! > best[last + label]!) label = y
  for (let i = length - 1; i >= 0; i--) {
    labels[i] = label
    label = back[i * LABELS + label]!
  }
  return labels
}
