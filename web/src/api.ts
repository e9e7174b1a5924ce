import type { ArticleInput } from '#core/article-intake.ts'
import type { EntityKind } from '#core/article.ts'
import type { DecisionOutcome, DecisionRequest, ListedDecision } from '#core/decisions/request.ts'
import type { Facet } from '#core/fields.ts'
import type { TieSort } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import type { EvidenceSort, QuoteSort } from '#core/search.ts'
import type { AddedArticle as ReadArticle } from '#api/schemas/article-input.ts'
import type { Readiness } from '#api/schemas/status.ts'
import type * as wire from '#api/wire.ts'
import { client, read } from './client.ts'
import { encodeList, encodeValue } from './router/query-string.ts'
import type { PathRoute } from './router/route.ts'
import {
  type SearchState,
  defaultSort,
  narrowing,
  searchParameters,
  withInferred,
} from './search/search-state.ts'

export type { ArticleInput, ReadArticle, Readiness }
export type HitPage = wire.HitPage
export type ArticleAnswer = wire.ArticleView
export type EntityAnswer = wire.Entity
export type TiesAnswer = wire.TiePage
export type EvidenceAnswer = wire.EvidencePage
export type NetworkAnswer = wire.Network
export type ChangesAnswer = wire.Changes
export type ExplanationAnswer = wire.Explanation
export type CopiesAnswer = wire.CopyPage
export type SearchCounts = wire.HitPage
export type PathsAnswer = wire.Paths
/** Everything about two names, whether or not a sentence names both. */
export type TieView = wire.TieView

export interface CountsQuery {
  facets?: Facet[]
  facetSize?: number
  /** Only facet values whose name matches. */
  facetQ?: string
  histogram?: boolean
}

interface PageOf {
  size: number
  cursor?: string | null
}

const HITS = 20

export function fetchHits(
  search: SearchState,
  signal: AbortSignal,
  size = HITS,
): Promise<wire.HitPage> {
  const sort = search.sort ?? defaultSort(search.q)
  const stories = search.fold ? { fold: 'stories' as const } : { count: 'stories' as const }
  const query = { ...searchParameters(search), ...stories, sort, size: String(size) }
  return read((options) => client.articles.$get({ query }, options), signal)
}

/** The sentences that answer a question best. */
export function fetchAnswers(search: SearchState, signal: AbortSignal): Promise<wire.Answers> {
  const query = { ...searchParameters(search), q: encodeValue(search.q), size: '5' }
  return read((options) => client.answers.$get({ query }, options), signal)
}

/** Counts by facet and over time; the page of hits is empty. */
export function fetchCounts(
  search: SearchState,
  { facets = [], facetSize = 10, facetQ = '', histogram = false }: CountsQuery,
  signal: AbortSignal,
): Promise<wire.HitPage> {
  const query = {
    ...searchParameters(narrowing(search)),
    size: '0',
    facets: encodeList(facets),
    facetQ: encodeValue(facetQ),
    facetSize: facets.length > 0 ? String(facetSize) : '',
    ...(histogram && { histogram: 'true' as const }),
  }
  return read((options) => client.articles.$get({ query }, options), signal)
}

/** What each part of a search finds alone, and what the search would find without it. */
export function fetchExplanation(
  search: SearchState,
  signal: AbortSignal,
): Promise<wire.Explanation> {
  const query = searchParameters(narrowing(search))
  return read((options) => client.explain.$get({ query }, options), signal)
}

export function fetchArticle(id: string, signal: AbortSignal): Promise<wire.ArticleView> {
  return read(
    (options) =>
      client.articles[':id'].$get({ param: { id: encodeURIComponent(id) }, query: {} }, options),
    signal,
  )
}

/** The most similar articles first. */
export function fetchSimilar(id: string, page: PageOf, signal: AbortSignal): Promise<wire.HitPage> {
  const param = { id: encodeURIComponent(id) }
  return read(
    (options) => client.articles[':id'].similar.$get({ param, query: paged(page) }, options),
    signal,
  )
}

