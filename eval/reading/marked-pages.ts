import { join } from 'node:path'
import type { Article } from '#core/article.ts'
import { readFile } from '#indexer/read.ts'
import { type MarkedPage, readMarkedPages } from './suites.ts'

/** Result for one page; `article` is null if it was refused. */
export interface PageResult {
  page: MarkedPage
  article: Article | null
}

export async function readPages(folder: string): Promise<PageResult[]> {
  const results: PageResult[] = []
  for (const page of readMarkedPages(folder)) {
    results.push({ page, article: await readArticle(join(folder, 'pages', page.file)) })
  }
  return results
}

export async function readArticle(path: string): Promise<Article | null> {
  for await (const result of readFile(path)) {
    if (result.type === 'article') return result.article
  }
  return null
}

export interface Passages {
  precision: number
  recall: number
  f1: number
  /** Share of pages on which no marked passage was found. */
  withoutText: number
}

/** A page with the text that a reader extracted. */
export interface PageText {
  page: MarkedPage
  article: { body: string } | null
}

/** Passages of all pages together, counted like trafilatura does. */
export function scorePassages(results: PageText[]): Passages {
  const count = { right: 0, wrong: 0, missed: 0, empty: 0 }
  for (const { page, article } of results) {
    const body = squeezed(article?.body ?? '')
    const found = page.with.filter((passage) => body.includes(squeezed(passage))).length
    count.right += found
    count.missed += page.with.length - found
    count.wrong += page.without.filter((passage) => body.includes(squeezed(passage))).length
    if (found === 0) count.empty++
  }
  const precision = count.right / (count.right + count.wrong)
  const recall = count.right / (count.right + count.missed)
  const f1 = (2 * precision * recall) / (precision + recall)
  return { precision, recall, f1, withoutText: count.empty / results.length }
}

export interface Metadata {
  title: number
  date: number
  author: number
  /** Share of all pages with an author that the page does not name. */
  wrongAuthor: number
}

/** Share of right values among the pages that have one, for each field. */
export function scoreMetadata(results: PageResult[]): Metadata {
  return {
    title: share(
      results,
      'title',
      ({ page, article }) => plain(page.title!) === plain(article.title),
    ),
    date: share(results, 'date', ({ page, article }) => {
      return article.publishedAt?.slice(0, 10) === page.date
    }),
    author: share(results, 'author', ({ page, article }) => {
      const expected = namesIn(page.author!)
      const given = new Set(article.authors.map(plain))
      return given.size === expected.size && [...given].every((name) => expected.has(name))
    }),
    wrongAuthor: results.filter(hasWrongAuthor).length / results.length,
  }
}

type Read = PageResult & { article: Article }

function share(
  results: PageResult[],
  field: 'title' | 'date' | 'author',
  isRight: (result: Read) => boolean,
): number {
  const asked = results.filter(({ page }) => page[field])
  const read = asked.filter((result): result is Read => result.article !== null)
  return read.filter(isRight).length / asked.length
}

/** Pages without labelled authors are skipped. */
export function hasWrongAuthor({ page, article }: PageResult): boolean {
  if (page.author === undefined || !article) return false
  const expected = namesIn(page.author)
  return article.authors.some((name) => !expected.has(plain(name)))
}

const namesIn = (text: string) =>
  new Set(
    text
      .split(/;|,| und | and | & /)
      .map(plain)
      .filter((name) => name !== ''),
  )

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Normalizes away differences between equivalent spellings. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
