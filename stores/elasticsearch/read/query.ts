import type { estypes } from '@elastic/elasticsearch'
import { FIELDS, type Facet, TEXT_FIELDS } from '#core/fields.ts'
import { enclosedPeriod } from '#core/period.ts'
import type { Query } from '#core/query/parse.ts'
import type { FieldFilter, Filters } from '#core/search.ts'
import { MAX_ENTITIES_OF_TIE } from '#core/ties.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { limitDepth } from './query-depth.ts'

/*
 * Searches as Elasticsearch queries. Only bool, match, match_phrase, prefix, term and nested are used, so that no
 * parser of the engine ever reads what a user typed.
 */

export type EngineQuery = estypes.QueryDslQueryContainer

const EVERYTHING: EngineQuery = { match_all: {} }

/** Matches the articles that the query asks for, and scores how much they are about it. */
export function toEngineQuery(query: Query | null): EngineQuery {
  return query ? compile(limitDepth(query)) : EVERYTHING
}

/** False for a query that only excludes: its matches are all equally good. */
export function isRanked(query: Query | null): boolean {
  if (!query) return false
  switch (query.type) {
    case 'and':
      return query.parts.some(isRanked)
    case 'or':
      return query.parts.every(isRanked)
    case 'not':
      return !isRanked(query.part)
    default:
      return true
  }
}

function compile(query: Query): EngineQuery {
  switch (query.type) {
    case 'and':
      return all(query.parts)
    case 'or':
      return { bool: { should: query.parts.map(compile), minimum_should_match: 1 } }
    case 'not':
      return query.part.type === 'not' ? compile(query.part.part) : all([query])
    case 'word':
      return inAnyText((field, boost) => ({
        match: { [`${field}.stem`]: { query: query.word, operator: 'and', boost } },
      }))
    case 'prefix':
      return inAnyText((field, boost) => ({ prefix: { [field]: { value: query.prefix, boost } } }))
    case 'phrase':
      return inAnyText((field, boost) => ({
        match_phrase: { [field]: { query: query.words.join(' '), boost } },
      }))
  }
}

/** Positive and negative parts in one clause, as Elasticsearch takes only thirty levels. */
function all(parts: Query[]): EngineQuery {
  const wanted = parts.flatMap((part) => (part.type === 'not' ? [] : [compile(part)]))
  const unwanted = parts.flatMap((part) => (part.type === 'not' ? [compile(part.part)] : []))
  return {
    bool: {
      ...(wanted.length > 0 && { must: wanted }),
      ...(unwanted.length > 0 && { must_not: unwanted }),
    },
  }
}

function inAnyText(clause: (field: string, boost: number) => EngineQuery): EngineQuery {
  return {
    bool: {
      should: TEXT_FIELDS.map((field) => clause(ENGINE_FIELDS[field], FIELDS[field].weight)),
      minimum_should_match: 1,
    },
  }
}

/** All filters of a search except those of fields. */
export function alwaysFilters({ from, to, undated, tie }: Filters): EngineQuery[] {
  const period = enclosedPeriod(from, to)
  return [
    ...(period ? [withinPeriod(period)] : []),
    ...(undated ? [without({ exists: { field: ENGINE_FIELDS.date } })] : []),
    ...(tie ? [inOneSentence(tie)] : []),
  ]
}

export function fieldFilters(fields: Filters['fields']): Map<Facet, EngineQuery> {
  const entries = Object.entries(fields) as [Facet, FieldFilter][]
  return new Map(
    entries
      .filter(([, { any, all, none }]) => any.length + all.length + none.length > 0)
      .map(([facet, filter]) => [facet, fieldFilter(ENGINE_FIELDS[facet], filter)]),
  )
}

export function everyFilter(filters: Filters): EngineQuery[] {
  return [...alwaysFilters(filters), ...fieldFilters(filters.fields).values()]
}

/** The articles of a search; filters do not score. */
export function searchQuery(query: Query | null, filters: EngineQuery[]): EngineQuery {
  if (filters.length === 0) return toEngineQuery(query)
  return { bool: { filter: filters, ...(query && { must: [toEngineQuery(query)] }) } }
}

export function inOneSentence(entities: readonly string[]): EngineQuery {
  return { nested: { path: 'sentences', query: naming(entities) } }
}

/** Sentences that name one entity, or that tie two. */
export function naming(entities: readonly string[]): EngineQuery {
  const named = entities.map((id) => ({ term: { 'sentences.entities': id } }))
  return { bool: { filter: entities.length > 1 ? [...named, MAKES_TIES] : named } }
}

/** Sentences that are no mere list of names. */
export const MAKES_TIES: EngineQuery = {
  bool: { must_not: [{ range: { 'sentences.entityCount': { gt: MAX_ENTITIES_OF_TIE } } }] },
}

function withinPeriod({ start, end }: { start: number; end: number }): EngineQuery {
  return {
    range: {
      [ENGINE_FIELDS.date]: {
        ...(Number.isFinite(start) && { gte: start }),
        ...(Number.isFinite(end) && { lt: end }),
        format: 'epoch_millis',
      },
    },
  }
}

function fieldFilter(field: string, { any, all, none }: FieldFilter): EngineQuery {
  return {
    bool: {
      filter: [
        ...(any.length > 0 ? [{ terms: { [field]: any } }] : []),
        ...all.map((value) => ({ term: { [field]: value } })),
      ],
      ...(none.length > 0 && { must_not: [{ terms: { [field]: none } }] }),
    },
  }
}

const without = (query: EngineQuery): EngineQuery => ({ bool: { must_not: [query] } })
