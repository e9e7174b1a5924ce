import type { Article, Sentence } from '#core/article.ts'
import { FIELD_OF_KIND } from '#core/fields.ts'
import type { ArticleChange, EntityHead, ProjectedArticle } from '#core/projection.ts'
import { decodeMentions, decodeSentences } from '#core/reading.ts'
import { singleSpaced } from '#core/text.ts'
import { ENGINE_FIELDS } from './mapping.ts'

/*
 * Documents as they are sent. Each is written once, straight into the lines of a request, with what the archive has as JSON already put in
 * as it is.
 */

/** A change as the two lines of a `_bulk` request. */
export interface BulkItem {
  id: string
  rev: number
  lines: string
}

export interface Versioning {
  /** Also replaces what is just as new. */
  force: boolean
}

export function articleItem({ id, rev, content }: ArticleChange, versioning: Versioning): BulkItem {
  const source = content ? articleSource(id, rev, content) : deletedSource(id, rev)
  return { id, rev, lines: `${action(id, rev, versioning)}\n${source}\n` }
}

export function entityItem({ id, rev, content }: EntityHead, versioning: Versioning): BulkItem {
  if (!content) {
    return { id, rev, lines: `${action(id, rev, versioning)}\n${deletedSource(id, rev)}\n` }
  }
  const { kind, name, articles, sentences } = content
  const source = { id, rev, deleted: false, kind, name, articles, sentences }
  return { id, rev, lines: `${action(id, rev, versioning)}\n${JSON.stringify(source)}\n` }
}

function action(id: string, rev: number, { force }: Versioning): string {
  const type = force ? 'external_gte' : 'external'
  return `{"index":{"_id":${JSON.stringify(id)},"version":${rev},"version_type":"${type}"}}`
}

function deletedSource(id: string, rev: number): string {
  const deletedAt = new Date().toISOString()
  return JSON.stringify({ id, rev, deleted: true, deletedAt })
}

/** Written piece by piece, so that nothing which is JSON already is read and written once more. */
function articleSource(id: string, rev: number, { article, reading, revisions }: ProjectedArticle) {
  const { title, body, publishedAt, source, authors, language, place, url } = article
  const { dateline, byline, tail, publishedText, metadata } = article
  const sentences = decodeSentences(reading.sentences)
  const names = namesIn(reading.mentions, article)
  const head = { id, rev, deleted: false, publishedAt, source, authors, language, place, url }
  const counts = { sentenceCount: sentences.length, nameCount: names.count }
  const rest = { dateline, byline, tail, publishedText, metadata, revisions }
  return (
    `${opened({ ...head, ...names.byField, ...counts, title, body })},` +
    `"sentences":[${sentences.map((sentence) => sentenceSource(sentence, article, names)).join()}],` +
    `"reading":${opened(rest)},"entities":${JSON.stringify(names.counts)},` +
    `"sentences":${reading.sentences},"mentions":${reading.mentions},"roles":${reading.roles}}}`
  )
}

/** An object to which more is added. */
const opened = (value: object) => JSON.stringify(value).slice(0, -1)

function sentenceSource(
  { n, field, start, end }: Sentence,
  article: Article,
  { inSentence }: NamesOfArticle,
): string {
  const text = JSON.stringify(article[field].slice(start, end))
  const named = inSentence.get(n)
  if (!named) return `{"n":${n},"text":${text}}`
  const entities = JSON.stringify([...named.entities])
  const counted = `"entities":${entities},"entityCount":${named.entities.size}`
  return `{"n":${n},"text":${text},${counted},"written":${JSON.stringify([...named.written])}}`
}

interface NamesOfArticle {
  inSentence: Map<number, { entities: Set<string>; written: Set<string> }>
  /** Names, each once a sentence. */
  count: number
  /** Ids with the number of sentences that name them, most first, as lists of hits show them. */
  counts: [id: string, sentences: number][]
  byField: Record<string, string[]>
}

function namesIn(stored: string, texts: Article): NamesOfArticle {
  const inSentence: NamesOfArticle['inSentence'] = new Map()
  const counts = new Map<string, number>()
  const byField: Record<string, string[]> = {}
  let count = 0
  for (const { sentence, entity, kind, surface } of decodeMentions(stored, texts)) {
    if (sentence === null || entity === null || kind === 'place') continue
    let named = inSentence.get(sentence)
    if (!named) inSentence.set(sentence, (named = { entities: new Set(), written: new Set() }))
    named.written.add(writtenForm(entity, surface))
    if (named.entities.has(entity)) continue
    named.entities.add(entity)
    count++
    const before = counts.get(entity) ?? 0
    counts.set(entity, before + 1)
    if (before === 0) (byField[ENGINE_FIELDS[FIELD_OF_KIND[kind]]] ??= []).push(entity)
  }
  const sorted = [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1))
  return { inSentence, count, counts: sorted, byField }
}

/** No id has a space in it. */
export function writtenForm(entity: string, written: string): string {
  return `${entity} ${singleSpaced(written)}`
}
