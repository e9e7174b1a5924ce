import type { EntityKind } from '#core/article.ts'
import type { Candidate, EntityForms } from '#core/decisions/desk.ts'
import type { DecisionOutcome, DecisionRequest, ListedDecision } from '#core/decisions/request.ts'
import type { Facet } from '#core/fields.ts'
import type {
  EntitySummary,
  Entity,
  MonthCount,
  SharedNeighbours,
  Suggestion,
  Tie,
  TiePage,
  TieSort,
  Versioned,
} from '#core/graph.ts'
import type { JoiningWord } from '#core/joining-words.ts'
import type { Page } from '#core/page.ts'
import type {
  ArticleView,
  Evidence,
  EvidenceSort,
  FacetCounts,
  Histogram,
  Hit,
  Network,
  Status,
} from '#core/search.ts'
import type { ArticleInput } from '#core/article-intake.ts'
import type { AddedArticle as ReadArticle } from '#api/schemas/article-input.ts'
import type { PathsAnswer } from '#api/schemas/path.ts'
import type { Readiness } from '#api/schemas/status.ts'
import { encodeValue, encodeList, writeQuery } from './router/query-string.ts'
import { type SearchState, defaultSort, writeSearch } from './search/search-state.ts'

export type { ArticleInput, PathsAnswer, ReadArticle, Readiness }

/** A failed request with a message for the reader; `status` is 0 if no response came. */
export class RequestError extends Error {
  readonly status: number
  readonly parameter: string | undefined
  readonly position: number | undefined

  constructor(status: number, detail: string, at: { parameter?: string; position?: number } = {}) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.parameter = at.parameter
    this.position = at.position
  }
}

export interface SearchCounts extends Page<Hit> {
  facets: FacetCounts[]
  histogram: Histogram | null
}

export interface CountsQuery {
  facets?: Facet[]
  facetSize?: number
  /** Only values of such names. */
  facetQ?: string
  histogram?: boolean
}

interface PageOf {
  size: number
  cursor?: string | null
}

const BASE = '/api/v1'
const HITS = 20
const KEY = 'dateline.key'

export function fetchHits(search: SearchState, signal: AbortSignal): Promise<Page<Hit>> {
  const sort = search.sort ?? defaultSort(search.q)
  return get(articles({ ...search, sort }, [['size', String(HITS)]]), signal)
}

/** Counts by facet and over time; the page of hits is empty. */
export function fetchCounts(
  search: SearchState,
  { facets = [], facetSize = 10, facetQ = '', histogram = false }: CountsQuery,
  signal: AbortSignal,
): Promise<SearchCounts> {
  const address = articles({ ...search, sort: null, cursor: null }, [
    ['size', '0'],
    ['facets', encodeList(facets)],
    ['facetQ', encodeValue(facetQ)],
    ['facetSize', facets.length > 0 ? String(facetSize) : ''],
    ['histogram', histogram ? 'true' : ''],
  ])
  return get(address, signal)
}

export function fetchArticle(id: string, signal: AbortSignal): Promise<Versioned<ArticleView>> {
  return get(at('articles', id), signal)
}

export function fetchStatus(signal: AbortSignal): Promise<Status> {
  return get('/status', signal)
}

/** Which backend is ready; the server answers this even while it refuses everything else. */
export async function fetchReadiness(): Promise<Readiness> {
  const response = await fetch('/readyz', { headers: { Accept: 'application/json' } })
  return (await response.json()) as Readiness
}

export async function fetchSuggestions(
  q: string,
  size: number,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  const query = writeQuery([
    ['q', encodeValue(q)],
    ['size', String(size)],
  ])
  const { items } = await get<{ items: Suggestion[] }>('/suggest' + query, signal)
  return items
}

export function fetchEntities(
  { q = '', kinds = [], ...page }: { q?: string; kinds?: EntityKind[] } & PageOf,
  signal: AbortSignal,
): Promise<Page<EntitySummary>> {
  const query = writeQuery([['q', encodeValue(q)], ['kind', encodeList(kinds)], ...paged(page)])
  return get('/entities' + query, signal)
}

export function fetchEntity(id: string, signal: AbortSignal): Promise<Versioned<Entity>> {
  return get(at('entities', id), signal)
}

export function fetchTies(
  id: string,
  { sort, kinds = [], ...page }: { sort: TieSort; kinds?: EntityKind[] } & PageOf,
  signal: AbortSignal,
): Promise<TiePage> {
  const query = writeQuery([['sort', sort], ['kind', encodeList(kinds)], ...paged(page)])
  return get(at('entities', id) + '/ties' + query, signal)
}

