import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { TIE_SORTS, type TieSort } from '#core/graph.ts'
import { MAX_ROUTE_HOPS } from '#core/graph/routes.ts'
import { EVIDENCE_SORTS, type EvidenceSort, QUOTE_SORTS } from '#core/search.ts'
import {
  type SearchState,
  EVERYTHING,
  defaultSort,
  readInferred,
  readSearch,
  writeSearch,
} from '../search/search-state.ts'
import {
  type RawQuery,
  decodeValue,
  encodeValue,
  encodeList,
  listParameter,
} from './query-string.ts'
import { readRaw, textParameter, writeQuery } from './query-string.ts'

/** An article, with what to highlight: a sentence, all sentences that name an entity, or the words of a search. */
export interface ArticleRoute {
  name: 'article'
  id: string
  /** The search from which it was opened. */
  search: SearchState | null
  sentence: number | null
  entity: string | null
}

/** Articles similar to another. */
export interface SimilarRoute {
  name: 'similar'
  id: string
  cursor: string | null
}

export interface EntityRoute {
  name: 'entity'
  id: string
  tab: 'ties' | 'sentences' | 'said'
  /** Ranking of ties; ignored for sentences. */
  sort: TieSort
  kinds: EntityKind[]
  order: EvidenceSort
  /** Only sentences that use this written form. */
  written: string
  cursor: string | null
}

/** A city, with the sentences that name it. */
export interface CityRoute {
  name: 'city'
  id: string
  order: EvidenceSort
  cursor: string | null
}

export interface EntitiesRoute {
  name: 'entities'
  q: string
  kinds: EntityKind[]
  cursor: string | null
}

export interface TieRoute {
  name: 'tie'
  /** The smaller id. */
  a: string
  b: string
  order: EvidenceSort
  /** Whether to list only the best sentence of each story; only if `order` is `best`. */
  fold: boolean
  /** Whether to include sentences that are lists of names. */
  lists: boolean
  /** Whether names that the archive linked count. */
  inferred: boolean
  cursor: string | null
}

export interface PathRoute {
  name: 'path'
  /** Start of the path. */
  a: string
  b: string
  /** Entities that the path must not pass through. */
  avoid: string[]
  /** Whether it may pass through countries and the largest hubs. */
  hubs: boolean
  /** Maximum number of hops. */
  hops: number
  /** First and last month of its sentences, inclusive; an open end is empty. */
  from: string
  to: string
}

/** A graph workspace; `ops` are its steps in the format of `core/graph-log`, parsed by the graph page. */
export interface GraphRoute {
  name: 'graph'
  /** Entities that it starts from; if empty, it starts from the search. */
  seeds: string[]
  search: SearchState
  ops: string
  /** Selected entities; for a selected line, its two ends. */
  selected: string[]
  isLine: boolean
}

export interface SearchRoute {
  name: 'search'
  search: SearchState
  /** Path of the preview next to the list. */
  selected: string | null
}

export type Route =
  | {
      name:
        | 'home'
        | 'about'
        | 'api'
        | 'add'
        | 'clip'
        | 'collections'
        | 'map'
        | 'match'
        | 'names'
        | 'missing'
    }
  | SearchRoute
  | ArticleRoute
  | SimilarRoute
  | EntityRoute
  | CityRoute
  | EntitiesRoute
  | TieRoute
  | PathRoute
  | GraphRoute

const USUAL_ENTITY: Omit<EntityRoute, 'id'> = {
  name: 'entity',
  tab: 'ties',
  sort: 'strength',
  kinds: [],
  order: 'newest',
  written: '',
  cursor: null,
}

/** Parses a URL; invalid parameters are ignored. */
export function readRoute({ pathname, search }: { pathname: string; search: string }): Route {
  const [page = '', ...ids] = pathname.split('/').slice(1).map(decodeValue)
  const query = readRaw(search)
  const path = [page, ids.filter((id) => id !== '').length].join('/')
  switch (path) {
    case '/0':
      return { name: 'home' }
    case 'api/0':
      return { name: 'api' }
    case 'about/0':
      return { name: 'about' }
    case 'add/0':
      return { name: 'add' }
    case 'clip/0':
      return { name: 'clip' }
    case 'collections/0':
      return { name: 'collections' }
    case 'match/0':
      return { name: 'match' }
    case 'names/0':
      return { name: 'names' }
    case 'search/0':
      return {
        name: 'search',
        search: readSearch(query),
        selected: textParameter(query, 'sel') || null,
      }
    case 'article/1':
      return readArticle(ids[0]!, query)
    case 'similar/1':
      return { name: 'similar', id: ids[0]!, cursor: textParameter(query, 'cursor') || null }
    case 'entity/1':
      return readEntity(ids[0]!, query)
    case 'city/1':
      return readCity(ids[0]!, query)
    case 'entities/0':
      return readEntities(query)
    case 'tie/2':
      return readTie(ids[0]!, ids[1]!, query)
    case 'graph/0':
      return readGraph(query)
    case 'graph/1':
      return { name: ids[0] === 'map' ? 'map' : 'missing' }
    case 'path/2':
      return readPath(ids[0]!, ids[1]!, query)
    default:
      return { name: 'missing' }
  }
}

