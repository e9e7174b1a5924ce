import type { estypes } from '@elastic/elasticsearch'
import { FIELDS, TEXT_FIELDS, type EntityField, type TextField } from '#core/fields.ts'
import { type Period, parsePeriod } from '#core/graph/period.ts'
import { type Conjunct, conjunctsOf } from '#core/query/conjuncts.ts'
import { isTerm } from '#core/query/tree.ts'
import type {
  Counted,
  DateFilter,
  EntityFilter,
  Filter,
  Near,
  Query,
  Term,
} from '#core/query/tree.ts'
import type { Search } from '#core/search.ts'
import { type Counted as CountedNames, MAX_ENTITIES_OF_LIST } from '#core/graph/ties.ts'
import { ENGINE_FIELDS, WORDS_FIELDS, facetField } from '../mapping.ts'
import { limitDepth, shallow } from './query-depth.ts'

/*
 * Searches as Elasticsearch queries. Never uses queries with their own parser, such as
 * query_string, so the engine does not interpret what a user typed.
 */

export type EngineQuery = estypes.QueryDslQueryContainer

const EVERYTHING: EngineQuery = { match_all: {} }
const ENTITY_FIELDS: EntityField[] = ['person', 'org', 'country']

/** Matches the query's articles and scores their relevance. */
export function toEngineQuery(query: Query | null): EngineQuery {
  return query ? compile(limitDepth(query)) : EVERYTHING
}

function compile(query: Query): EngineQuery {
  switch (query.type) {
    case 'and':
      return all(query.parts)
    case 'or':
      return { bool: { should: query.parts.map(compile), minimum_should_match: 1 } }
    case 'some':
      return { bool: { should: query.parts.map(compile), minimum_should_match: query.least } }
    case 'not':
      return query.part.type === 'not' ? compile(query.part.part) : all([query])
    case 'same':
      return {
        nested: { path: 'sentences', query: compileSame(shallow(query.part)), score_mode: 'max' },
      }
    case 'near':
      return inText(query.field, (field, boost) => ({
        intervals: { [field]: { ...nearIntervals(query), boost } },
      }))
    case 'atleast':
      return inText(query.field, (field, boost) => occursAtLeast(query, field, boost))
    case 'first':
      return inText(query.field, (field, boost) => ({
        span_first: { match: { span_term: { [field]: query.word } }, end: query.count, boost },
      }))
    default:
      return isTerm(query) ? compileTerm(query) : unscored(compileFilter(query))
  }
}

function compileTerm(term: Term): EngineQuery {
  switch (term.type) {
    case 'word':
      return {
        // As if the fields were one, the title repeated: a rare title must not outweigh what the text says.
        combined_fields: {
          query: term.word,
          operator: 'and',
          fields: fieldsOf(term.field).map(([field, boost]) => `${field}.stem^${boost}`),
        },
      }
    case 'prefix':
      return inText(term.field, (field, boost) => ({
        prefix: { [field]: { value: term.prefix, boost } },
      }))
    case 'phrase':
      return inText(term.field, (field, boost) => ({
        match_phrase: { [field]: { query: term.words.join(' '), boost } },
      }))
  }
}

function compileFilter(filter: Filter): EngineQuery {
  switch (filter.type) {
    case 'value':
      return { match_phrase: { [`${WORDS_FIELDS[filter.field]}.words`]: filter.words.join(' ') } }
    case 'entity':
      return namingAny(filter)
    case 'exact':
      return { term: { [facetField(filter.field, filter.stated)]: filter.value } }
    case 'date':
      return withinPeriod(periodOf(filter))
    case 'undated':
      return without({ exists: { field: ENGINE_FIELDS.date } })
    case 'article':
      return { terms: { id: filter.ids } }
    case 'story':
      return anyOf(['story', 'formerStories'].map((field) => ({ term: { [field]: filter.id } })))
    case 'tie':
      return { nested: { path: 'sentences', query: naming(filter.entities, filter) } }
  }
}

const anyOf = (should: EngineQuery[]): EngineQuery => ({
  bool: { should, minimum_should_match: 1 },
})

function namingAny({ ids = [], field, stated }: EntityFilter): EngineQuery {
  const fields = field === 'entity' ? ENTITY_FIELDS : [field]
  return anyOf(fields.map((each) => ({ terms: { [facetField(each, stated)]: ids } })))
}

