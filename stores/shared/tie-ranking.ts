import { readCursor, writeCursor } from '#core/cursor.ts'
import type { TieSort } from '#core/graph.ts'
import type { PageQuery } from '#core/page.ts'
import { topK } from './top-k.ts'

/** A place in a list: keys of which the larger comes first, then the id, of which the smaller comes first. */
export type Rank = [...keys: (number | string)[], id: string]

/** A total order, so that its pages neither repeat nor skip an item. */
export interface Order<T> {
  name: string
  /** What its ranks are made of, to know a cursor by. */
  types: ('number' | 'string')[]
  rank(item: T): Rank
}

/** A tie by the entity at its other end. */
interface TieSortKeys {
  id: string
  sentences: number
  articles: number
  stories: number
  last: string | null
  surprise: number
  strength: number
}

/** Few stories make a tie look surprising by chance: those of three or more come first. */
export const FLOOR = 3

/** The orders in which ties are listed. */
export const TIE_ORDERS: Record<TieSort, Order<TieSortKeys>> = {
  strength: {
    name: 'strength',
    types: ['number', 'string'],
    rank: (tie) => [tie.strength, tie.id],
  },
  surprise: {
    name: 'surprise',
    types: ['number', 'number', 'string'],
    rank: (tie) => [Math.min(tie.stories, FLOOR), tie.surprise, tie.id],
  },
  sentences: {
    name: 'sentences',
    types: ['number', 'string'],
    rank: (tie) => [tie.sentences, tie.id],
  },
  articles: {
    name: 'articles',
    types: ['number', 'string'],
    rank: (tie) => [tie.articles, tie.id],
  },
  recent: {
    name: 'recent',
    types: ['string', 'string'],
    rank: (tie) => [tie.last ?? '', tie.id],
  },
}

/** The order in which entities are listed. */
export const ENTITY_ORDER: Order<{ id: string; articles: number }> = {
  name: 'entities',
  types: ['number', 'string'],
  rank: (entity) => [entity.articles, entity.id],
}

/** Negative if `x` comes before `y`; both are of one order. */
export function compareRanks(x: Rank, y: Rank): number {
  const id = x.length - 1
  for (let i = 0; i < id; i++) {
    if (x[i]! > y[i]!) return -1
    if (x[i]! < y[i]!) return 1
  }
  return x[id]! < y[id]! ? -1 : x[id]! > y[id]! ? 1 : 0
}

/** The page of `items` that begins after the cursor; they may come in any order and begin anywhere before it. */
export function toPage<T>(items: T[], order: Order<NoInfer<T>>, { size, cursor }: PageQuery) {
  const after = readRank(cursor, order)
  const left = items
    .map((item) => ({ item, rank: order.rank(item) }))
    .filter(({ rank }) => !after || compareRanks(rank, after) > 0)
  const shown = topK(left, size, (x, y) => compareRanks(x.rank, y.rank))
  const last = left.length > size ? shown.at(-1) : undefined

  return {
    items: shown.map(({ item }) => item),
    next: last ? writeCursor(order.name, last.rank) : null,
  }
}

/** The rank that a cursor stands for, null without one; throws InvalidQueryError on one of another list. */
export function readRank(cursor: string | undefined, { name, types }: Order<never>): Rank | null {
  const isRank = (place: unknown[]) =>
    place.length === types.length && place.every((value, i) => typeof value === types[i])
  return readCursor(cursor, name, isRank) as Rank | null
}
