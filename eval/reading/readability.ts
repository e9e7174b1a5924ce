import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { markupToText } from '#indexer/formats/markup.ts'
import { readArticle } from './marked-pages.ts'
import { listReadabilityPages } from './suites.ts'

export interface WordScore {
  page: string
  /** F1 over the words as a multiset. */
  f1: number
}

/** Compares the text of each of Readability's test pages with the expected one. */
export async function scoreReadability(folder: string): Promise<WordScore[]> {
  const scores: WordScore[] = []
  for (const path of listReadabilityPages(folder)) {
    const expected = markupToText(readFileSync(join(path, 'expected.html'), 'utf8'))
    const article = await readArticle(join(path, 'source.html'))
    scores.push({ page: path, f1: wordF1(article?.body ?? '', expected) })
  }
  return scores
}

function wordF1(given: string, expected: string): number {
  const a = countWords(given)
  const b = countWords(expected)
  const total = sum(a) + sum(b)
  if (total === 0) return 1
  let common = 0
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0)
  return (2 * common) / total
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
