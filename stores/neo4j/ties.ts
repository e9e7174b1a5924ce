import { int, type RecordShape } from 'neo4j-driver'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { surprise, type TiePage, type TiesQuery, type TieSort } from '#core/graph.ts'
import {
  type RankedTie,
  type GraphVersion,
  type TieRow,
  toNeighbour,
  toRanked,
} from '../shared/tie-mapping.ts'
import { SURPRISES, TIES, TIES_TO } from './read-queries.ts'
import { FLOOR, readRank, TIE_ORDERS, toPage } from '../shared/tie-ranking.ts'

/** The rows of a query that gives at least one. */
export type QueryRows<T> = [T & GraphVersion, ...(T & GraphVersion)[]]

/** Asks with what was given beforehand, like a signal. */
export type Ask = <T extends RecordShape>(
  cypher: string,
  parameters: Record<string, unknown>,
) => Promise<QueryRows<T>>

/** Parameters shared by all tie queries. */
interface TieParameters {
  id: string
  minArticles: unknown
  kinds: EntityKind[]
}

/** A page of an entity's ties. A hub has tens of thousands: only those that may be on the page are fetched. */
export async function readTies(ask: Ask, id: string, query: TiesQuery): Promise<TiePage | null> {
  const shared: TieParameters = {
    id,
    minArticles: int(query.minArticles ?? 0),
    kinds: query.kinds ?? [...ENTITY_KINDS],
  }
  const { sort } = query
  const found =
    sort === 'surprise'
      ? await readSurprising(ask, shared, query)
      : await readSorted(ask, shared, { ...query, sort })
  if (!found) return null

  const totals = { person: 0, organization: 0, country: 0, ...Object.fromEntries(found.totals) }
  return {
    items: found.items.map(toNeighbour),
    total: {
      value: ENTITY_KINDS.filter((kind) => shared.kinds.includes(kind)).reduce(
        (sum, kind) => sum + totals[kind],
        0,
      ),
      relation: 'eq',
    },
    totals,
    next: found.next,
    warnings: [],
    version: found.version,
  }
}

interface RankedTiePage extends Totals {
  items: RankedTie[]
  next: string | null
  version: number
}

interface Totals {
  totals: [EntityKind, number][]
}

type OfEntity = Totals & { own: number | null }

async function readSorted(
  ask: Ask,
  shared: TieParameters,
  query: TiesQuery & { sort: Exclude<TieSort, 'surprise'> },
): Promise<RankedTiePage | null> {
  const order = TIE_ORDERS[query.sort]
  const [key = null, after = ''] = readRank(query.cursor, order) ?? []
  const [found] = await ask<OfEntity & { ties: TieRow[] }>(TIES[query.sort], {
    ...shared,
    key: typeof key === 'number' ? int(key) : key,
    after,
    // One more than a page tells whether another follows.
    limit: int(query.size + 1),
  })
  const { own, all, totals, version } = found
  if (own === null) return null
  const ties = found.ties.map((row) => toRanked(row, own, all))
  return { ...toPage(ties, order, query), totals, version }
}

/** Reads ties of many articles first, which surprise most, then those of fewer, until the page is full. */
async function readSurprising(
  ask: Ask,
  shared: TieParameters,
  query: TiesQuery,
): Promise<RankedTiePage | null> {
  const [start = FLOOR] = readRank(query.cursor, TIE_ORDERS.surprise) ?? []
  const ties: SurprisingTie[] = []
  for (let floor = start as number; ; floor--) {
    const [found] = await ask<OfEntity & Surprises>(SURPRISES, {
      ...shared,
      from: int(Math.max(floor, query.minArticles ?? 0)),
      to: int(floor < FLOOR ? floor : Number.MAX_SAFE_INTEGER),
    })
    const { own, all, totals, version } = found
    if (own === null) return null
    ties.push(...toSurprising(found, own, all))
    const { items, next } = toPage(ties, TIE_ORDERS.surprise, query)
    const isEnough = next !== null || query.size === 0
    if (!isEnough && floor > 1 && floor > (query.minArticles ?? 0)) continue

    const rows = await readRows(ask, shared.id, items)
    return { items: rows.map((row) => toRanked(row, own, all)), next, totals, version }
  }
}

interface Surprises {
  ids: string[]
  alone: number[]
  sentences: number[]
  articles: number[]
}

/** What decides the position of a tie. */
interface SurprisingTie extends Pick<RankedTie, 'id' | 'sentences' | 'articles' | 'surprise'> {
  last: null
}

function toSurprising(
  { ids, alone, sentences, articles }: Surprises,
  own: number,
  all: number,
): SurprisingTie[] {
  return ids.map((id, i) => ({
    id,
    sentences: sentences[i]!,
    articles: articles[i]!,
    last: null,
    surprise: surprise(sentences[i]!, own, alone[i]!, all),
  }))
}

/** The ties of a page in full, in its order. */
async function readRows(ask: Ask, id: string, page: { id: string }[]): Promise<TieRow[]> {
  if (page.length === 0) return []
  const others = page.map((tie) => tie.id)
  const [found] = await ask<{ ties: TieRow[] }>(TIES_TO, { id, others })
  const rows = new Map(found.ties.map((row) => [row[0], row]))
  return others.map((other) => rows.get(other)).filter((row) => row !== undefined)
}
