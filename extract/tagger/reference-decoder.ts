import type { ArticleTokens } from './article-tokens.ts'
import { markCandidates } from './candidate-tokens.ts'
import { canEnd, canStart, LABELS, OUTSIDE, PREDECESSORS } from './labels.ts'
import { addToken } from './token-rows.ts'
import { createRows } from './word-features.ts'
import type { WordTable } from './word-table.ts'

/** Weights to score with, as integers or floats. */
export interface Scores {
  rows: ArrayLike<number>
  transitions: ArrayLike<number>
}

/** Straightforward Viterbi decoding of a sentence, used for training and to test the optimised decoder against. */
export function decodeByReference(
  { rows, transitions }: Scores,
  words: WordTable,
  article: ArticleTokens,
  sentence: number,
): Uint8Array {
  const from = article.starts[sentence]!
  const length = article.starts[sentence + 1]! - from
  const candidates = new Uint8Array(article.length)
  markCandidates(words, article, sentence, candidates)
  const best = new Float64Array(length * LABELS).fill(-Infinity)
  const predecessor = new Uint8Array(length * LABELS)
  for (let i = 0; i < length; i++) {
    const sums = emission(rows, words, article, sentence, from + i)
    for (let y = 0; y < LABELS; y++) {
      if (y !== OUTSIDE && !candidates[from + i]) continue
      const own = candidates[from + i] ? sums[y]! : 0
      if (i === 0) {
        if (canStart(y)) best[y] = own + transitions[LABELS * LABELS + y]!
        continue
      }
      for (const before of PREDECESSORS[y]!) {
        const score = best[(i - 1) * LABELS + before]! + transitions[before * LABELS + y]! + own
        if (score <= best[i * LABELS + y]!) continue
        best[i * LABELS + y] = score
        predecessor[i * LABELS + y] = before
      }
    }
  }
  return backtrack(best, predecessor, length)
}

function emission(
  rows: ArrayLike<number>,
  words: WordTable,
  article: ArticleTokens,
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

function backtrack(best: Float64Array, predecessor: Uint8Array, length: number): Uint8Array {
  const labels = new Uint8Array(length)
  if (length === 0) return labels
  const last = (length - 1) * LABELS
  let label = OUTSIDE
  for (let y = 0; y < LABELS; y++) if (canEnd(y) && best[last + y]! > best[last + label]!) label = y
  for (let i = length - 1; i >= 0; i--) {
    labels[i] = label
    label = predecessor[i * LABELS + label]!
  }
  return labels
}
