import { sorted } from './source.ts'

interface TaggedDocument {
  sentences: { tokens: string[]; tags: string[] }[]
}

const WORD = /^[a-z]{2,}$/
const MIN_LOWER = 2

/**
 * Words usually in lower case and rarely capitalised inside a sentence: at its start they do not
 * begin a name.
 */
export function commonWords(corpora: string[]): string[] {
  const lower = new Map<string, number>()
  const upper = new Map<string, number>()
  for (const token of corpora.flatMap(tokensInside)) {
    const word = token.toLowerCase()
    if (!WORD.test(word)) continue
    const counts = token === word ? lower : upper
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const words = [...lower].filter(
    ([word, count]) => count >= MIN_LOWER && count > (upper.get(word) ?? 0),
  )
  return sorted(words.map(([word]) => word))
}

/** All tokens but the first of each sentence. */
function tokensInside(corpus: string): string[] {
  const documents = corpus.trimEnd().split('\n')
  return documents.flatMap((line) =>
    (JSON.parse(line) as TaggedDocument).sentences.flatMap(({ tokens }) => tokens.slice(1)),
  )
}
