import type { Article } from './article.ts'
import { IS_CAPITAL, IS_FUNCTION, IS_JOINER, MAY_OPEN, type Words } from './words.ts'

const WIDEST_GAP = 3

/**
 * Marks with 1 the tokens of a sentence that may belong to a name: words with a capital, up to three tokens between
 * two of them, a particle or number before and the token after. All others are outside of names without a look, and so
 * is "The" at the beginning of a sentence.
 */
export function markKept(words: Words, article: Article, sentence: number, kept: Uint8Array): void {
  const { ids } = article
  const from = article.starts[sentence]!
  const to = article.starts[sentence + 1]!
  const flags = (at: number) => words.flags[ids[at]!]!
  kept.fill(0, from, to)
  let last = -1
  for (let i = from; i < to; i++) {
    if ((flags(i) & IS_CAPITAL) === 0) continue
    if (i === from && flags(i) & IS_FUNCTION && !(i + 1 < to && flags(i + 1) & IS_CAPITAL)) continue
    if (last >= 0 && i - last - 1 <= WIDEST_GAP) kept.fill(1, last, i)
    if (i > from && flags(i - 1) & MAY_OPEN) kept[i - 1] = 1
    kept[i] = 1
    if (i + 1 < to) kept[i + 1] = 1
    if (i + 2 < to && flags(i + 1) & IS_JOINER) kept[i + 2] = 1
    last = i
  }
}