/** The other articles of its story, with the differing words. */
export function fetchCopies(id: string, page: PageOf, signal: AbortSignal): Promise<wire.CopyPage> {
  const param = { id: encodeURIComponent(id) }
  return read(
    (options) => client.articles[':id'].copies.$get({ param, query: paged(page) }, options),
    signal,
  )
}

/** The entities that each name in a list may mean, and the ties among the unambiguous ones. */
export function matchNames(names: string[], signal: AbortSignal): Promise<wire.Matched> {
  return read((options) => client.match.$post({ query: {}, json: { names } }, options), signal)
}

/** The archive's names in a text, and the ties among them. */
export function screenText(text: string, signal: AbortSignal): Promise<wire.Screened> {
  return read((options) => client.screen.$post({ query: {}, json: { text } }, options), signal)
}

export function fetchStatus(signal: AbortSignal): Promise<wire.Status> {
  return read((options) => client.status.$get({ query: {} }, options), signal)
}

/** Which backends are ready; the server answers this even while it rejects all other requests. */
export async function fetchReadiness(): Promise<Readiness> {
  const response = await fetch('/readyz', { headers: { Accept: 'application/json' } })
  return (await response.json()) as Readiness
}

export async function fetchSuggestions(
  q: string,
  size: number,
  signal: AbortSignal,
): Promise<wire.Suggestions['items']> {
  const query = { q: encodeValue(q), size: String(size) }
  const { items } = await read((options) => client.suggest.$get({ query }, options), signal)
  return items
}

export function fetchEntities(
  { q = '', kinds = [], ...page }: { q?: string; kinds?: EntityKind[] } & PageOf,
  signal: AbortSignal,
): Promise<wire.EntityPage> {
  const query = { q: encodeValue(q), kind: encodeList(kinds), ...paged(page) }
  return read((options) => client.entities.$get({ query }, options), signal)
}

export function fetchEntity(id: string, signal: AbortSignal): Promise<wire.Entity> {
  return read(
    (options) =>
      client.entities[':id'].$get({ param: { id: encodeURIComponent(id) }, query: {} }, options),
    signal,
  )
}

export function fetchTies(
  id: string,
  { sort, kinds = [], ...page }: { sort: TieSort; kinds?: EntityKind[] } & PageOf,
  signal: AbortSignal,
): Promise<wire.TiePage> {
  const query = { sort, kind: encodeList(kinds), ...paged(page) }
  const param = { id: encodeURIComponent(id) }
  return read((options) => client.entities[':id'].ties.$get({ param, query }, options), signal)
}

export function fetchMentions(
  id: string,
  { sort, written, ...page }: { sort: EvidenceSort; written: string } & PageOf,
  signal: AbortSignal,
): Promise<wire.EvidencePage> {
  const query = { sort, written: encodeValue(written), ...paged(page) }
  const param = { id: encodeURIComponent(id) }
  return read((options) => client.entities[':id'].mentions.$get({ param, query }, options), signal)
}

/** The sentences that name a city. */
export function fetchCityMentions(
  city: string,
  { sort, ...page }: { sort: EvidenceSort } & PageOf,
  signal: AbortSignal,
): Promise<wire.EvidencePage> {
  const query = { sort, ...paged(page) }
  const param = { city: encodeURIComponent(city) }
  return read((options) => client.cities[':city'].mentions.$get({ param, query }, options), signal)
}

export function fetchQuotes(
  id: string,
  { sort, ...page }: { sort: QuoteSort } & PageOf,
  signal: AbortSignal,
): Promise<wire.QuotePage> {
  const query = { sort, ...paged(page) }
  const param = { id: encodeURIComponent(id) }
  return read((options) => client.entities[':id'].quotes.$get({ param, query }, options), signal)
}

export function fetchTie(
  a: string,
  b: string,
  counted: CountedNames,
  signal: AbortSignal,
): Promise<wire.TieView> {
  const query = countedNames(counted)
  return read(
    (options) => client.ties[':a'][':b'].$get({ param: pair(a, b), query }, options),
    signal,
  )
}

