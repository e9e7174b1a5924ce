import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { toTable } from '../table.ts'
import {
  type PageResult,
  type PageText,
  readPages,
  scoreMetadata,
  scorePassages,
} from './marked-pages.ts'
import { scoreReadability, type WordScore } from './readability.ts'
import { readByRivals } from './rivals.ts'
import { markedPath, readabilityPath, unpacked } from './suites.ts'

/** The required minimum of a figure, and its target. */
const GOALS = {
  f1: ['.915', '.935'],
  withoutText: ['1.2 %', '0.5 %'],
  title: ['87.5 %', '92 %'],
  date: ['85 %', '90.5 %'],
  author: ['70.5 %', '80 %'],
  wrongAuthor: ['6 %', '3 %'],
  mean: ['.955', '.97'],
  poor: ['2', '1'],
} as const

/**
 * Prints how well pages are read, on the suites of the shared folder; false if they are missing.
 */
export async function evaluateReading(shared: string): Promise<boolean> {
  if (!existsSync(markedPath(shared)) || !existsSync(readabilityPath(shared))) return false
  const marked = await unpacked(markedPath(shared), async (folder) => {
    const started = performance.now()
    const results = await readPages(folder)
    const seconds = (performance.now() - started) / 1000
    const speed = toSpeed(folder, results, seconds)
    return { results, speed, beside: await sideBySide(folder, results, seconds) }
  })
  const words = await unpacked(readabilityPath(shared), scoreReadability)
  console.log(
    toTable(['suite', 'figure', 'floor', 'aim', 'reached'], rowsOf(marked.results, words)),
  )
  console.log(`\n${marked.speed}\n\n${marked.beside}`)
  return true
}

function rowsOf(results: PageResult[], words: WordScore[]): string[][] {
  const { precision, recall, f1, withoutText } = scorePassages(results)
  const { title, date, author, wrongAuthor } = scoreMetadata(results)
  const suite = `${results.length} pages of many sites`
  const other = `${words.length} pages of Readability`
  const mean = words.reduce((sum, { f1 }) => sum + f1, 0) / words.length
  return [
    [suite, 'passages, precision', '', '', ratio(precision)],
    [suite, 'passages, recall', '', '', ratio(recall)],
    [suite, 'passages, F1', ...GOALS.f1, ratio(f1)],
    [suite, 'pages without text', ...GOALS.withoutText, percent(withoutText)],
    [suite, 'title right', ...GOALS.title, percent(title)],
    [suite, 'date right', ...GOALS.date, percent(date)],
    [suite, 'authors right', ...GOALS.author, percent(author)],
    [suite, 'pages with a wrong author', ...GOALS.wrongAuthor, percent(wrongAuthor)],
    [other, 'words, mean F1', ...GOALS.mean, ratio(mean)],
    [other, 'pages below .5', ...GOALS.poor, String(words.filter(({ f1 }) => f1 < 0.5).length)],
  ]
}

/** Compares readers on the same pages: F1 of the passages, pages per second. */
async function sideBySide(folder: string, results: PageResult[], seconds: number): Promise<string> {
  const row = (name: string, texts: PageText[], seconds: number) => {
    const { precision, recall, f1 } = scorePassages(texts)
    const rate = Math.round(texts.length / seconds)
    return [name, ratio(precision), ratio(recall), ratio(f1), String(rate)]
  }
  const rows = [row('Dateline', results, seconds)]
  const leftOut: string[] = []
  const pages = results.map(({ page }) => page)
  for await (const rival of readByRivals(folder, pages)) {
    if (typeof rival === 'string') leftOut.push(rival)
    else {
      const texts = pages.map((page, i) => ({ page, article: { body: rival.texts[i]! } }))
      rows.push(row(rival.name, texts, rival.seconds))
    }
  }
  const table = toTable(['reader', 'precision', 'recall', 'F1', 'pages a second'], rows)
  return [table, ...leftOut].join('\n')
}

function toSpeed(folder: string, results: PageResult[], seconds: number): string {
  const bytes = results.reduce(
    (sum, { page }) => sum + statSync(join(folder, 'pages', page.file)).size,
    0,
  )
  return `${Math.round(results.length / seconds)} pages a second, ${(bytes / 1e6 / seconds).toFixed(1)} MB a second`
}

const ratio = (value: number) => value.toFixed(4).slice(1)
const percent = (value: number) => `${(value * 100).toFixed(1)} %`
