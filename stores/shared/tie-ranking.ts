import { readCursor, writeCursor } from '#core/cursor.ts'
import type { EntitiesQuery, TieSort, TiesQuery } from '#core/graph.ts'
import { changedSince } from '#core/list-place.ts'
import type { PageQuery } from '#core/page.ts'
import { listName } from './list-name.ts'
import { topK } from './top-k.ts'

/** A position in a list: keys in descending order, then the id in ascending order. */
export type Rank = [...keys: (number | string)[], id: string]

/** A total order, so that its pages neither repeat nor skip an item. */
export interface Order<T> {
  /** Names the list in its cursors. */
  name: string
  /** Types of its rank, used to check cursors. */
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

/** Few stories make a tie look surprising by chance: ties with at least three come first. */
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

/** The order of the ties of an entity that a query asks for. */
export function orderOfTies(
  entity: string,
  { sort, kinds, minArticles, exclude }: TiesQuery,
): Order<TieSortKeys> {
  return orderOf(TIE_ORDERS[sort], entity, kinds, minArticles, exclude)
}

/** The order in which entities are listed. */
export const ENTITY_ORDER: Order<{ id: string; articles: number }> = {
  name: 'entities',
  types: ['number', 'string'],
  rank: (entity) => [entity.articles, entity.id],
}

/** The order of the entities that a query asks for. */
export function orderOfEntities({ q, kinds }: EntitiesQuery): typeof ENTITY_ORDER {
  return orderOf(ENTITY_ORDER, q, kinds)
}

/** The order of one list: the cursors of lists that were asked for otherwise are refused. */
export function orderOf<T>(order: Order<T>, ...asked: unknown[]): Order<T> {
  return { ...order, name: listName(order.name, ...asked) }
}

/** Negative if `x` comes before `y`; both must be of one order. */
export function compareRanks(x: Rank, y: Rank): number {
  const id = x.length - 1
  for (let i = 0; i < id; i++) {
    if (x[i]! > y[i]!) return -1
    if (x[i]! < y[i]!) return 1
  }
  return x[id]! < y[id]! ? -1 : x[id]! > y[id]! ? 1 : 0
}

/** The page of `items` after the cursor; items may be unsorted and may include earlier ones. */
export function toPage<T>(
  items: T[],
  order: Order<NoInfer<T>>,
  { size, cursor }: PageQuery,
  version: number,
) {
  const place = readPlace(cursor, order)
  const after = place?.rank
  const began = place?.began ?? version
  const left = items
    .map((item) => ({ item, rank: order.rank(item) }))
    .filter(({ rank }) => !after || compareRanks(rank, after) > 0)
  const shown = topK(left, size, (x, y) => compareRanks(x.rank, y.rank))
  const last = left.length > size ? shown.at(-1) : undefined

  return {
    items: shown.map(({ item }) => item),
    next: last ? writeCursor(order.name, [began, ...last.rank]) : null,
    ...changedSince(began, version),
  }
}

/** The first few of `items`, which may come in any order. */
export function firstOf<T>(items: T[], order: Order<NoInfer<T>>, size: number): T[] {
  const ranked = items.map((item) => ({ item, rank: order.rank(item) }))
  return topK(ranked, size, (x, y) => compareRanks(x.rank, y.rank)).map(({ item }) => item)
}

/** The rank in a cursor; null without one. Throws InvalidQueryError on one of another list. */
export function readRank(cursor: string | undefined, order: Order<never>): Rank | null {
  return readPlace(cursor, order)?.rank ?? null
}

/** With the version in which the list began. */
function readPlace(cursor: string | undefined, { name, types }: Order<never>) {
  const all = ['number', ...types]
  const isPlace = (place: unknown[]) =>
    place.length === all.length && place.every((value, i) => typeof value === all[i])
  const place = readCursor(cursor, name, isPlace) as [number, ...Rank] | null
  if (!place) return null
  const [began, ...rank] = place
  return { began, rank }
}
