import { type EntityKind, ENTITY_KINDS } from '../article.ts'
import type { Entity, Neighbour, Tie, TieSort } from '../graph.ts'
import {
  type ArticleScanQuery,
  type ArticleView,
  type Evidence,
  type EvidenceQuery,
  type QuotesQuery,
  type Search,
  type SearchStore,
  isEverything,
} from '../search.ts'
import type { ReadPart } from './read.ts'
import { withoutInferred } from './without-inferred.ts'
import { type MentionRow, mentionsOf } from './tables/mentions.ts'
import { type QuoteRow, quotesOf } from './tables/quotes.ts'

/** Rows per request; an export holds two such parts in memory. */
const ARTICLES = 200
const SENTENCES = 500
const NAMES = 1000
/** Requests for single entities; more at once keep an engine from answering others. */
const AT_ONCE = 8

/** Newest first, or only the newest of each story; the first part carries the total. */
export function readArticles(search: Search, fold = false): ReadPart<ArticleView> {
  const unfolded = readUnfolded(search, fold)
  return fold ? foldedRows(unfolded) : unfolded
}

function readUnfolded(search: Search, fold: boolean): ReadPart<ArticleView> {
  return async (stores, cursor, signal) => {
    const scan = scanned(stores.search, { search, size: ARTICLES, cursor }, signal)
    if (cursor !== undefined) return scan
    const [part, { total }] = await Promise.all([
      scan,
      stores.search.articles({ search, sort: 'newest', size: 0, fold }, signal),
    ])
    return { ...part, total: total.stories ?? total }
  }
}

async function scanned(store: SearchStore, query: ArticleScanQuery, signal?: AbortSignal) {
  const part = await store.scan(query, signal)
  return query.search.filters.stated ? { ...part, items: part.items.map(withoutInferred) } : part
}

function foldedRows(read: ReadPart<ArticleView>): ReadPart<ArticleView> {
  let seen = new Set<string>()
  return async (stores, cursor, signal) => {
    if (cursor === undefined) seen = new Set()
    const part = await read(stores, cursor, signal)
    const items = part.items.filter(({ story }) => !seen.has(story) && seen.add(story))
    return { ...part, items }
  }
}

/** Every mention in the articles of a search. */
export function readMentions(search: Search): ReadPart<MentionRow> {
  const read = readArticles(search)
  return async (stores, cursor, signal) => {
    const { items, next, version, changed } = await read(stores, cursor, signal)
    return { items: items.flatMap(mentionsOf), next, version, changed }
  }
}

/** Every quotation in the articles of a search. */
export function readAllQuotes(search: Search): ReadPart<QuoteRow> {
  const read = readArticles(search)
  return async (stores, cursor, signal) => {
    const { items, next, version, changed } = await read(stores, cursor, signal)
    return { items: items.flatMap(quotesOf), next, version, changed }
  }
}

/** Every quotation of one speaker. */
export function readQuotes(query: Omit<QuotesQuery, 'size' | 'cursor'>): ReadPart<QuoteRow> {
  return ({ search }, cursor, signal) =>
    search.quotes({ ...query, size: SENTENCES, cursor }, signal)
}

export function readEvidence(query: Omit<EvidenceQuery, 'size' | 'cursor'>): ReadPart<Evidence> {
  return ({ search }, cursor, signal) =>
    search.evidence({ ...query, size: SENTENCES, cursor }, signal)
}

export interface EntityFilter {
  /** Prefixes of words of a name. */
  q?: string | undefined
  kinds?: EntityKind[] | undefined
}

/** Most articles first if filtered by name, otherwise in id order. */
export function readEntities({ q, kinds = [...ENTITY_KINDS] }: EntityFilter): ReadPart<Entity> {
  if (q === undefined) {
    return async ({ graph }, cursor, signal) => {
      const part = await graph.scanEntities({ size: NAMES, cursor }, signal)
      return { ...part, items: part.items.filter(({ kind }) => kinds.includes(kind)) }
    }
  }
  return async ({ graph }, cursor, signal) => {
    const page = await graph.entities({ q, kinds, size: 100, cursor }, signal)
    const items: Entity[] = []
    for (let i = 0; i < page.items.length; i += AT_ONCE) {
      const few = page.items.slice(i, i + AT_ONCE)
      const found = await Promise.all(few.map(({ id }) => graph.entity(id, signal)))
      items.push(...found.filter((entity) => entity !== null))
    }
    return { ...page, items }
  }
}

export interface TieFilter {
  kinds?: EntityKind[] | undefined
  minArticles?: number | undefined
}

/** Ties of the whole archive; with `kinds`, those between entities of these kinds. */
export function readTies({ kinds, minArticles = 1 }: TieFilter): ReadPart<Tie> {
  const isWanted = ({ a, b, articles }: Tie) =>
    articles >= minArticles && (!kinds || (kinds.includes(a.kind) && kinds.includes(b.kind)))
  return async ({ graph }, cursor, signal) => {
    const part = await graph.scanTies({ size: NAMES, cursor }, signal)
    return { ...part, items: part.items.filter(isWanted) }
  }
}

const NO_TIES = { items: [], next: null, version: 0 }

export interface NeighbourFilter extends TieFilter {
  sort: TieSort
  exclude?: string[] | undefined
  /** Also count sentences that are lists of names, which the graph leaves out. */
  lists?: boolean | undefined
}

/** Ties of an entity in the articles of a search; none if nothing names the entity. */
export function readNeighbours(
  entity: string,
  { lists = false, ...filter }: NeighbourFilter,
  search: Search,
): ReadPart<Neighbour> {
  return async ({ search: store, graph }, cursor, signal) => {
    const query = { ...filter, size: NAMES, cursor }
    if (isEverything(search) && !lists) return (await graph.ties(entity, query, signal)) ?? NO_TIES
    return store.ties({ ...query, entity, search, lists }, signal)
  }
}
