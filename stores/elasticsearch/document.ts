import type { Article, EntityKind, Sentence } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { FIELD_OF_KIND } from '#core/fields.ts'
import type { ArticleChange, EntityHead, ProjectedArticle } from '#core/projection.ts'
import { type ParsedReading, sentencesByCity, speakersOf, unfoldReading } from '#core/reading.ts'
import { singleSpaced } from '#core/text.ts'
import { makesTies, tieWeight } from '#core/graph/ties.ts'
import { ENGINE_FIELDS, STATED_FIELDS } from './mapping.ts'

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
   * Entities with the number of sentences that name them, most first, as shown in lists of hits, and
   * of those where not only the archive linked them.
   */
  entities: [id: string, sentences: number, stated: number][]
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
    quotations: speakersOf(reading).map(({ entity, nth, direct, isInferred }) => ({
      speaker: entity,
      nth,
      direct,
      inferred: isInferred,
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
  const { entities, tying, stated, written } = named
  const entityCount = entities.size
  return {
    ...{ n, text, entities: [...entities.keys()], stated: [...stated], entityCount },
    ...located,
    ...(makesTies(entityCount) && {
      tying: [...tying],
      statedTying: [...tying].filter((id) => stated.has(id)),
    }),
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
  entities: Map<string, EntityKind>
  /** Those that are not only named aside. */
  tying: Set<string>
  /** Those that not only the archive linked. */
  stated: Set<string>
  written: Set<string>
}

function collectEntities(mentions: ReturnType<typeof unfoldReading>['mentions']): NamedEntities {
  const bySentence: NamedEntities['bySentence'] = new Map()
  for (const { sentence, entity, kind, surface, via, aside } of mentions) {
    if (sentence === null || entity === null || kind === 'place') continue
    let named = bySentence.get(sentence)
    if (!named) bySentence.set(sentence, (named = noNames()))
    named.entities.set(entity, kind)
    if (!aside) named.tying.add(entity)
    if (via !== 'archive') named.stated.add(entity)
    named.written.add(writtenForm(entity, surface))
  }
  const counts = new Map<string, { kind: EntityKind; sentences: number; stated: number }>()
  for (const { entities, stated } of bySentence.values()) {
    for (const [id, kind] of entities) {
      const before = counts.get(id) ?? { kind, sentences: 0, stated: 0 }
      const isStated = stated.has(id) ? 1 : 0
      counts.set(id, {
        kind,
        sentences: before.sentences + 1,
        stated: before.stated + isStated,
      })
    }
  }
  const byField: Record<string, string[]> = {}
  for (const [id, { kind, stated }] of counts) {
    const field = FIELD_OF_KIND[kind]
    ;(byField[ENGINE_FIELDS[field]] ??= []).push(id)
    if (stated > 0) (byField[STATED_FIELDS[field]] ??= []).push(id)
  }
  return {
    bySentence,
    count: [...counts.values()].reduce((sum, { sentences }) => sum + sentences, 0),
    counts: [...counts]
      .map(([id, { sentences, stated }]): [string, number, number] => [id, sentences, stated])
      .sort(([v, x], [w, y]) => y - x || compareText(v, w)),
    byField,
  }
}

const noNames = (): SentenceNames => ({
  entities: new Map(),
  tying: new Set(),
  stated: new Set(),
  written: new Set(),
})

/** Joins an entity's id with a form of its name; ids contain no spaces. */
export function writtenForm(entity: string, written: string): string {
  return `${entity} ${singleSpaced(written)}`
}
