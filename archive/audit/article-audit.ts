import type { DatabaseSync } from 'node:sqlite'
import type { Article } from '#core/article.ts'
import {
  type StoredReading,
  decodeNames,
  decodeReading,
  namesBySentence,
  sentenceCount,
  sentencesByCity,
} from '#core/reading.ts'
import { sentenceCode } from '#core/graph/ties.ts'
import { contentHash } from '../articles.ts'
import { readingChecksum } from '../reading-checksum.ts'

/** How an article differs from what was stored. */
export type DamagedPart = 'text' | 'reading' | 'names'

export interface DamagedArticle {
  row: number
  id: string
  /** The file the article came from; null if unknown. */
  path: string | null
  parts: DamagedPart[]
}

type ArticleAuditRow = Omit<Article, 'authors' | 'metadata'> &
  StoredReading & {
    row: number
    hash: string
    authors: string
    metadata: string
    sentenceCount: number
    path: string | null
    told: string | null
    names: Uint8Array | null
    checksum: string | null
  }

const ARTICLES = `
  select a.row, a.id, a.hash, a.path, a.sentences as sentenceCount, a.title, t.body, t.dateline, a.place, t.byline,
    t.tail, a.published_at as publishedAt, t.published_text as publishedText, a.source, a.authors, a.url, a.language,
    t.metadata, r.sentences, r.mentions, r.roles, r.quotations, r.told, r.names, r.checksum
  from article a left join article_text t using (row) left join reading r using (row) order by a.row`

const NAMED = `
  select iif(aside, ~sentence, sentence), entity, entity.id from named join entity on entity.row = named.entity
  where article = ? order by sentence, entity.id`

const LOCATED = 'select sentence, city from located where article = ?'

/**
 * Yields every article whose text, reading or names do not match their stored hashes and counts.
 */
export function* damagedArticles(db: DatabaseSync): Generator<DamagedArticle> {
  const isNamed = createNameCheck(db)
  for (const row of db.prepare(ARTICLES).iterate()) {
    const stored = row as unknown as ArticleAuditRow
    const parts: DamagedPart[] = []
    if (!isTextWhole(stored)) parts.push('text')
    const isReadable = isReadingWhole(stored)
    if (!isReadable) parts.push('reading')
    else if (!isNamed(stored)) parts.push('names')
    if (parts.length > 0) yield { row: stored.row, id: stored.id, path: stored.path, parts }
  }
}

/** The keys are in the order in which the hash was computed. */
function isTextWhole(stored: ArticleAuditRow): boolean {
  try {
    const { id, title, body, dateline, place, byline, tail } = stored
    const { publishedAt, publishedText, source, url, language } = stored
    const authors = JSON.parse(stored.authors) as string[]
    const metadata = JSON.parse(stored.metadata) as Record<string, unknown>
    const texts = { id, title, body, dateline, place, byline, tail, publishedAt, publishedText }
    return stored.hash === contentHash({ ...texts, source, authors, url, language, metadata })
  } catch {
    return false
  }
}

/**
 * Archives of earlier versions have no checksum, so check only that the reading decodes and lies
 * inside the text.
 */
function isReadingWhole(stored: ArticleAuditRow): boolean {
  if (stored.checksum !== null) return stored.checksum === readingChecksum(stored)
  try {
    const { sentences, mentions, roles } = decodeReading(stored, stored)
    return (
      sentences.every(({ field, start, end }) => start < end && end <= stored[field].length) &&
      mentions.every(({ field, end, kind }) => kind && end <= (stored[field] ?? '').length) &&
      roles.every(({ person, of }) => mentions[person] && mentions[of])
    )
  } catch {
    return false
  }
}

/**
 * Returns a check that the names of a reading equal those in both places where the archive counts
 * them.
 */
function createNameCheck(db: DatabaseSync): (stored: ArticleAuditRow) => boolean {
  const named = db.prepare(NAMED)
  named.setReturnArrays(true)
  const located = db.prepare(LOCATED)
  located.setReturnArrays(true)
  return (stored) => {
    const { mentions } = decodeReading(stored, stored)
    const rows = named.all(stored.row) as unknown as [number, number, string][]
    const rowOf = new Map(rows.map(([, entity, id]) => [id, entity]))
    const read = [...namesBySentence({ mentions })].flatMap(([sentence, names]) =>
      [...names].map(([id, marks]) => ({ id, sentence, marks })),
    )
    const isNamed = equal(
      rows.map(([sentence, , id]) => `${sentence} ${id}`),
      read.map(({ id, sentence, marks: { isAside } }) => {
        return `${sentenceCode(sentence, { isAside, isInferred: false })} ${id}`
      }),
    )
    const pairs = read.map(({ id, sentence, marks }) => {
      return `${sentenceCode(sentence, marks)} ${rowOf.get(id)}`
    })
    const cities = located.all(stored.row) as unknown as [number, string][]
    const isLocated = equal(
      cities.map(([sentence, city]) => `${sentence} ${city}`),
      [...sentencesByCity(stored)].flatMap(([city, sentences]) =>
        [...sentences].map((sentence) => `${sentence} ${city}`),
      ),
    )
    const isCounted = sentenceCount(stored) === stored.sentenceCount
    return isCounted && isLocated && isNamed && equal(pairs, pairsOf(stored.names))
  }
}

function pairsOf(names: Uint8Array | null): string[] {
  if (!names || names.byteLength % 8 > 0) return ['damaged']
  const numbers = decodeNames(names)
  return Array.from({ length: numbers.length / 2 }, (_, i) => {
    return `${numbers[2 * i]} ${numbers[2 * i + 1]}`
  })
}

function equal(some: string[], others: string[]): boolean {
  const set = new Set(some)
  return some.length === others.length && others.every((each) => set.has(each))
}
