import { ENTITY_KINDS } from '#core/article.ts'
import { type EntityRef, type MonthCount, type TiePage, surprise } from '#core/graph.ts'
import type { SearchTiesQuery } from '#core/search.ts'
import { tieStrength } from '#core/graph/tie-strength.ts'
import { countByKind, scoresOf } from './tie-mapping.ts'
import { type Order, TIE_ORDERS, orderOf, toPage } from './tie-ranking.ts'

/** A neighbour as counted in the articles of a search. */
export interface CountedNeighbour extends EntityRef {
  sentences: number
  articles: number
  stories: number
  /** The sum of `tieWeight` over the sentences. */
  weight: number
  /** Sentences that name it. */
  alone: number
  /** Publication of the latest article, in milliseconds since 1970; null if none has a date. */
  latest: number | null
}

/** Totals of the articles of a search. */
export interface SearchTotals {
  /** Sentences that name the entity. */
  own: number
  all: number
  version: number
}

/** Details read only for the ties on a page. */
export interface TieDetail {
  first: string | null
  last: string | null
  months: MonthCount[]
}

type Ranked = CountedNeighbour & {
  surprise: number
  strength: number
  last: null
}

const ORDERS: Record<SearchTiesQuery['sort'], Order<Ranked>> = {
  ...TIE_ORDERS,
  recent: {
    name: 'recent in a search',
    types: ['number', 'string'],
    rank: ({ latest, id }) => [latest ?? Number.MIN_SAFE_INTEGER, id],
  },
}

/** Tests which neighbours may be shown. */
export function isWanted({ minArticles = 0, exclude = [] }: SearchTiesQuery) {
  const excluded = new Set(exclude)
  return ({ id, articles }: Pick<CountedNeighbour, 'id' | 'articles'>) =>
    articles >= minArticles && !excluded.has(id)
}

/**
 * Selects the ids on the requested page among the wanted neighbours of all kinds, and builds the
 * page once their details are read.
 */
export function pageOfNeighbours(
  neighbours: CountedNeighbour[],
  { own, all, version }: SearchTotals,
  query: SearchTiesQuery,
): { ids: string[]; withDetails: (details: TieDetails) => TiePage } {
  const kinds = query.kinds ?? ENTITY_KINDS
  const chosen = neighbours.filter(({ kind }) => kinds.includes(kind))
  const ranked = chosen.map((each): Ranked => {
    const counts = { together: each.sentences, a: own, b: each.alone, all }
    return {
      ...each,
      last: null,
      surprise: surprise(each.sentences, own, each.alone, all),
      strength: tieStrength(counts, each, [query.entity, each.id]),
    }
  })
  const { entity, search, minArticles, exclude, lists, sort } = query
  const order = orderOf(ORDERS[sort], entity, search, query.kinds, minArticles, exclude, lists)
  const { items, ...place } = toPage(ranked, order, query, version)
  const withDetails = (details: TieDetails): TiePage => ({
    items: items.map(({ id, kind, name, sentences, articles, stories, weight, alone }) => ({
      ...{ entity: { id, kind, name }, sentences, articles, stories },
      ...scoresOf({ together: sentences, a: own, b: alone, all }, { articles, stories, weight }, [
        query.entity,
        id,
      ]),
      ...details(id),
    })),
    total: { value: chosen.length, relation: 'eq' },
    totals: countByKind(neighbours),
    ...place,
    warnings: [],
    version,
  })
  return { ids: items.map(({ id }) => id), withDetails }
}

export type TieDetails = (id: string) => TieDetail
