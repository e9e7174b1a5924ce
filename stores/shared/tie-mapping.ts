import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import {
  type EntityRef,
  type EntitySummary,
  type MonthCount,
  type Neighbour,
  surprise,
  type Tie,
  type TiePage,
  type TiesQuery,
} from '#core/graph.ts'
import {
  type TieEnds,
  type TieSources,
  type TogetherCounts,
  surpriseInterval,
  tieStrength,
} from '#core/graph/tie-strength.ts'
import { orderOfTies, toPage } from './tie-ranking.ts'

/** The state of the archive behind an answer. */
export interface GraphVersion {
  version: number
  /** Sentences of the whole archive. */
  all: number
}

/** One end of a tie, with the sentences that name it. */
export type TieEnd = EntityRef & { sentences: number }
export interface TieCounts extends Pick<
  Tie,
  'sentences' | 'articles' | 'stories' | 'first' | 'last'
> {
  /** The sum of `tieWeight`; only for ranking. */
  weight: number
}

/**
 * A tie as an array, because thousands are read at once and an array costs half as much as an
 * object.
 */
export type TieRow = [
  id: string,
  kind: EntityKind,
  name: string,
  /** Sentences that name the entity at the other end. */
  alone: number,
  sentences: number,
  articles: number,
  stories: number,
  weight: number,
  first: string | null,
  last: string | null,
]

/** Builds a tie with its ends in order. */
export function toTie(one: TieEnd, other: TieEnd, counts: TieCounts, all: number): Tie {
  const [a, b] = one.id < other.id ? [one, other] : [other, one]
  const { sentences, articles, stories, first, last } = counts
  return {
    a: toRef(a),
    b: toRef(b),
    sentences,
    articles,
    stories,
    first,
    last,
    ...scoresOf({ together: sentences, a: a.sentences, b: b.sentences, all }, counts, [a.id, b.id]),
  }
}

export function scoresOf(
  counts: TogetherCounts,
  sources: TieSources,
  ends: TieEnds,
): Pick<Tie, 'surprise' | 'interval' | 'strength'> {
  return {
    surprise: surprise(counts.together, counts.a, counts.b, counts.all),
    interval: surpriseInterval(counts, sources.stories / sources.articles),
    strength: tieStrength(counts, sources, ends),
  }
}

/** The entity whose ties are listed, with the sentences that name it. */
export interface OwnEnd {
  id: string
  sentences: number
}

/** The requested page, from all ties of an entity. */
export function toTiePage(
  rows: TieRow[],
  own: OwnEnd,
  { version, all }: GraphVersion,
  query: TiesQuery,
  monthsOf: (id: string) => MonthCount[],
): TiePage {
  const excluded = new Set(query.exclude)
  const ties = rows.filter(([id]) => !excluded.has(id)).map((row) => toRanked(row, own, all))
  const kinds = query.kinds ?? ENTITY_KINDS
  const chosen = ties.filter(({ kind }) => kinds.includes(kind))
  const { items, ...place } = toPage(chosen, orderOfTies(own.id, query), query, version)
  return {
    items: items.map((tie) => toNeighbour(tie, own, all, monthsOf(tie.id))),
    total: { value: chosen.length, relation: 'eq' },
    totals: countByKind(ties),
    ...place,
    warnings: [],
    version,
  }
}

/** A tie with every value that lists are sorted by. */
export interface RankedTie extends EntityRef, TieCounts {
  /** Sentences that name the entity at this end. */
  alone: number
  surprise: number
  strength: number
}

export function toRanked(
  [id, kind, name, alone, sentences, articles, stories, weight, first, last]: TieRow,
  own: OwnEnd,
  all: number,
): RankedTie {
  const counts = { together: sentences, a: own.sentences, b: alone, all }
  return {
    ...{ id, kind, name, alone, sentences, articles, stories, weight, first, last },
    surprise: surprise(sentences, own.sentences, alone, all),
    strength: tieStrength(counts, { articles, stories, weight }, [own.id, id]),
  }
}

export function toNeighbour(
  { id, kind, name, alone, sentences, articles, stories, weight, first, last }: RankedTie,
  own: OwnEnd,
  all: number,
  months: MonthCount[],
): Neighbour {
  const counts = { sentences, articles, stories, first, last }
  const scores = scoresOf(
    { together: sentences, a: own.sentences, b: alone, all },
    { ...counts, weight },
    [own.id, id],
  )
  return { entity: { id, kind, name }, ...counts, ...scores, months }
}

export function toSummary({ id, kind, name, articles, sentences }: EntitySummary): EntitySummary {
  return { id, kind, name, articles, sentences }
}

export function toRef({ id, kind, name }: EntityRef): EntityRef {
  return { id, kind, name }
}

export function countByKind(entities: EntityRef[]): Record<EntityKind, number> {
  const counts = { person: 0, organization: 0, country: 0 }
  for (const { kind } of entities) counts[kind]++
  return counts
}
