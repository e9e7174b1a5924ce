import type { Article } from './article.ts'
import { addContext, idAt } from './token-features.ts'
import {
  addLeft,
  addLeftPair,
  addRight,
  addRightPair,
  addWord,
  type Rows,
} from './word-features.ts'
import type { Words } from './words.ts'

/** All rows of a token, one by one: what the trainer learns from and the decoder adds up from kept sums. */
export function addToken(
  words: Words,
  article: Article,
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
