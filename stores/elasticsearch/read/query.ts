import { FIELDS, type Facet, TEXT_FIELDS } from '#core/fields.ts'
import { enclosedPeriod } from '#core/period.ts'
import type { Query } from '#core/query/parse.ts'
import type { FieldFilter, Filters } from '#core/search.ts'
import { MAX_ENTITIES_OF_TIE } from '#core/ties.ts'
import { withinLevels } from './query-depth.ts'
import { ENGINE_FIELDS } from '../mapping.ts'

/*
 * Searches as queries of Elasticsearch: only bool, match, match_phrase, prefix, term and nested, so that nothing that a
 * user types is ever read by a parser of the engine.
 */

export type EngineQuery = Record<string, unknown>

const EVERYTHING: EngineQuery = { match_all: {} }

/** A query that any article passes which holds what is asked for; its score says how much it is about it. */
export function toEngineQuery(query: Query | null): EngineQuery {
  return query ? compile(withinLevels(query)) : EVERYTHING
}

/** False where nothing is wanted that could be ranked: for what a word is missing from, one article is as good as another. */
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

/** What must be there scores, what must not stands beside it: one level for both, as the engine takes thirty at most. */
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

/** What narrows a search but for the fields' own filters. */
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

/** Articles of a search; filters do not add to the score. */
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
