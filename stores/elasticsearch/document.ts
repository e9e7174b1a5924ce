import type { Article, Sentence } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { FIELD_OF_KIND } from '#core/fields.ts'
import type { ArticleChange, EntityHead, ProjectedArticle } from '#core/projection.ts'
import { type ParsedReading, sentencesByCity, speakersOf, unfoldReading } from '#core/reading.ts'
import { singleSpaced } from '#core/text.ts'
import { makesTies, tieWeight } from '#core/graph/ties.ts'
import { ENGINE_FIELDS } from './mapping.ts'

/** The two lines of a bulk operation: the action and the document. */
export interface BulkItem {
  id: string
  rev: number
  lines: [action: string, document: string]
}

export interface Versioning {
  /** Also replaces a document with the same rev. */
  force: boolean
}

/**
 * The part of an article's document below `reading`, returned with the article but never searched.
 */
export interface StoredArticleReading
  extends
    Pick<Article, 'dateline' | 'byline' | 'tail' | 'publishedText' | 'metadata'>,
    ParsedReading {
  revisions: number
  /**
   * Entities with the number of sentences that name them, most first, as shown in lists of hits.
   */
  entities: [id: string, sentences: number][]
}

export function articleItem({ id, rev, content }: ArticleChange, versioning: Versioning): BulkItem {
  return toItem(id, rev, versioning, content && articleFields(content))
}

export function entityItem({ id, rev, content }: EntityHead, versioning: Versioning): BulkItem {
  if (!content) return toItem(id, rev, versioning, null)
  const { kind, name, articles, stories, sentences } = content
  return toItem(id, rev, versioning, { kind, name, articles, stories, sentences })
}

/**
 * The rev is the document's external version, so that Elasticsearch refuses anything older than
 * what it has.
 */
function toItem(id: string, rev: number, { force }: Versioning, fields: object | null): BulkItem {
  const version_type = force ? 'external_gte' : 'external'
  const action = { index: { _id: id, version: rev, version_type } }
  const document = fields
    ? { id, rev, deleted: false, ...fields }
    : { id, rev, deleted: true, deletedAt: new Date().toISOString() }
  return { id, rev, lines: [JSON.stringify(action), JSON.stringify(document)] }
}

function articleFields(projected: ProjectedArticle): object {
  const { article, reading, revisions, story, formerStories, copied } = projected
  const { title, body, publishedAt, source, authors, language, place, url } = article
  const { dateline, byline, tail, publishedText, metadata } = article
  const parsed: ParsedReading = {
    sentences: JSON.parse(reading.sentences) as ParsedReading['sentences'],
    mentions: JSON.parse(reading.mentions) as ParsedReading['mentions'],
    roles: JSON.parse(reading.roles) as ParsedReading['roles'],
    quotations: JSON.parse(reading.quotations) as unknown[],
  }
  const { sentences, mentions } = unfoldReading({ ...parsed, roles: [], quotations: [] }, article)
  const named = collectEntities(mentions)
  const cities = sentencesByCity(reading)
  const stored: StoredArticleReading = {
    ...{ dateline, byline, tail, publishedText, metadata, revisions },
    ...{ entities: named.counts, ...parsed },
  }
  return {
    ...{
      publishedAt,
      day: publishedAt?.slice(0, 10) ?? null,
      source,
      authors,
      language,
      place,
      url,
      ...named.byField,
      ...(cities.size > 0 && { cities: [...cities.keys()] }),
    },
    ...{ story, formerStories, copied },
    ...{ sentenceCount: sentences.length, nameCount: named.count, title, body },
    quotations: speakersOf(reading).map(({ entity, nth, direct }) => ({
      speaker: entity,
      nth,
      direct,
    })),
    sentences: sentences.map((sentence) => sentenceFields(sentence, article, { ...named, cities })),
    reading: stored,
  }
}

function sentenceFields(
  { n, field, start, end }: Sentence,
  article: Article,
  { bySentence, cities }: NamedEntities & { cities: Map<string, Set<number>> },
): object {
  const text = article[field].slice(start, end)
  const named = bySentence.get(n)
  const here = [...cities].flatMap(([city, sentences]) => (sentences.has(n) ? [city] : []))
  const located = here.length > 0 && { cities: here }
  if (!named) return { n, text, ...located }
  const { entities, tying, written } = named
  const entityCount = entities.size
  return {
    ...{ n, text, entities: [...entities], entityCount },
    ...located,
    ...(makesTies(entityCount) && { tying: [...tying] }),
    ...(entityCount > 1 && { weight: tieWeight(entityCount) }),
    written: [...written],
  }
}

interface NamedEntities {
  bySentence: Map<number, SentenceNames>
  /** Entities, each counted once per sentence. */
  count: number
  counts: StoredArticleReading['entities']
  byField: Record<string, string[]>
}

interface SentenceNames {
  entities: Set<string>
  /** Those that are not only named aside. */
  tying: Set<string>
  written: Set<string>
}

function collectEntities(mentions: ReturnType<typeof unfoldReading>['mentions']): NamedEntities {
  const bySentence: NamedEntities['bySentence'] = new Map()
  const counts = new Map<string, number>()
  const byField: Record<string, string[]> = {}
  let count = 0
  for (const { sentence, entity, kind, surface, aside } of mentions) {
    if (sentence === null || entity === null || kind === 'place') continue
    let named = bySentence.get(sentence)
    if (!named) {
      named = { entities: new Set(), tying: new Set(), written: new Set() }
      bySentence.set(sentence, named)
    }
    if (!aside) named.tying.add(entity)
    named.written.add(writtenForm(entity, surface))
    if (named.entities.has(entity)) continue
    named.entities.add(entity)
    count++
    const before = counts.get(entity) ?? 0
    counts.set(entity, before + 1)
    if (before === 0) (byField[ENGINE_FIELDS[FIELD_OF_KIND[kind]]] ??= []).push(entity)
  }
  const sorted = [...counts].sort(([v, x], [w, y]) => y - x || compareText(v, w))
  return { bySentence, count, counts: sorted, byField }
}

/** Joins an entity's id with a form of its name; ids contain no spaces. */
export function writtenForm(entity: string, written: string): string {
  return `${entity} ${singleSpaced(written)}`
}