/** Compiles a query for one nested sentence. */
function compileSame(query: Query): EngineQuery {
  switch (query.type) {
    case 'and':
    case 'or': {
      const parts = query.parts.map(compileSame)
      return query.type === 'and'
        ? { bool: { must: parts } }
        : { bool: { should: parts, minimum_should_match: 1 } }
    }
    case 'not':
      return { bool: { must: { match_all: {} }, must_not: compileSame(query.part) } }
    case 'entity':
      return unscored({ terms: { [namesField(query)]: query.ids ?? [] } })
    case 'word':
      return { match: { 'sentences.text': { query: query.word, operator: 'and' } } }
    case 'prefix':
      return { prefix: { 'sentences.text.written': { value: query.prefix } } }
    case 'phrase':
      return { match_phrase: { 'sentences.text.written': { query: query.words.join(' ') } } }
    default:
      throw new Error(`a sentence cannot be asked for ${query.type}`)
  }
}

/** Uses the word's frequency as the only score, with a minimum score. */
function occursAtLeast({ word, count }: Counted, field: string, boost: number): EngineQuery {
  const match = { match: { [`${field}.stem`]: { query: word, operator: 'and' as const } } }
  const script = { source: '_termStats.termFreq().getSum()' }
  return {
    bool: {
      must: [{ match: { [`${field}.stem`]: { ...match.match[`${field}.stem`]!, boost } } }],
      filter: [{ script_score: { query: match, script, min_score: count } }],
    },
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

/**
 * Combines positive and negative parts in one clause, because Elasticsearch allows only thirty
 * levels.
 */
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
  const clauses = fieldsOf(only).map(([field, boost]) => clause(field, boost))
  return { bool: { should: clauses, minimum_should_match: 1 } }
}

/** The index's fields for text, with the weight of a match in each. */
function fieldsOf(only: TextField | null): [field: string, boost: number][] {
  return (only ? [only] : TEXT_FIELDS).map((field) => [ENGINE_FIELDS[field], FIELDS[field].weight])
}

/** Compiles a search; filters do not affect scores. */
export function searchQuery(search: Search): EngineQuery {
  return conjunctionOf(conjunctsOf(search))
}

export function conjunctionOf(conjuncts: readonly Conjunct[]): EngineQuery {
  const isScored = ({ facet, from }: Conjunct) => facet === null && from === 'q'
  const scored = conjuncts.filter(isScored).map(({ query }) => query)
  const filters = conjuncts.filter((each) => !isScored(each)).map(({ query }) => compile(query))
  if (filters.length === 0) return scored.length > 0 ? scoredAll(scored) : EVERYTHING
  return { bool: { filter: filters, ...(scored.length > 0 && { must: [scoredAll(scored)] }) } }
}

function scoredAll(parts: Query[]): EngineQuery {
  const { start, end } = parts[0]!
  return toEngineQuery(parts.length === 1 ? parts[0]! : { type: 'and', parts, start, end })
}

/** Matches sentences that name one entity, or tie two. */
export function naming(entities: readonly string[], counted: CountedNames): EngineQuery {
  if (entities.length > 1) return tying(entities, counted)
  return { bool: { filter: entities.map((id) => ({ term: { [namesField(counted)]: id } })) } }
}

/** The field with the entities that a sentence names. */
export const namesField = ({ stated }: CountedNames) =>
  stated ? 'sentences.stated' : 'sentences.entities'

/** The field with the entities that a sentence ties. */
export function tyingField(counted: CountedNames): string {
  if (counted.lists) return namesField(counted)
  return counted.stated ? 'sentences.statedTying' : 'sentences.tying'
}

/** Matches sentences that tie these entities to each other, or to others. */
export function tying(entities: readonly string[], counted: CountedNames): EngineQuery {
  const named = entities.map((id) => ({ term: { [tyingField(counted)]: id } }))
  return { bool: { filter: counted.lists ? [...named, NO_ENDLESS_LIST] : named } }
}

const NO_ENDLESS_LIST: EngineQuery = {
  range: { 'sentences.entityCount': { lte: MAX_ENTITIES_OF_LIST } },
}

/** Matches sentences that tie two entities only if lists are included. */
export const inLists = (entities: readonly string[], { stated }: CountedNames): EngineQuery => ({
  bool: {
    filter: [tying(entities, { stated, lists: true })],
    must_not: [tying(entities, { stated })],
  },
})

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

const without = (query: EngineQuery): EngineQuery => ({ bool: { must_not: [query] } })
