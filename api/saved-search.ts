import { HTTPException } from 'hono/http-exception'
import type { GraphStore } from '#core/graph.ts'
import type { Arrivals, SavedSearch } from '#core/notebook.ts'
import type { Page, PageQuery, Warning } from '#core/page.ts'
import { joined } from '#core/query/chain.ts'
import type { Hit, SearchStore } from '#core/search.ts'
import { parameters } from './parameters.ts'
import { type ReadSearch, readSearch, searchParameters } from './search-parameters.ts'

interface SavedStores {
  search: SearchStore
  graph: GraphStore
}

const CUT: Warning = {
  code: 'many-new',
  message: 'More than 1,000 articles came in: only the latest of them were looked at.',
}

/** The matches of a saved search among newly added articles, newest first. */
export async function newHits(
  saved: SavedSearch,
  { ids, isCut }: Arrivals,
  page: PageQuery,
  stores: SavedStores,
  signal: AbortSignal,
): Promise<Page<Hit>> {
  const { search, warnings } = await readSaved(saved.search, stores, signal)
  const query = joined('and', [search.query, { type: 'article', ids, start: 0, end: 0 }])
  const found = await stores.search.articles(
    { search: { ...search, query }, sort: 'newest', ...page },
    signal,
  )
  return { ...found, warnings: [...warnings, ...(isCut ? [CUT] : []), ...found.warnings] }
}

const parametersOfSearch = parameters(searchParameters)
/** Parameters that only affect presentation. */
const SHOWN = ['sort', 'view', 'size', 'cursor', 'facets', 'facetSize', 'facetQ', 'histogram']

/** Reads the parameters of a saved search as those of a request; throws InvalidQueryError. */
export async function readSaved(
  written: string,
  stores: SavedStores,
  signal: AbortSignal,
): Promise<ReadSearch> {
  const url = new URL(`http://saved/?${written.replace(/^\?/, '')}`)
  for (const name of SHOWN) url.searchParams.delete(name)
  const values = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const all = url.searchParams.getAll(name)
      return [name, all.length > 1 ? all : all[0]]
    }),
  )
  const read = parametersOfSearch.safeParse(values)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new HTTPException(400, {
      message: `the search cannot be read: ${String(issue?.path[0] ?? '')} ${issue?.message}`,
    })
  }
  return readSearch(url.href, read.data, stores, signal)
}
