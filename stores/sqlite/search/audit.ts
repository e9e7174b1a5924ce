import type { DatabaseSync } from 'node:sqlite'
import { fnv1a } from '#core/text/fnv1a.ts'
import { words } from '#core/text.ts'
import { type Form, Vocabulary } from './vocabulary.ts'

export interface FullTextAudit {
  differing: string[]
  superfluous: number
  missingWords: string[]
}

interface ArticleRow {
  row: number
  id: string
  title: string
  body: string
}

/**
 * Compares the full-text index with the texts: ids of articles whose words differ, the number of
 * rows without an article, and words missing among the forms of their stems. Each side is a sum
 * over (word, field, position), so the order of reading does not matter.
 */
export function auditFullText(db: DatabaseSync): FullTextAudit {
  const indexed = indexedSums(db)
  const differing: string[] = []
  const missingWords: string[] = []
  const vocabulary = new Vocabulary()
  const isForm = db.prepare('select 1 from word where stem = ? and word = ?')
  const articles = db.prepare(
    'select row, id, title, body from article join article_text using (row)',
  )
  for (const article of articles.iterate()) {
    const { row, id, title, body } = article as unknown as ArticleRow
    const sum = sumOf('title', title) + sumOf('body', body)
    if ((indexed.get(row) ?? 0) !== sum) differing.push(id)
    indexed.delete(row)
    const forms: Form[] = []
    vocabulary.take(title, forms)
    vocabulary.take(body, forms)
    for (const form of forms) if (!isForm.get(...form)) missingWords.push(form[1])
  }
  return { differing, superfluous: indexed.size, missingWords }
}

function indexedSums(db: DatabaseSync): Map<number, number> {
  db.exec(
    'create virtual table if not exists temp.fulltext_terms using fts5vocab(main, fulltext, instance)',
  )
  const places = db.prepare('select term, doc, col, "offset" from temp.fulltext_terms')
  places.setReturnArrays(true)
  const sums = new Map<number, number>()
  for (const place of places.iterate()) {
    const [term, row, field, position] = place as unknown as [string, number, string, number]
    sums.set(row, (sums.get(row) ?? 0) + hashOf(term, field, position))
  }
  return sums
}

function sumOf(field: string, text: string): number {
  return words(text).reduce((sum, { word }, position) => sum + hashOf(word, field, position), 0)
}

/** FTS5 cuts words at 32,768 bytes; this many UTF-16 units always fit. */
const COMPARED_UNITS = 8192

/** 32 bits keep sums exact for articles of up to two million words. */
function hashOf(word: string, field: string, position: number): number {
  const seed = 0x811c9dc5 ^ position ^ (field === 'title' ? 0x40000000 : 0)
  return fnv1a(word, 0, Math.min(word.length, COMPARED_UNITS), seed) >>> 0
}
