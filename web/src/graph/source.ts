import type { Answers, Named } from '#core/graph-log/replay.ts'
import { type StepRequest, requestKey } from '#core/graph-log/requests.ts'
import type { Span } from '#core/graph-log/operation.ts'
import { SEARCH_NAMES } from '#core/graph-log/start.ts'
import type { Network } from '#core/search.ts'
import { fetchEntities, fetchNetwork } from '../api.ts'
import { type SearchState, writeSearch } from '../search/search-state.ts'
import { fetchRoutes, fetchTiesAmong, fetchTiesWithin } from './api.ts'
import { forEachAtMost } from './at-most.ts'

const AT_ONCE = 10
/** Number of countries that badges can show. */
const COUNTRIES = 40

interface TiesRead {
  named: Named[]
  next: string | null
  hasMore: boolean
}

/** The archive's answers for a graph; each question is asked once. */
export class GraphSource implements Answers {
  readonly network = new Map<string, readonly Named[]>()
  readonly ties = new Map<string, TiesRead>()
  readonly paths = new Map<string, readonly (readonly Named[])[]>()
  readonly #search: SearchState
  readonly #networks = new Map<string, Network>()
  #countries: string[] | null = null

  /** All counts are within the articles of `search`. */
  constructor(search: SearchState) {
    this.#search = search
  }

  /** Fetches what is not known yet, at most ten requests at a time. */
  async ask(requests: readonly StepRequest[], signal: AbortSignal): Promise<void> {
    const open = new Map(requests.map((request) => [requestKey(request), request]))
    const unknown = [...open].filter(([key, { of }]) => !this[of].has(key))
    await forEachAtMost(AT_ONCE, unknown, ([, request]) => this.#read(request, signal))
  }

  /** Fetches the next page of each. */
  async askMore(requests: readonly StepRequest[], signal: AbortSignal): Promise<void> {
    await forEachAtMost(AT_ONCE, requests, (request) => this.#read(request, signal))
  }

  /** The ties among entities, and between them and countries; `span` narrows the search further. */
  async among(ids: readonly string[], span: Span | null, signal: AbortSignal): Promise<Network> {
    const countries = await this.#readCountries(signal)
    const all = [...new Set([...ids, ...countries])]
    const search = this.#within(span)
    const key = `${writeSearch(search)} ${all.join(' ')}`
    const known = this.#networks.get(key)
    if (known) return known
    const network = await fetchTiesAmong(search, all, signal)
    this.#networks.set(key, network)
    return network
  }

  #within(span: Span | null): SearchState {
    if (!span) return this.#search
    return { ...this.#search, from: span.from || this.#search.from, to: span.to || this.#search.to }
  }

  async #read(request: StepRequest, signal: AbortSignal): Promise<void> {
    const key = requestKey(request)
    if (request.of === 'network') {
      const { entities } = await fetchNetwork(this.#search, SEARCH_NAMES, signal)
      // Countries are context: drawn only when switched on.
      this.network.set(
        key,
        entities.filter(({ kind }) => kind !== 'country'),
      )
    } else if (request.of === 'paths') {
      const { a, b, period } = request
      const months = { from: firstMonth(period?.from ?? ''), to: lastMonth(period?.to ?? '') }
      const found = await fetchRoutes(a, b, months, signal)
      this.paths.set(
        key,
        found.paths.map(({ entities }) => entities),
      )
    } else await this.#readTies(key, request, signal)
  }

  async #readTies(
    key: string,
    { id, sort, kinds, minimum, period, size }: Extract<StepRequest, { of: 'ties' }>,
    signal: AbortSignal,
  ): Promise<void> {
    const known = this.ties.get(key)
    const page = await fetchTiesWithin(
      this.#within(period),
      id,
      { sort, kinds, min: minimum, size, cursor: known?.next ?? null },
      signal,
    )
    const named = [...(known?.named ?? []), ...page.items.map(({ entity }) => entity)]
    this.ties.set(key, { named, next: page.next, hasMore: page.next !== null })
  }

  /** Only badges need them, so a failure is ignored. */
  async #readCountries(signal: AbortSignal): Promise<string[]> {
    if (this.#countries) return this.#countries
    try {
      const { items } = await fetchEntities({ kinds: ['country'], size: COUNTRIES }, signal)
      return (this.#countries = items.map(({ id }) => id))
    } catch (error) {
      if (signal.aborted) throw error
      return []
    }
  }
}

const firstMonth = (date: string): string => (date.length === 4 ? `${date}-01` : date.slice(0, 7))
const lastMonth = (date: string): string => (date.length === 4 ? `${date}-12` : date.slice(0, 7))