export function fetchEvidence(
  a: string,
  b: string,
  { sort, fold = false, lists, inferred, ...page }: EvidenceOrder & CountedNames & PageOf,
  signal: AbortSignal,
): Promise<wire.EvidencePage> {
  const folded = fold && { fold: 'stories' as const }
  const query = { sort, ...folded, ...countedNames({ lists, inferred }), ...paged(page) }
  return read(
    (options) => client.ties[':a'][':b'].evidence.$get({ param: pair(a, b), query }, options),
    signal,
  )
}

interface EvidenceOrder {
  sort: EvidenceSort
  /** Only the best sentence of each story; for `best` alone. */
  fold?: boolean
}

/** Which names count for a tie; by default none in lists, and those that the archive linked. */
interface CountedNames {
  lists?: boolean
  inferred?: boolean
}

const countedNames = ({ lists = false, inferred = true }: CountedNames) => ({
  ...(lists && { lists: 'true' as const }),
  ...withInferred(inferred),
})

/** Reads a page or an article; stores it unless it is a preview. */
export function addArticle(input: ArticleInput, isPreview: boolean): Promise<ReadArticle> {
  const query = isPreview ? { preview: 'true' as const } : {}
  return read((options) => client.articles.$post({ query, json: input }, options))
}

export function fetchPaths(
  a: string,
  b: string,
  { avoid, hubs, hops, from, to }: Omit<PathRoute, 'name' | 'a' | 'b'>,
  signal: AbortSignal,
): Promise<wire.Paths> {
  const query = {
    avoid: encodeList(avoid),
    ...(hubs && { hubs: 'true' as const }),
    ...{ hops: String(hops), from, to },
  }
  return read(
    (options) => client.paths[':a'][':b'].$get({ param: pair(a, b), query }, options),
    signal,
  )
}

/** A search's most characteristic names, and the ties among them. */
export function fetchNetwork(
  search: SearchState,
  size: number,
  signal: AbortSignal,
): Promise<wire.Network> {
  const query = {
    ...searchParameters(narrowing(search)),
    size: String(size),
  }
  return read((options) => client.graph.$get({ query }, options), signal)
}

/** Ties or entities that changed between two periods by more than the number of articles explains. */
export function fetchChanges(
  of: 'ties' | 'entities',
  { earlier, later }: { earlier: [string, string]; later: [string, string] },
  signal: AbortSignal,
): Promise<wire.Changes> {
  const query = { of, earlier: earlier.join('..'), later: later.join('..'), size: '40' }
  return read((options) => client.graph.changes.$get({ query }, options), signal)
}

/** Makes a decision, or previews its effect; the server accepts it only from its own pages. */
export function sendDecision(
  decision: DecisionRequest,
  { isPreview = false, version }: { isPreview?: boolean; version?: number | undefined },
): Promise<DecisionOutcome> {
  const query = isPreview ? { preview: 'true' as const } : {}
  const json = { ...decision, ...(version !== undefined && { version }) }
  // The schema does not fix an action's fields.
  return read((options) =>
    client.decisions.$post({ query, json }, options),
  ) as Promise<DecisionOutcome>
}

export function fetchDecisions(page: PageOf, signal: AbortSignal): Promise<Page<ListedDecision>> {
  const query = paged(page)
  const sent = read((options) => client.decisions.$get({ query }, options), signal)
  return sent as Promise<unknown> as Promise<Page<ListedDecision>>
}

export function fetchCandidates(page: PageOf, signal: AbortSignal): Promise<wire.CandidatePage> {
  return read((options) => client.candidates.$get({ query: paged(page) }, options), signal)
}

export function fetchForms(id: string, signal: AbortSignal): Promise<wire.EntityForms> {
  return read(
    (options) =>
      client.entities[':id'].forms.$get(
        { param: { id: encodeURIComponent(id) }, query: {} },
        options,
      ),
    signal,
  )
}

function paged({ size, cursor }: PageOf) {
  return { size: String(size), cursor: encodeValue(cursor ?? '') }
}

function pair(a: string, b: string) {
  return { a: encodeURIComponent(a), b: encodeURIComponent(b) }
}
