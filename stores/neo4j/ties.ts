import { int, type RecordShape } from 'neo4j-driver'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import {
  type Neighbour,
  surprise,
  type TiePage,
  type TiesQuery,
  type TieSort,
} from '#core/graph.ts'
import { tieStrength } from '#core/graph/tie-strength.ts'
import {
  type RankedTie,
  type GraphVersion,
  type OwnEnd,
  type TieRow,
  toNeighbour,
  toRanked,
} from '../shared/tie-mapping.ts'
import { SURPRISES, TIES, TIES_TO } from './read-queries.ts'
import { FLOOR, orderOfTies, readRank, toPage } from '../shared/tie-ranking.ts'

/** The rows of a query that returns at least one. */
export type QueryRows<T> = [T & GraphVersion, ...(T & GraphVersion)[]]

/** Runs a query with preset options such as a signal. */
export type Ask = <T extends RecordShape>(
  cypher: string,
  parameters: Record<string, unknown>,
) => Promise<QueryRows<T>>

/** Parameters shared by all tie queries. */
interface TieParameters {
  id: string
  minArticles: unknown
  kinds: EntityKind[]
  exclude: string[]
}

/**
 * Reads a page of an entity's ties. A hub has tens of thousands: only those that may be on the page
 * are fetched.
 */
export async function readTies(ask: Ask, id: string, query: TiesQuery): Promise<TiePage | null> {
  const shared: TieParameters = {
    id,
    minArticles: int(query.minArticles ?? 0),
    kinds: query.kinds ?? [...ENTITY_KINDS],
    exclude: query.exclude ?? [],
  }
  const { sort } = query
  const found =
    sort === 'surprise' || sort === 'strength'
      ? await readScored(ask, shared, { ...query, sort })
      : await readSorted(ask, shared, { ...query, sort })
  if (!found) return null

  const totals = { person: 0, organization: 0, country: 0, ...Object.fromEntries(found.totals) }
  return {
    items: found.items,
    total: {
      value: ENTITY_KINDS.filter((kind) => shared.kinds.includes(kind)).reduce(
        (sum, kind) => sum + totals[kind],
        0,
      ),
      relation: 'eq',
    },
    totals,
    ...found.place,
    warnings: [],
    version: found.version,
  }
}

interface FoundTies extends Totals {
  items: Neighbour[]
  place: Pick<TiePage, 'next' | 'changed'>
  version: number
}

interface Totals {
  totals: [EntityKind, number][]
}

type OfEntity = Totals & { own: number | null }

async function readSorted(
  ask: Ask,
  shared: TieParameters,
  query: TiesQuery & { sort: Exclude<TieSort, 'surprise' | 'strength'> },
): Promise<FoundTies | null> {
  const order = orderOfTies(shared.id, query)
  const [key = null, after = ''] = readRank(query.cursor, order) ?? []
  const [found] = await ask<OfEntity & { ties: StoredTieRow[] }>(TIES[query.sort], {
    ...shared,
    key: typeof key === 'number' ? int(key) : key,
    after,
    // One extra tie tells whether another page follows.
    limit: int(query.size + 1),
  })
  const { own, all, totals, version } = found
  if (own === null) return null
  const end = { id: shared.id, sentences: own }
  const ties = found.ties.map((row) => ({ ...toRanked(toTieRow(row), end, all), row }))
  const { items, ...place } = toPage(ties, order, query, version)
  return { items: items.map(({ row }) => fromRow(row, end, all)), place, totals, version }
}

/**
 * For surprise, ties of many stories come first: those of fewer are only read if the page has room.
 */
async function readScored(
  ask: Ask,
  shared: TieParameters,
  query: TiesQuery & { sort: 'surprise' | 'strength' },
): Promise<FoundTies | null> {
  const order = orderOfTies(shared.id, query)
  const [start = FLOOR] = readRank(query.cursor, order) ?? []
  const isStaged = query.sort === 'surprise'
  const ties: ScoredTie[] = []
  for (let floor = isStaged ? (start as number) : 0; ; floor--) {
    const [found] = await ask<OfEntity & Surprises>(SURPRISES, {
      ...shared,
      from: int(floor),
      to: int(isStaged && floor < FLOOR ? floor : Number.MAX_SAFE_INTEGER),
    })
    const { own, all, totals, version } = found
    if (own === null) return null
    const end = { id: shared.id, sentences: own }
    ties.push(...toScored(found, end, all))
    const { items, ...place } = toPage(ties, order, query, version)
    const isEnough = place.next !== null || query.size === 0
    if (!isEnough && floor > 1) continue

    const rows = await readRows(ask, shared.id, items)
    return { items: rows.map((row) => fromRow(row, end, all)), place, totals, version }
  }
}

/** A tie with its months and the number of sentences in each. */
type StoredTieRow = [...TieRow, months: string[], counts: number[]]

const toTieRow = (row: StoredTieRow) => row.slice(0, -2) as TieRow

function fromRow(row: StoredTieRow, own: OwnEnd, all: number): Neighbour {
  const [months, counts] = row.slice(-2) as [string[], number[]]
  return toNeighbour(
    toRanked(toTieRow(row), own, all),
    own,
    all,
    months.map((month, i) => ({ month, sentences: counts[i]! })),
  )
}

interface Surprises {
  ids: string[]
  alone: number[]
  sentences: number[]
  articles: number[]
  stories: number[]
  weights: number[]
}

/** The values that decide a tie's position. */
interface ScoredTie extends Pick<
  RankedTie,
  'id' | 'sentences' | 'articles' | 'stories' | 'surprise' | 'strength'
> {
  last: null
}

function toScored(
  { ids, alone, sentences, articles, stories, weights }: Surprises,
  own: OwnEnd,
  all: number,
): ScoredTie[] {
  return ids.map((id, i) => ({
    id,
    sentences: sentences[i]!,
    articles: articles[i]!,
    stories: stories[i]!,
    last: null,
    surprise: surprise(sentences[i]!, own.sentences, alone[i]!, all),
    strength: tieStrength(
      { together: sentences[i]!, a: own.sentences, b: alone[i]!, all },
      { articles: articles[i]!, stories: stories[i]!, weight: weights[i]! },
      [own.id, id],
    ),
  }))
}

/** Reads the ties of a page in full, in its order. */
async function readRows(ask: Ask, id: string, page: { id: string }[]): Promise<StoredTieRow[]> {
  if (page.length === 0) return []
  const others = page.map((tie) => tie.id)
  const [found] = await ask<{ ties: StoredTieRow[] }>(TIES_TO, { id, others })
  const rows = new Map(found.ties.map((row) => [row[0], row]))
  return others.map((other) => rows.get(other)).filter((row) => row !== undefined)
}
