import { InvalidQueryError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Warning } from '#core/page.ts'
import { describeQuery } from '#core/query/describe.ts'
import { type ParsedQuery, parseQuery } from '#core/query/parse.ts'
import { MATCHES, type Match, type Step, readPlain } from '#core/query/ladder.ts'
import { printQuery } from '#core/query/print.ts'
import { resolveNames } from '#core/query/resolve.ts'
import type { Query } from '#core/query/tree.ts'
import { withAbsoluteDates } from '#core/query/when.ts'
import { COUNT_UNITS, type Search, type SearchStore } from '#core/search.ts'
import { climbDown } from './views/climb-down.ts'
import {
  type FilterValues,
  filterParameters,
  toFilters,
  undatedFilterParameters,
} from './filters.ts'
import { flag, oneOf, text } from './parameters.ts'
import { resolveFilters } from './http/redirects.ts'

const queryParameters = {
  q: text(4096)
    .optional()
    .openapi({
      description:
        'Words, "phrases", beginnings of words (port*), OR, NOT or a minus, brackets, NEAR/5 and THEN/5, ' +
        'title: and body:, person:, org:, country: and entity: (a name, a code or an id), city:, source:, author:, place: ' +
        'and lang:, on:, after: and before: (2023-06, -30d), same(one sentence), atleast3(word), first100(word)',
      example: 'grid (minister OR "energy deal") -gas after:2023',
    }),
  strict: flag().openapi({
    description: 'Refuse a `q` that could have been meant otherwise, where `warnings` would say so',
  }),
  match: oneOf(MATCHES)
    .optional()
    .openapi({
      description:
        'How many of the words of a query without operators must be there. Default `auto`: all; where that finds nothing ' +
        '(of three telling words or more: fewer than ten articles), most, then any',
      example: 'auto',
    }),
}

const storyParameters = {
  fold: oneOf(['stories', 'none'])
    .default('none')
    .openapi({
      description:
        'Of a list of articles: one of each story, the first by the sort. `copies` says what else matches of it, and ' +
        '`total.stories` how many stories match',
      example: 'stories',
    }),
  count: oneOf(COUNT_UNITS)
    .default('articles')
    .openapi({
      description:
        'What facets, histogram and changes count: articles, or stories, of which any matching article will do; ' +
        '`total.stories` says how many match',
      example: 'stories',
    }),
}

/** The parameters that select and count articles, shared by lists, counts and graphs. */
export const searchParameters = { ...queryParameters, ...filterParameters, ...storyParameters }

/** `searchParameters` without dates, for routes with their own periods. */
export const undatedSearchParameters = {
  ...queryParameters,
  ...undatedFilterParameters,
  ...storyParameters,
}

/** Parsed `searchParameters`, without facets. */
export interface SearchValues extends FilterValues {
  q?: string | undefined
  strict: boolean
  match?: Match | undefined
}

/** The stores that count a plain query's steps and resolve its names. */
export interface ReadingStores {
  search: Pick<SearchStore, 'count'>
  graph: GraphStore
}

/** A search with the warnings about how it was read. */
export interface ReadSearch {
  search: Search
  /** The typed query, before the ladder. */
  typed: Query | null
  warnings: Warning[]
  /** Empty without a query. */
  reading: { reading?: { q: string; description: string; match?: Step } }
}

/**
 * Names in the query are looked up in the graph, and a query without operators goes down as many steps as it must; throws
 * InvalidQueryError.
 */
export async function readSearch(
  url: string,
  values: SearchValues,
  { search, graph }: ReadingStores,
  signal: AbortSignal,
): Promise<ReadSearch> {
  const today = new Date()
  const { value: filters, warnings: moved } = await resolveFilters(
    toFilters(url, values),
    graph,
    signal,
  )
  const { q = '', match = 'auto' } = values
  const { query: typed, warnings: doubts } = await readQuery(values, graph, signal)
  const { query, step, warnings: wider } = await climbDown(typed, { q, match }, search, signal)
  const warnings = [...moved, ...doubts, ...wider]
  if (!query) return { search: { query, filters }, typed, warnings, reading: {} }
  return {
    search: { query: withAbsoluteDates(query, today), filters },
    typed: typed && withAbsoluteDates(typed, today),
    warnings,
    reading: {
      reading: {
        q: printQuery(typed!),
        description: describeQuery(query, today),
        ...(step && { match: step }),
      },
    },
  }
}

/** A plain question may exceed the limits of a query; it is cut to its rarest words. */
function parseTyped(q: string): ParsedQuery {
  try {
    return parseQuery(q)
  } catch (error) {
    const long = error instanceof InvalidQueryError ? parseQuery(q, { maxTerms: Infinity }) : null
    if (long && readPlain(long.query, q)) return long
    throw error
  }
}

async function readQuery(
  { q = '', strict }: SearchValues,
  graph: GraphStore,
  signal: AbortSignal,
): Promise<ParsedQuery> {
  const parsed = await resolveNames(parseTyped(q), graph, signal)
  const [doubt] = parsed.warnings
  if (!strict || !doubt) return parsed
  throw new InvalidQueryError(doubt.message, { parameter: 'q', position: doubt.position })
}
