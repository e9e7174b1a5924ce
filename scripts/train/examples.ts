import { Article } from '#extract/tagger/article.ts'
import { labelsOf } from '#extract/tagger/labels.ts'
import { addToken } from '#extract/tagger/plain-rows.ts'
import { createRows } from '#extract/tagger/word-features.ts'
import { createWords } from '#extract/tagger/words.ts'
import type { LabelledSentence } from './normalise.ts'

/** Sentences as the trainer reads them: all rows of all tokens one after the other. */
export interface Examples {
  /** Where a sentence's tokens begin, and one more. */
  sentences: Int32Array
  /** Where a token's rows begin, and one more. */
  tokens: Int32Array
  rows: Int32Array
  labels: Uint8Array
}

const CAPACITY = 1 << 17

/** The features of labelled articles, each read as a whole. */
export function readExamples(articles: LabelledSentence[][]): Examples {
  const words = createWords(CAPACITY)
  const article = new Article(words, CAPACITY)
  const buffer = createRows()
  const sentences = [0]
  const tokens = [0]
  const labels: number[] = []
  let rows = new Int32Array(1 << 20)
  let length = 0
  for (const labelled of articles) {
    article.begin()
    for (const { tokens } of labelled) article.add(tokens, 0, tokens.length)
    article.finish()
    labelled.forEach((sentence, s) => {
      labels.push(...labelsOf(sentence.spans, sentence.tokens.length))
      for (let i = article.starts[s]!; i < article.starts[s + 1]!; i++) {
        buffer.length = 0
        addToken(words, article, s, i, buffer)
        if (length + buffer.length > rows.length) rows = grown(rows)
        rows.set(buffer.rows.subarray(0, buffer.length), length)
        length += buffer.length
        tokens.push(length)
      }
      sentences.push(tokens.length - 1)
    })
  }
  return {
    sentences: Int32Array.from(sentences),
    tokens: Int32Array.from(tokens),
    rows: rows.subarray(0, length),
    labels: Uint8Array.from(labels),
  }
}

function grown(rows: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(rows.length * 2)
  larger.set(rows)
  return larger
}
