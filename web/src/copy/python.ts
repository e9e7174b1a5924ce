import { FACETS } from '#core/fields.ts'
import { SEARCH_NAMES } from '#core/graph-log/start.ts'
import { MAX_ROUTE_HOPS } from '#core/graph/routes.ts'
import type { EntityRoute, Route } from '../router/route.ts'
import type { SearchState } from '../search/search-state.ts'

/** Python code after `archive = …`: a statement, and an expression for the number that the screen shows. */
interface Python {
  statement: string
  number: string
  rows?: string
}

/** A program for the package `dateline`; null for a screen without data of the archive. */
export function pythonOf(route: Route, origin: string): string | null {
  const python = statementOf(route)
  if (!python) return null
  const { statement, number, rows } = python
  const lines = [
    'from dateline import Archive',
    '',
    `archive = Archive(${literal(origin)})`,
    statement,
    `print(${number})`,
    ...(rows ? [rows] : []),
  ]
  return lines.join('\n') + '\n'
}

function statementOf(route: Route): Python | null {
  switch (route.name) {
    case 'home':
      return { statement: 'status = archive.status', number: 'status.articles' }
    case 'search':
      return ofSearch(route.search)
    case 'article': {
      const statement = `article = ${call('archive.article', [literal(route.id)])}`
      return { statement, number: 'len(article.sentences)' }
    }
    case 'entity':
      return ofEntity(route)
    case 'entities': {
      const parameters = [...(route.q ? [literal(route.q)] : []), ...keyword('kind', route.kinds)]
      return table('entities', call('archive.entities', parameters))
    }
    case 'tie': {
      const { a, b, order, fold, lists, inferred } = route
      const within = inferred ? [] : ['search=archive.search(inferred=False)']
      const tie = call('archive.tie', [literal(a), literal(b), ...within])
      const parameters = [literal(order), ...flag('fold', fold), ...flag('lists', lists)]
      return table('sentences', call(`${tie}.evidence_by`, parameters))
    }
    case 'path': {
      const { a, b, avoid, hubs, hops, from, to } = route
      const parameters = [
        ...[literal(a), literal(b)],
        ...keyword('avoid', avoid),
        ...flag('hubs', hubs),
        ...(hops === MAX_ROUTE_HOPS ? [] : [`hops=${hops}`]),
        ...(from === '' ? [] : [`from_=${literal(from)}`]),
        ...(to === '' ? [] : [`to=${literal(to)}`]),
      ]
      return table('paths', call('archive.paths', parameters))
    }
    case 'graph':
      return route.seeds.length > 0 ? null : ofNetwork(route.search)
    case 'names':
      return table('candidates', 'archive.candidates')
    default:
      return null
  }
}

function ofSearch(search: SearchState): Python {
  if (search.view === 'graph') return ofNetwork(search)
  return table('articles', searchCall(search, keyword('sort', search.sort)))
}

function ofNetwork(search: SearchState): Python {
  const statement = `network = ${searchCall(search)}.network(size=${SEARCH_NAMES})`
  return { statement, number: 'network.entities.total', rows: 'network.nx' }
}

function searchCall(search: SearchState, more: string[] = []): string {
  const { q, from, to, undated, fields, tie, inferred, match } = search
  return call('archive.search', [
    ...(q ? [literal(q)] : []),
    ...keyword('from_', from),
    ...keyword('to', to),
    ...flag('undated', undated),
    ...FACETS.flatMap((field) => [
      ...keyword(field, fields[field]?.any),
      ...keyword(`${field}_all`, fields[field]?.all),
      ...keyword(`${field}_not`, fields[field]?.none),
    ]),
    ...(tie ? [`tie=(${tie.map(literal).join(', ')})`] : []),
    ...(inferred ? [] : ['inferred=False']),
    ...keyword('match', match),
    ...more,
  ])
}

function ofEntity({ id, tab, sort, kinds, order, written }: EntityRoute): Python {
  const entity = call('archive.entity', [literal(id)])
  if (tab === 'ties') {
    return table('ties', call(`${entity}.ties`, [literal(sort), ...keyword('kind', kinds)]))
  }
  if (tab === 'said') return table('quotes', call(`${entity}.quotes_by`, [literal(order)]))
  const parameters = [literal(order), ...keyword('written', written)]
  return table('sentences', call(`${entity}.mentions`, parameters))
}

function table(name: string, expression: string): Python {
  return { statement: `${name} = ${expression}`, number: `${name}.total`, rows: `${name}.df` }
}

const call = (name: string, parameters: string[]) => `${name}(${parameters.join(', ')})`

const flag = (name: string, value: boolean) => (value ? [`${name}=True`] : [])

function keyword(name: string, value: string | string[] | null | undefined): string[] {
  if (value === null || value === undefined || value.length === 0) return []
  const written = typeof value === 'string' ? literal(value) : `[${value.map(literal).join(', ')}]`
  return [`${name}=${written}`]
}

/** JSON escapes are valid in Python too. */
const literal = (text: string) => JSON.stringify(text.toWellFormed())
