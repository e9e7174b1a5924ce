import type { EntityKind } from '#core/article.ts'
import type { TieSort } from '#core/graph.ts'
import type { EvidenceSort } from '#core/search.ts'
import type * as wire from '#api/wire.ts'
import { client, read } from '../client.ts'
import { encodeList, encodeValue } from '../router/query-string.ts'
import { type SearchState, searchParameters } from '../search/search-state.ts'

/** Requests of a graph, all restricted to the articles of a search. */

interface TiesAsked {
  sort: TieSort
  kinds: EntityKind[]
  /** Minimum number of articles of a tie. */
  min: number
  size: number
  cursor: string | null
}

export function fetchTiesWithin(
  search: SearchState,
  id: string,
  { sort, kinds, min, size, cursor }: TiesAsked,
  signal: AbortSignal,
): Promise<wire.TiePage> {
  const query = {
    ...within(search),
    sort,
    kind: encodeList(kinds),
    min: String(min),
    size: String(size),
    cursor: encodeValue(cursor ?? ''),
  }
  const param = { id: encodeURIComponent(id) }
  return read((options) => client.entities[':id'].ties.$get({ param, query }, options), signal)
}

export function fetchTiesAmong(
  search: SearchState,
  ids: string[],
  signal: AbortSignal,
): Promise<wire.Network> {
  return read(
    (options) => client.graph.ties.$post({ query: within(search), json: { ids } }, options),
    signal,
  )
}

/** Routes within whole months ("2023-06"); an empty month leaves that end open. */
export function fetchRoutes(
  a: string,
  b: string,
  { from, to }: { from: string; to: string },
  signal: AbortSignal,
): Promise<wire.Paths> {
  const param = { a: encodeURIComponent(a), b: encodeURIComponent(b) }
  const query = { ...(from && { from }), ...(to && { to }) }
  return read((options) => client.paths[':a'][':b'].$get({ param, query }, options), signal)
}

/** Sentences that name both, within the articles of a search. */
export function fetchSentences(
  search: SearchState,
  [a, b]: readonly [string, string],
  { sort, size }: { sort: EvidenceSort; size: number },
  signal: AbortSignal,
): Promise<wire.EvidencePage> {
  const param = { a: encodeURIComponent(a), b: encodeURIComponent(b) }
  const query = { ...within(search), sort, size: String(size) }
  return read((options) => client.ties[':a'][':b'].evidence.$get({ param, query }, options), signal)
}

function within(search: SearchState) {
  return searchParameters({ ...search, sort: null, cursor: null })
}
