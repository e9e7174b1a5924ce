import { seeded } from '#core/analysis/seeded.ts'

/** A word and its document frequency. */
export interface WordFrequency {
  term: string
  doc: number
}

const OPERATORS = ['and', 'or', 'not']

/** Distinct words sampled by their frequency in texts, rare and frequent ones. */
export function drawWords(terms: WordFrequency[], count: number): string[] {
  const random = seeded(7)
  return terms
    .filter(({ term, doc }) => doc >= 2 && /^[a-z]/.test(term) && !OPERATORS.includes(term))
    .map(({ term, doc }) => ({ term, key: random() ** (1 / Math.sqrt(doc)) }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ term }) => term)
}
