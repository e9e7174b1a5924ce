import type { EntityKind } from '#core/article.ts'
import type { ArticleChange, EntityChange, ProjectedArticle } from '#core/projection.ts'
import { decodeReading, decodeSentences, namesBySentence } from '#core/reading.ts'
import { singleSpaced } from '#core/text.ts'
import { FACET_FIELDS } from './mapping.ts'

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

const FIELD_OF_KIND: Record<EntityKind, string> = {
  person: FACET_FIELDS.person,
  organization: FACET_FIELDS.org,
  country: FACET_FIELDS.country,
}

export function articleItem({ id, rev, content }: ArticleChange, versioning: Versioning): BulkItem {
  const source = content ? articleSource(id, rev, content) : deletedSource(id, rev)
  return { id, rev, lines: `${action(id, rev, versioning)}\n${source}\n` }
}

export function entityItem({ id, rev, content }: EntityChange, versioning: Versioning): BulkItem {
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

function articleSource(id: string, rev: number, content: ProjectedArticle): string {
  const { article, reading, revisions } = content
  const read = decodeReading(reading, article)
  const names = namesBySentence(read)
  const { dateline, byline, tail, publishedText, metadata } = article
  const counts = countNames(names)
  const fields = {
    ...{ id, rev, deleted: false },
    ...{ publishedAt: article.publishedAt, source: article.source },
    ...{ authors: article.authors, language: article.language },
    ...{ place: article.place, url: article.url },
    ...entitiesByField(names),
    sentenceCount: read.sentences.length,
    nameCount: counts.names,
    sentences: nestedSentences(content, names, read.mentions),
    title: article.title,
    body: article.body,
  }
  const rest = { dateline, byline, tail, publishedText, metadata, revisions }
  return (
    JSON.stringify(fields).slice(0, -1) +
    `,"reading":${JSON.stringify(rest).slice(0, -1)},"entities":${JSON.stringify(counts.entities)}` +
    `,"sentences":${reading.sentences},"mentions":${reading.mentions},"roles":${reading.roles}}}`
  )
}

type Names = ReturnType<typeof namesBySentence>

/** Ids with the number of sentences that name them, most first, as lists of hits show them. */
function countNames(names: Names): { names: number; entities: [id: string, count: number][] } {
  const counts = new Map<string, number>()
  let all = 0
  for (const inSentence of names.values()) {
    all += inSentence.size
    for (const id of inSentence.keys()) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const entities = [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1))
  return { names: all, entities }
}

function entitiesByField(names: Names): Record<string, string[]> {
  const found: Record<string, Set<string>> = {}
  for (const inSentence of names.values()) {
    for (const [id, kind] of inSentence) (found[FIELD_OF_KIND[kind]] ??= new Set()).add(id)
  }
  return Object.fromEntries(Object.entries(found).map(([field, ids]) => [field, [...ids]]))
}

function nestedSentences(
  { article, reading }: ProjectedArticle,
  names: Names,
  mentions: ReturnType<typeof decodeReading>['mentions'],
) {
  const written = new Map<number, Set<string>>()
  for (const { sentence, entity, surface } of mentions) {
    if (sentence === null || entity === null) continue
    const form = writtenForm(entity, surface)
    const forms = written.get(sentence)
    if (forms) forms.add(form)
    else written.set(sentence, new Set([form]))
  }
  return decodeSentences(reading.sentences).map(({ n, field, start, end }) => ({
    n,
    text: article[field].slice(start, end),
    ...(names.has(n) && { entities: [...names.get(n)!.keys()] }),
    ...(written.has(n) && { written: [...written.get(n)!] }),
  }))
}

/** No id has a space in it. */
export function writtenForm(entity: string, written: string): string {
  return `${entity} ${singleSpaced(written)}`
}