/** The canonical URL of a route. */
export function hrefOf(route: Route): string {
  switch (route.name) {
    case 'home':
      return '/'
    case 'search':
      return '/search' + writeSearchRoute(route)
    case 'article':
      return path('article', route.id) + writeArticle(route)
    case 'similar':
      return path('similar', route.id) + writeQuery([['cursor', encodeValue(route.cursor ?? '')]])
    case 'entity':
      return path('entity', route.id) + writeEntity(route)
    case 'city':
      return path('city', route.id) + writeCity(route)
    case 'entities':
      return '/entities' + writeEntities(route)
    case 'tie':
      return path('tie', route.a, route.b) + writeTie(route)
    case 'path':
      return path('path', route.a, route.b) + writePath(route)
    case 'graph':
      return '/graph' + writeGraph(route)
    case 'map':
      return '/graph/map'
    default:
      return `/${route.name}`
  }
}

export function searchHref(search: SearchState, selected: string | null = null): string {
  return hrefOf({ name: 'search', search, selected })
}

export function cityHref(id: string, view: Partial<CityRoute> = {}): string {
  return hrefOf({ name: 'city', order: 'newest', cursor: null, ...view, id })
}

export function articleHref(id: string, at: Partial<ArticleRoute> = {}): string {
  return hrefOf({ name: 'article', search: null, sentence: null, entity: null, ...at, id })
}

/** Articles similar to another. */
export function similarHref(id: string, view: Partial<SimilarRoute> = {}): string {
  return hrefOf({ name: 'similar', cursor: null, ...view, id })
}

export function entityHref(id: string, view: Partial<EntityRoute> = {}): string {
  return hrefOf({ ...USUAL_ENTITY, ...view, id })
}

/** A tie has no direction: the smaller id comes first. */
export function tieHref(one: string, other: string, view: Partial<TieRoute> = {}): string {
  const [a, b] = one < other ? [one, other] : [other, one]
  const usual = {
    order: 'newest',
    fold: false,
    lists: false,
    inferred: true,
    cursor: null,
  } as const
  return hrefOf({ name: 'tie', ...usual, ...view, a, b })
}

export function pathHref(a: string, b: string, view: Partial<PathRoute> = {}): string {
  const usual = { avoid: [], hubs: false, hops: MAX_ROUTE_HOPS, from: '', to: '' }
  return hrefOf({ name: 'path', ...usual, ...view, a, b })
}

/** A graph that starts from entities, or from a search. */
export function graphHref(view: Partial<GraphRoute>): string {
  const usual: GraphRoute = {
    name: 'graph',
    seeds: [],
    search: EVERYTHING,
    ops: '',
    selected: [],
    isLine: false,
  }
  return hrefOf({ ...usual, ...view })
}

function path(...parts: string[]): string {
  return '/' + parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')
}

function writeSearchRoute({ search, selected }: SearchRoute): string {
  const query = writeSearch(search)
  if (selected === null) return query
  return `${query === '' ? '?' : `${query}&`}sel=${encodeValue(selected)}`
}

function readArticle(id: string, query: RawQuery): ArticleRoute {
  const written = textParameter(query, 's')
  const sentence = /^\d{1,6}$/.test(written) ? Number(written) : null
  const entity = textParameter(query, 'entity') || null
  return { name: 'article', id, search: readKeptSearch(query), sentence, entity }
}

/** `sort` is always written with a kept search, to distinguish a search of everything from no search. */
function readKeptSearch(query: RawQuery): SearchState | null {
  const search = readSearch(query)
  return textParameter(query, 'sort') !== '' || writeSearch(search) !== '' ? search : null
}

function writeArticle({ search, sentence, entity }: ArticleRoute): string {
  const kept = search
    ? writeSearch({ ...search, sort: search.sort ?? defaultSort(search.q) }).slice(1)
    : ''
  const lit = writeQuery([
    ['s', sentence === null ? '' : String(sentence)],
    ['entity', encodeValue(entity ?? '')],
  ]).slice(1)
  const query = [kept, lit].filter((part) => part !== '').join('&')
  return query === '' ? '' : `?${query}`
}

function readEntity(id: string, query: RawQuery): EntityRoute {
  const asked = textParameter(query, 'tab')
  const isSentences = asked === 'sentences'
  const isSaid = asked === 'said'
  const isTies = !isSentences && !isSaid
  return {
    name: 'entity',
    id,
    tab: isTies ? 'ties' : isSaid ? 'said' : 'sentences',
    sort: isTies ? oneOf(TIE_SORTS, query, 'sort') : 'strength',
    kinds: isTies ? readKinds(query) : [],
    order: isTies ? 'newest' : oneOf(isSaid ? QUOTE_SORTS : EVIDENCE_SORTS, query, 'sort'),
    written: isSentences ? textParameter(query, 'written') : '',
    cursor: textParameter(query, 'cursor') || null,
  }
}

