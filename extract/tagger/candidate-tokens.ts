import type { ArticleTokens } from './article-tokens.ts'
import { IS_CAPITAL, IS_FUNCTION, IS_JOINER, MAY_OPEN, type WordTable } from './word-table.ts'

const WIDEST_GAP = 3

/**
 * Marks with 1 the tokens of a sentence that may belong to a name: capitalised words, up to three tokens between two of
 * them, a particle or number before, and the token after. The decoder skips all others, and a sentence-initial "The".
 */
export function markCandidates(
  words: WordTable,
  article: ArticleTokens,
  sentence: number,
  candidates: Uint8Array,
): void {
  const { ids } = article
  const from = article.starts[sentence]!
  const to = article.starts[sentence + 1]!
  const flags = (at: number) => words.flags[ids[at]!]!
  candidates.fill(0, from, to)
  let last = -1
  for (let i = from; i < to; i++) {
    if ((flags(i) & IS_CAPITAL) === 0) continue
    if (i === from && flags(i) & IS_FUNCTION && !(i + 1 < to && flags(i + 1) & IS_CAPITAL)) continue
    if (last >= 0 && i - last - 1 <= WIDEST_GAP) candidates.fill(1, last, i)
    if (i > from && flags(i - 1) & MAY_OPEN) candidates[i - 1] = 1
    candidates[i] = 1
    if (i + 1 < to) candidates[i + 1] = 1
    if (i + 2 < to && flags(i + 1) & IS_JOINER) candidates[i + 2] = 1
    last = i
  }
}
