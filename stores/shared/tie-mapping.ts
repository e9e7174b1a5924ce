import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import {
  type EntityRef,
  type EntitySummary,
  type Neighbour,
  surprise,
  type Tie,
  type TiePage,
  type TiesQuery,
} from '#core/graph.ts'
import { TIE_ORDERS, toPage } from './tie-ranking.ts'

/** The state that an answer is of. */
export interface GraphVersion {
  version: number
  /** Sentences of the whole archive. */
  all: number
}

/** One end of a tie; the sentences are those that name it. */
export type TieEnd = EntityRef & { sentences: number }
export type TieCounts = Omit<Tie, 'a' | 'b' | 'surprise'>

/** A tie as it is read by thousands: an array costs half as much as an object. */
export type TieRow = [
  id: string,
  kind: EntityKind,
  name: string,
  /** Sentences of the entity at the other end. */
  alone: number,
  sentences: number,
  articles: number,
  first: string | null,
  last: string | null,
]

/** A tie, its ends in order. */
export function toTie(one: TieEnd, other: TieEnd, counts: TieCounts, all: number): Tie {
  const [a, b] = one.id < other.id ? [one, other] : [other, one]
  const { sentences, articles, first, last } = counts
  return {
    a: toRef(a),
    b: toRef(b),
    sentences,
    articles,
    first,
    last,
    surprise: surprise(sentences, a.sentences, b.sentences, all),
  }
}

/** The page that a query asks for, of all ties of an entity with so many sentences of its own. */
export function toTiePage(
  rows: TieRow[],
  own: number,
  { version, all }: GraphVersion,
  query: TiesQuery,
): TiePage {
  const ties = rows.map((row) => toRanked(row, own, all))
  const kinds = query.kinds ?? ENTITY_KINDS
  const chosen = ties.filter(({ kind }) => kinds.includes(kind))
  const { items, next } = toPage(chosen, TIE_ORDERS[query.sort], query)
  return {
    items: items.map(toNeighbour),
    total: { value: chosen.length, relation: 'eq' },
    totals: countByKind(ties),
    next,
    warnings: [],
    version,
  }
}

/** A tie with all that lists are ordered by. */
export type RankedTie = EntityRef & Omit<Neighbour, 'entity'>

export function toRanked(
  [id, kind, name, alone, sentences, articles, first, last]: TieRow,
  own: number,
  all: number,
): RankedTie {
  const score = surprise(sentences, own, alone, all)
  return { id, kind, name, sentences, articles, first, last, surprise: score }
}

export function toNeighbour({ id, kind, name, ...tie }: RankedTie): Neighbour {
  return { entity: { id, kind, name }, ...tie }
}

export function toSummary({ id, kind, name, articles, sentences }: EntitySummary): EntitySummary {
  return { id, kind, name, articles, sentences }
}

export function toRef({ id, kind, name }: EntityRef): EntityRef {
  return { id, kind, name }
}

function countByKind(entities: EntityRef[]): Record<EntityKind, number> {
  const counts = { person: 0, organization: 0, country: 0 }
  for (const { kind } of entities) counts[kind]++
  return counts
}
