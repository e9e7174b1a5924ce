import type { ArticleTokens } from './article-tokens.ts'
import { addContext, idAt } from './token-features.ts'
import {
  addLeft,
  addLeftPair,
  addRight,
  addRightPair,
  addWord,
  type Rows,
} from './word-features.ts'
import type { WordTable } from './word-table.ts'

/** All feature rows of a token, for training and for the reference decoder. */
export function addToken(
  words: WordTable,
  article: ArticleTokens,
  sentence: number,
  i: number,
  into: Rows,
): void {
  const from = article.starts[sentence]!
  const to = article.starts[sentence + 1]!
  const id = article.ids[i]!
  const left = idAt(article, i - 1, from, to)
  const right = idAt(article, i + 1, from, to)
  addWord(words, id, into)
  addLeft(words, left, into)
  addRight(words, right, into)
  addLeftPair(words, left, id, into)
  addRightPair(words, id, right, into)
  addContext(words, article, sentence, i, into)
}
