import { SEARCH_NAMES } from '#core/graph-log/start.ts'
import { type Route, type EntityRoute, hrefOf, writePath } from '../router/route.ts'
import { encodeList, encodeValue, writeQuery } from '../router/query-string.ts'
import { type SearchState, narrowing, searchParameters } from '../search/search-state.ts'

/** The API request of a screen; always for the whole list, whichever page is shown. */
export interface ApiRequest {
  /** Encoded, relative to `/api/v1`. */
  path: string
  /** "?a=1&b=2", or empty. */
  query: string
  /** Path in the response to the number that the screen shows. */
  number: string[]
  /** Whether the rows are also available as CSV. */
  isTable: boolean
}

const TOTAL = ['total', 'value']

/** Null for a screen without data of the archive. */
export function requestOf(route: Route): ApiRequest | null {
  switch (route.name) {
    case 'home':
      return { path: '/status', query: '', number: ['articles'], isTable: false }
    case 'search':
      return searchRequest(route.search)
    case 'article':
      return {
        path: at('articles', route.id),
        query: '',
        number: ['sentences', 'length'],
        isTable: false,
      }
    case 'entity':
      return entityRequest(route)
    case 'entities': {
      const query = list(['q', encodeValue(route.q)], ['kind', encodeList(route.kinds)])
      return { path: '/entities', query, number: TOTAL, isTable: true }
    }
    case 'tie': {
      const path = at('ties', route.a, route.b) + '/evidence'
      const query = list(
        ['sort', route.order],
        ['fold', route.fold ? 'stories' : ''],
        ['lists', route.lists ? 'true' : ''],
        ['inferred', route.inferred ? '' : '0'],
      )
      return { path, query, number: TOTAL, isTable: !route.fold }
    }
    case 'similar':
      return {
        path: at('articles', route.id) + '/similar',
        query: '',
        number: TOTAL,
        isTable: false,
      }
    case 'path': {
      return {
        path: at('paths', route.a, route.b),
        query: writePath(route),
        number: ['paths', 'length'],
        isTable: false,
      }
    }
    case 'graph':
      // A graph that starts from names is a walk: no single request has its result.
      return route.seeds.length > 0 ? null : networkRequest(route.search)
    case 'names':
      return { path: '/candidates', query: '', number: TOTAL, isTable: false }
    default:
      return null
  }
}

function searchRequest(search: SearchState): ApiRequest {
  if (search.view === 'graph') return networkRequest(search)
  const query = list(...Object.entries(searchParameters({ ...search, cursor: null })))
  return { path: '/articles', query, number: TOTAL, isTable: true }
}

function networkRequest(search: SearchState): ApiRequest {
  const query = list(...Object.entries(searchParameters(narrowing(search))), [
    'size',
    String(SEARCH_NAMES),
  ])
  return { path: '/graph', query, number: ['entities', 'length'], isTable: false }
}

function entityRequest({ id, tab, sort, kinds, order, written }: EntityRoute): ApiRequest {
  const path = at('entities', id)
  if (tab === 'ties') {
    const query = list(['sort', sort], ['kind', encodeList(kinds)])
    return { path: path + '/ties', query, number: TOTAL, isTable: true }
  }
  if (tab === 'said') {
    const query = list(['sort', order])
    return { path: path + '/quotes', query, number: TOTAL, isTable: false }
  }
  const query = list(['sort', order], ['written', encodeValue(written)])
  return { path: path + '/mentions', query, number: TOTAL, isTable: true }
}

/** The URL of the screen's first page. */
export function linkOf(route: Route): string {
  if (route.name === 'search')
    return hrefOf({ ...route, search: { ...route.search, cursor: null } })
  return hrefOf('cursor' in route ? { ...route, cursor: null } : route)
}

const list = (...parameters: [name: string, encoded: string][]) => writeQuery(parameters)

const at = (...parts: string[]) =>
  '/' + parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')