export function fetchMentions(
  id: string,
  { sort, written, ...page }: { sort: EvidenceSort; written: string } & PageOf,
  signal: AbortSignal,
): Promise<Page<Evidence>> {
  const narrowed: [string, string] = ['written', encodeValue(written)]
  return get(
    at('entities', id) + '/mentions' + writeQuery([['sort', sort], narrowed, ...paged(page)]),
    signal,
  )
}

export function fetchTie(a: string, b: string, signal: AbortSignal): Promise<TieView> {
  return get(at('ties', a, b), signal)
}

export function fetchEvidence(
  a: string,
  b: string,
  { sort, ...page }: { sort: EvidenceSort } & PageOf,
  signal: AbortSignal,
): Promise<Page<Evidence>> {
  return get(at('ties', a, b) + '/evidence' + writeQuery([['sort', sort], ...paged(page)]), signal)
}

/** Reads a page or an article; stores it unless it is a preview. */
export function addArticle(input: ArticleInput, isPreview: boolean): Promise<ReadArticle> {
  return request(`/articles${isPreview ? '?preview=true' : ''}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { ...headers(), 'Content-Type': 'application/json' },
  })
}

/** All that is said of two names, whether a sentence names both or none does. */
export interface TieView extends Versioned<Tie> {
  months: MonthCount[]
  sharedArticles: number
  words: JoiningWord[]
  shared: SharedNeighbours
}

export function fetchPaths(
  a: string,
  b: string,
  { avoid, hubs }: { avoid: string[]; hubs: boolean },
  signal: AbortSignal,
): Promise<PathsAnswer> {
  const query = writeQuery([
    ['avoid', encodeList(avoid)],
    ['hubs', hubs ? 'true' : ''],
  ])
  return get(at('paths', a, b) + query, signal)
}

/** The most telling names of a search, and the ties among them. */
export function fetchNetwork(
  search: SearchState,
  size: number,
  signal: AbortSignal,
): Promise<Network> {
  const query = writeSearch({ ...search, sort: null, cursor: null })
  const rest = writeQuery([['size', String(size)]])
  return get('/graph' + query + (query ? rest.replace('?', '&') : rest), signal)
}

/** Decides, or says what that would change; the server takes it from its own pages alone. */
export function sendDecision(
  decision: DecisionRequest,
  { isPreview = false, version }: { isPreview?: boolean; version?: number | undefined },
): Promise<DecisionOutcome> {
  return request(`/decisions${isPreview ? '?preview=1' : ''}`, {
    method: 'POST',
    headers: { ...headers(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...decision, ...(version !== undefined && { version }) }),
  })
}

export function fetchDecisions(page: PageOf, signal: AbortSignal): Promise<Page<ListedDecision>> {
  return get('/decisions' + writeQuery(paged(page)), signal)
}

export function fetchCandidates(page: PageOf, signal: AbortSignal): Promise<Page<Candidate>> {
  return get('/candidates' + writeQuery(paged(page)), signal)
}

export function fetchForms(id: string, signal: AbortSignal): Promise<EntityForms> {
  return get(at('entities', id) + '/forms', signal)
}

/** Sends this API key with every request until the tab is closed. */
export function useKey(key: string): void {
  try {
    sessionStorage.setItem(KEY, key)
  } catch {
    // Without storage the archive stays locked; the sign-in note stays and says so.
  }
}

function get<T>(address: string, signal: AbortSignal): Promise<T> {
  return request(address, { signal, headers: headers() })
}

async function request<T>(address: string, options: RequestInit): Promise<T> {
  const response = await fetch(BASE + address, options).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause
    throw new RequestError(0, 'The server does not answer. Is "./dateline serve" still running?')
  })
  if (!response.ok) throw await toProblem(response)
  return (await response.json()) as T
}

function headers(): HeadersInit {
  let key: string | null = null
  try {
    key = sessionStorage.getItem(KEY)
  } catch {
    // Storage is disabled.
  }
  return { Accept: 'application/json', ...(key && { Authorization: `Bearer ${key}` }) }
}

async function toProblem(response: Response): Promise<RequestError> {
  const body = (await response.json().catch(() => ({}))) as Partial<RequestError> & {
    detail?: string
  }
  const detail = body.detail ?? `The server answered with status ${response.status}.`
  const { parameter, position } = body
  return new RequestError(response.status, detail, {
    ...(parameter !== undefined && { parameter }),
    ...(position !== undefined && { position }),
  })
}

function articles(search: SearchState, more: [string, string][]): string {
  const query = writeSearch(search)
  const rest = writeQuery(more)
  return '/articles' + query + (query ? rest.replace('?', '&') : rest)
}

function paged({ size, cursor }: PageOf): [string, string][] {
  return [
    ['size', String(size)],
    ['cursor', encodeValue(cursor ?? '')],
  ]
}

function at(...parts: string[]): string {
  return '/' + parts.map(encodeURIComponent).join('/')
}
