import { InvalidQueryError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Warning } from '#core/page.ts'
import { describeQuery } from '#core/query/describe.ts'
import { type ParsedQuery, parseQuery } from '#core/query/parse.ts'
import { printQuery } from '#core/query/print.ts'
import { resolveNames } from '#core/query/resolve.ts'
import { withAbsoluteDates } from '#core/query/when.ts'
import type { Filters, Search } from '#core/search.ts'
import { filterParameters, toFilters, undatedFilterParameters } from './filters.ts'
import { flag, text } from './parameters.ts'
import { resolveFilters } from './redirects.ts'

const queryParameters = {
  q: text(4096)
    .optional()
    .openapi({
      description:
        'Words, "phrases", beginnings of words (port*), OR, NOT or a minus, brackets, NEAR/5 and THEN/5, ' +
        'title: and body:, person:, org:, country: and entity: (a name, a code or an id), source:, author:, place: ' +
        'and lang:, on:, after: and before: (2023-06, -30d), same(one sentence), atleast3(word), first100(word)',
      example: 'grid (minister OR "energy deal") -gas after:2023',
    }),
  strict: flag().openapi({
    description: 'Refuse a `q` that could have been meant otherwise, where `warnings` would say so',
  }),
}

/** The parameters that say which articles are meant; the same for lists, counts and graphs. */
export const searchParameters = { ...queryParameters, ...filterParameters }

/** Those of `searchParameters` that are no dates, for routes that take periods of their own. */
export const undatedSearchParameters = { ...queryParameters, ...undatedFilterParameters }

interface SearchValues extends Omit<Filters, 'fields'> {
  q?: string | undefined
  strict: boolean
}

/** A search with what its answer says of how it was read. */
export interface ReadSearch {
  search: Search
  warnings: Warning[]
  /** Nothing without a query. */
  reading: { reading?: { q: string; description: string } }
}

/** Names in the query are looked up in the graph; throws InvalidQueryError. */
export async function readSearch(
  url: string,
  values: SearchValues,
  graph: GraphStore,
  signal: AbortSignal,
): Promise<ReadSearch> {
  const today = new Date()
  const { value: filters, warnings: moved } = await resolveFilters(
    toFilters(url, values),
    graph,
    signal,
  )
  const { query, warnings: doubts } = await readQuery(values, graph, signal)
  const warnings = [...moved, ...doubts]
  if (!query) return { search: { query, filters }, warnings, reading: {} }
  return {
    search: { query: withAbsoluteDates(query, today), filters },
    warnings,
    reading: { reading: { q: printQuery(query), description: describeQuery(query, today) } },
  }
}

async function readQuery(
  { q = '', strict }: SearchValues,
  graph: GraphStore,
  signal: AbortSignal,
): Promise<ParsedQuery> {
  const parsed = await resolveNames(parseQuery(q), graph, signal)
  const [doubt] = parsed.warnings
  if (!strict || !doubt) return parsed
  throw new InvalidQueryError(doubt.message, { parameter: 'q', position: doubt.position })
}

/** True for a search that leaves nothing out. */
export function isEverything({ query, filters: { fields, ...others } }: Search): boolean {
  const isFiltered = Object.values(others).some(Boolean) || Object.keys(fields).length > 0
  return query === null && !isFiltered
}
