import { compareText } from '#core/text/compare-text.ts'
import type { SearchTie, SearchTiesQuery } from '#core/search.ts'
import { eachName, eachTied } from '#core/graph/ties.ts'
import type { CountedNeighbour, TieDetail, TieDetails } from '../../shared/search-ties.ts'
import type { Columns } from './columns.ts'
import { type RowSet, countOf, has, intersection, toSet } from './row-set.ts'
import { type Stories, type Units, unitsOf } from './units.ts'
import { countsByValue } from './value-columns.ts'

/** Counts the neighbours of an entity in the articles of some stories, over the columns. */
export function countNeighbours(columns: Columns, { rows, unitOf }: Units, query: SearchTiesQuery) {
  const { entity } = query
  const counted = countedBy(query)
  const own = columns.entityRow(entity) ?? -1
  const alone = new Map<number, number>()
  const found = new Map<number, Counted>()
  let all = 0

  function add(other: number, row: number, weight: number): void {
    const counted = found.get(other)
    if (!counted) {
      const seen = { article: row, story: unitOf(row), latest: columns.day[row]! }
      found.set(other, { sentences: 1, articles: 1, stories: 1, weight, ...seen })
      return
    }
    counted.sentences++
    counted.weight += weight
    if (counted.article === row) return
    counted.articles++
    counted.article = row
    if (counted.story !== unitOf(row)) counted.stories++
    counted.story = unitOf(row)
    const time = columns.day[row]!
    if (!(counted.latest >= time)) counted.latest = Number.isNaN(time) ? counted.latest : time
  }

  for (const row of rows) {
    all += columns.sentences(row)
    const names = columns.names(row)
    eachName(names, counted.stated, (name) => void alone.set(name, (alone.get(name) ?? 0) + 1))
    if (!holds(names, own)) continue
    eachTied(own, names, (other, weight) => add(other, row, weight), counted)
  }
  const neighbours = Array.from(found, ([other, counted]): CountedNeighbour => {
    const { sentences, articles, stories, weight, latest } = counted
    return {
      ...columns.entity(other)!,
      ...{ sentences, articles, stories, weight, alone: alone.get(other)! },
      latest: Number.isNaN(latest) ? null : latest,
    }
  })
  return { neighbours, own: alone.get(own) ?? 0, all }
}

const countedBy = ({ lists, search }: SearchTiesQuery) => ({ lists, stated: search.filters.stated })

interface Counted {
  sentences: number
  articles: number
  stories: number
  weight: number
  /** The last article and the last story counted. */
  article: number
  story: number
  /** NaN without a date. */
  latest: number
}

/** Reads dates and months of an entity's ties to some others, in some articles. */
export function readDetails(
  columns: Columns,
  rows: Int32Array,
  query: SearchTiesQuery,
  others: string[],
): TieDetails {
  const own = columns.entityRow(query.entity) ?? -1
  const counted = countedBy(query)
  const found = new Map<number, Dated>()
  for (const id of others) found.set(columns.entityRow(id)!, { rows: [], months: new Map() })
  for (const row of rows) {
    const names = columns.names(row)
    if (!holds(names, own)) continue
    const day = columns.dayOf(row)
    if (!day) continue
    const month = day.slice(0, 7)
    const add = (other: number) => {
      const dated = found.get(other)
      if (!dated) return
      dated.rows.push(row)
      dated.months.set(month, (dated.months.get(month) ?? 0) + 1)
    }
    eachTied(own, names, add, counted)
  }
  return (id) => toDetail(found.get(columns.entityRow(id)!)!, columns)
}

interface Dated {
  rows: number[]
  months: Map<string, number>
}

function toDetail({ rows, months }: Dated, columns: Columns): TieDetail {
  const dates = [...new Set(rows)].map((row) => columns.dayOf(row)!).sort()
  return {
    first: dates[0] ?? null,
    last: dates.at(-1) ?? null,
    months: [...months]
      .map(([month, sentences]) => ({ month, sentences }))
      .sort((x, y) => (x.month < y.month ? -1 : 1)),
  }
}

/** Most articles do not name it, and this check is cheaper than going through sentences. */
function holds(names: Int32Array, entity: number): boolean {
  for (let i = 1; i < names.length; i += 2) if (names[i] === entity) return true
  return false
}

export interface RowsOfTie {
  /** An article row for each sentence that names both ends. */
  together: number[]
  /** Those of sentences that are lists, counted or not. */
  inLists: number[]
  /** The articles that name each end. */
  a: RowSet
  b: RowSet
}

/** Describes how two entities are connected in some articles; `rows` are those of the search. */
export function describeTie(
  columns: Columns,
  stories: Stories,
  rows: Int32Array,
  { together, inLists, a, b }: RowsOfTie,
): SearchTie {
  const matching = toSet(rows, columns.size)
  const within = together.filter((row) => has(matching, row))
  const inArticles = Int32Array.from(new Set(within))
  const months = new Map<string, number>()
  for (const row of within) {
    const month = columns.dayOf(row)?.slice(0, 7)
    if (month !== undefined) months.set(month, (months.get(month) ?? 0) + 1)
  }
  const dated = [...inArticles].filter((row) => columns.dayOf(row) !== null)
  return {
    sentences: within.length,
    articles: inArticles.length,
    stories: stories.count(inArticles),
    ...toDetail({ rows: dated, months }, columns),
    sources: [...countsByValue(columns.keywords.source, unitsOf(inArticles))]
      .map(([name, articles]) => ({ name, articles }))
      .sort((x, y) => y.articles - x.articles || compareText(x.name, y.name)),
    inLists: inLists.filter((row) => has(matching, row)).length,
    sharedArticles: countOf(intersection(matching, intersection(a, b))),
    version: columns.version,
  }
}
