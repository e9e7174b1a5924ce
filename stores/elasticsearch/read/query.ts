import type { estypes } from '@elastic/elasticsearch'
import { FIELDS, type Facet, TEXT_FIELDS, type TextField } from '#core/fields.ts'
import { type Period, enclosedPeriod, parsePeriod } from '#core/period.ts'
import type { DateFilter, Near, Query, Term } from '#core/query/tree.ts'
import type { FieldFilter, Filters } from '#core/search.ts'
import { MAX_ENTITIES_OF_TIE } from '#core/ties.ts'
import { ENGINE_FIELDS, WORDS_FIELDS } from '../mapping.ts'
import { limitDepth } from './query-depth.ts'

/*
 * Searches as Elasticsearch queries. Only bool, match, match_phrase, prefix, intervals, range, term and nested are used,
 * so that no parser of the engine ever reads what a user typed.
 */

export type EngineQuery = estypes.QueryDslQueryContainer

const EVERYTHING: EngineQuery = { match_all: {} }

/** Matches the articles that the query asks for, and scores how much they are about it. */
export function toEngineQuery(query: Query | null): EngineQuery {
  return query ? compile(limitDepth(query)) : EVERYTHING
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
      return inText(query.field, (field, boost) => ({
        match: { [`${field}.stem`]: { query: query.word, operator: 'and', boost } },
      }))
    case 'prefix':
      return inText(query.field, (field, boost) => ({
        prefix: { [field]: { value: query.prefix, boost } },
      }))
    case 'phrase':
      return inText(query.field, (field, boost) => ({
        match_phrase: { [field]: { query: query.words.join(' '), boost } },
      }))
    case 'near':
      return inText(query.field, (field, boost) => ({
        intervals: { [field]: { ...nearIntervals(query), boost } },
      }))
    case 'value':
      return unscored({
        match_phrase: { [`${WORDS_FIELDS[query.field]}.words`]: query.words.join(' ') },
      })
    case 'date':
      return unscored(withinPeriod(periodOf(query)))
  }
}

/** A filter among scored parts. */
const unscored = (filter: EngineQuery): EngineQuery => ({ bool: { filter: [filter] } })

function nearIntervals({ ordered, distance, operands }: Near): {
  all_of: estypes.QueryDslIntervalsAllOf
} {
  const intervals = operands.map((terms) => ({ any_of: { intervals: terms.map(termInterval) } }))
  return { all_of: { ordered, max_gaps: distance, intervals } }
}

function termInterval(term: Term): estypes.QueryDslIntervalsContainer {
  if (term.type === 'prefix') return { prefix: { prefix: term.prefix } }
  const query = term.type === 'word' ? term.word : term.words.join(' ')
  return { match: { query, ordered: true, max_gaps: 0 } }
}

function periodOf({ relation, when }: DateFilter): Period {
  const { start, end } = parsePeriod(when)!
  return {
    start: relation === 'before' ? -Infinity : start,
    end: relation === 'after' ? Infinity : end,
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

function inText(
  only: TextField | null,
  clause: (field: string, boost: number) => EngineQuery,
): EngineQuery {
  const clauses = (only ? [only] : TEXT_FIELDS).map((field) =>
    clause(ENGINE_FIELDS[field], FIELDS[field].weight),
  )
  return { bool: { should: clauses, minimum_should_match: 1 } }
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