function writeEntity({ tab, sort, kinds, order, written, cursor }: EntityRoute): string {
  const sorted = tab === 'ties' ? unless('strength', sort) : unless('newest', order)
  return writeQuery([
    ['tab', unless('ties', tab)],
    ['sort', sorted],
    ['kind', encodeList(kinds)],
    ['written', encodeValue(written)],
    ['cursor', encodeValue(cursor ?? '')],
  ])
}

function readCity(id: string, query: RawQuery): CityRoute {
  const cursor = textParameter(query, 'cursor') || null
  return { name: 'city', id, order: oneOf(EVIDENCE_SORTS, query, 'sort'), cursor }
}

function writeCity({ order, cursor }: CityRoute): string {
  return writeQuery([
    ['sort', unless('newest', order)],
    ['cursor', encodeValue(cursor ?? '')],
  ])
}

function readEntities(query: RawQuery): EntitiesRoute {
  const cursor = textParameter(query, 'cursor') || null
  return { name: 'entities', q: textParameter(query, 'q').trim(), kinds: readKinds(query), cursor }
}

function writeEntities({ q, kinds, cursor }: EntitiesRoute): string {
  return writeQuery([
    ['q', encodeValue(q)],
    ['kind', encodeList(kinds)],
    ['cursor', encodeValue(cursor ?? '')],
  ])
}

function readTie(one: string, other: string, query: RawQuery): TieRoute {
  const [a, b] = one < other ? [one, other] : [other, one]
  const cursor = textParameter(query, 'cursor') || null
  const lists = textParameter(query, 'lists') === 'true'
  const [order, inferred] = [oneOf(EVIDENCE_SORTS, query, 'sort'), readInferred(query)]
  const fold = order === 'best' && textParameter(query, 'fold') === 'stories'
  return { name: 'tie', a, b, order, fold, lists, inferred, cursor }
}

function writeTie({ order, fold, lists, inferred, cursor }: TieRoute): string {
  return writeQuery([
    ['sort', unless('newest', order)],
    ['fold', fold && order === 'best' ? 'stories' : ''],
    ['lists', lists ? 'true' : ''],
    ['inferred', inferred ? '' : '0'],
    ['cursor', encodeValue(cursor ?? '')],
  ])
}

function readPath(a: string, b: string, query: RawQuery): PathRoute {
  const { any: avoid } = listParameter(query, 'avoid')
  return {
    name: 'path',
    a,
    b,
    avoid,
    hubs: textParameter(query, 'hubs') === 'true',
    hops: readHops(textParameter(query, 'hops')),
    from: readMonth(textParameter(query, 'from')),
    to: readMonth(textParameter(query, 'to')),
  }
}

const readHops = (written: string) =>
  /^\d$/.test(written) && written !== '0'
    ? Math.min(Number(written), MAX_ROUTE_HOPS)
    : MAX_ROUTE_HOPS

const readMonth = (written: string) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(written) ? written : '')

/** The parameters of a path, as in the API. */
export function writePath({ avoid, hubs, hops, from, to }: PathRoute): string {
  return writeQuery([
    ['avoid', encodeList(avoid)],
    ['hubs', hubs ? 'true' : ''],
    ['hops', unless(String(MAX_ROUTE_HOPS), String(hops))],
    ['from', from],
    ['to', to],
  ])
}

function readGraph(query: RawQuery): GraphRoute {
  const written = query.get('sel') ?? ''
  const isLine = /^[^~,]+~[^~,]+$/.test(written)
  return {
    name: 'graph',
    seeds: listParameter(query, 'seed').any,
    search: { ...readSearch(query), sort: null, cursor: null },
    ops: (query.get('ops') ?? '').replace(/[^\w\-.~,%]/g, encodeURIComponent),
    selected: isLine ? written.split('~').map(decodeValue) : listParameter(query, 'sel').any,
    isLine,
  }
}

function writeGraph({ seeds, search, ops, selected, isLine }: GraphRoute): string {
  const narrowed = writeSearch({ ...search, sort: null, cursor: null })
  const rest = writeQuery([
    ['ops', ops],
    ['sel', isLine ? selected.map(encodeValue).join('~') : encodeList(selected)],
  ])
  const start = writeQuery([['seed', encodeList(seeds)]])
  const parts = [start, narrowed, rest].filter((part) => part !== '')
  return parts.map((part, i) => (i === 0 ? part : part.replace('?', '&'))).join('')
}

/** The first name is the default. */
function oneOf<T extends string>(names: readonly T[], query: RawQuery, name: string): T {
  return names.find((known) => known === textParameter(query, name)) ?? names[0]!
}

function readKinds(query: RawQuery): EntityKind[] {
  const { any } = listParameter(query, 'kind')
  return ENTITY_KINDS.filter((kind) => any.includes(kind))
}

function unless(usual: string, value: string): string {
  return value === usual ? '' : value
}
