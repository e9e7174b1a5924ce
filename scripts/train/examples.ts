import { ArticleTokens, MAX_TOKENS } from '#extract/tagger/article-tokens.ts'
import { markCandidates } from '#extract/tagger/candidate-tokens.ts'
import { labelsOf, type LabelSpan } from '#extract/tagger/labels.ts'
import { addToken } from '#extract/tagger/token-rows.ts'
import { createRows } from '#extract/tagger/word-features.ts'
import { createWordTable } from '#extract/tagger/word-table.ts'
import type { LabelledSentence } from './normalise.ts'

/** The decoder's input: chains of tokens that may belong to names, with the feature rows of each token. */
export interface Examples {
  /** Offset of each chain's first token, plus the total. */
  chains: Int32Array
  /** Per chain: bit 1 if it starts its sentence, bit 2 if it ends it. */
  edges: Uint8Array
  /** Offset of each token's first row, plus the total. */
  tokens: Int32Array
  rows: Int32Array
  labels: Uint8Array
}

const CAPACITY = 1 << 17

export const OPENS = 1
export const CLOSES = 2

/** Computes the features of labelled articles; each article is one document. */
export function readExamples(articles: LabelledSentence[][]): Examples {
  const words = createWordTable(CAPACITY)
  const article = new ArticleTokens(words, CAPACITY)
  const buffer = createRows()
  const kept = new Uint8Array(MAX_TOKENS)
  const chains = [0]
  const edges: number[] = []
  const tokens = [0]
  const labels: number[] = []
  let rows = new Int32Array(1 << 20)
  let length = 0
  for (const labelled of articles) {
    article.begin()
    for (const { tokens } of labelled) article.add(tokens, 0, tokens.length)
    article.finish()
    labelled.forEach(({ spans }, s) => {
      markCandidates(words, article, s, kept)
      const from = article.starts[s]!
      const to = article.starts[s + 1]!
      const own = labelsOf(spans.filter(isKept), to - from)
      for (let i = from; i < to; i++) {
        if (!kept[i]) continue
        buffer.length = 0
        addToken(words, article, s, i, buffer)
        if (length + buffer.length > rows.length) rows = grown(rows)
        rows.set(buffer.rows.subarray(0, buffer.length), length)
        length += buffer.length
        tokens.push(length)
        labels.push(own[i - from]!)
        if (i + 1 < to && kept[i + 1]) continue
        const first = i + 1 - (tokens.length - 1 - chains.at(-1)!)
        edges.push((first === from ? OPENS : 0) | (i + 1 === to ? CLOSES : 0))
        chains.push(tokens.length - 1)
      }

      function isKept({ from: a, to: b }: LabelSpan): boolean {
        return !kept.subarray(from + a, from + b).includes(0)
      }
    })
  }
  return {
    chains: Int32Array.from(chains),
    edges: Uint8Array.from(edges),
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
