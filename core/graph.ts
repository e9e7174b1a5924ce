import type { EntityKind } from './article.ts'
import type { Page, PageQuery } from './page.ts'
import type { Routes, RoutesQuery } from './graph/routes.ts'
import type { Batch, ScanQuery } from './scan.ts'
import { methodsOf } from './store-methods.ts'

/** A person, an organization or a country; every count is the length of a list that can be opened. */
export interface Entity {
  id: string
  kind: EntityKind
  name: string
  /** Every written form with its number of sentences, most frequent first. */
  aliases: { name: string; count: number }[]
  /** Articles with a sentence that names it. */
  articles: number
  /** Stories of these articles; copies of one text are one story. */
  stories: number
  /** Sentences that name it. */
  sentences: number
  /** First and last publication date of those articles; null if none has one. */
  first: string | null
  last: string | null
  /** Roles of a person, or at an organization or country; most sentences first. */
  roles: RoleLine[]
}

/** A former id and the entities it now means, in id order. */
export interface Redirect {
  id: string
  to: EntityRef[]
}

/** A person's role as sentences state it; `article` and `sentence` point to the latest one. */
export interface RoleLine {
  person: EntityRef
  of: EntityRef
  title: string
  former: boolean
  sentences: number
  /** First and last day on which a dated article states it; null if none has a date. */
  first: string | null
  last: string | null
  /** A year, month or day: when the role began, by the latest sentence that says so; null if none does. */
  since: string | null
  /** When it ended. */
  until: string | null
  article: string
  sentence: number
}

export type EntitySummary = Pick<Entity, 'id' | 'kind' | 'name' | 'articles' | 'sentences'>

/** The fields needed to name an entity and link to it. */
export interface EntityRef {
  id: string
  kind: EntityKind
  name: string
}

/** Two entities named in one sentence, `a.id < b.id`. */
export interface Tie {
  a: EntityRef
  b: EntityRef
  sentences: number
  articles: number
  stories: number
  first: string | null
  last: string | null
  /** Normalised pointwise mutual information of the two over all sentences, from -1 to 1. */
  surprise: number
  /** Confidence interval of the surprise; see `tie-strength.ts`. */
  interval: [number, number]
  /** What of the surprise is sure, times the evidence; from 0 up. */
  strength: number
}

/** Sentences of one month ("2023-06"). */
export interface MonthCount {
  month: string
  sentences: number
}

/** A tie, seen from one of its entities. */
export interface Neighbour extends Omit<Tie, 'a' | 'b'> {
  entity: EntityRef
  /** Its sentences by month, in order; those of articles without a date are left out. */
  months: MonthCount[]
}

export const TIE_SORTS = ['strength', 'surprise', 'sentences', 'articles', 'recent'] as const
export type TieSort = (typeof TIE_SORTS)[number]

export interface TiesQuery extends PageQuery {
  sort: TieSort
  kinds?: EntityKind[] | undefined
  /** Minimum number of articles. */
  minArticles?: number | undefined
  /** Entities to leave out. */
  exclude?: string[] | undefined
}

export interface TiePage extends Page<Neighbour> {
  /** Number of ties by kind of the other entity, regardless of `kinds`. */
  totals: Record<EntityKind, number>
}

export interface EntitiesQuery extends PageQuery {
  /** Prefixes of words in a name of the entity; all must match. */
  q?: string | undefined
  kinds?: EntityKind[] | undefined
}

/** An entity that is tied to two others. */
export interface SharedNeighbour {
  entity: EntityRef
  /** Sentences it shares with each of the two, in the given order. */
  sentences: [number, number]
}

export interface SharedNeighbours {
  items: SharedNeighbour[]
  total: number
}

export interface FirstsQuery extends PageQuery {
  /** A day, month or year; undated ties are left out. */
  since: string
}

/** Maximum number of entities that a name can stand for; the ones with the most articles are kept. */
export const MAX_HOLDERS = 50

/** A suggestion; `fact` distinguishes namesakes. */
export interface Suggestion extends EntitySummary {
  /** The written form that matched. */
  matched: string
  fact: string | null
}

/**
 * Who is named with whom, over the whole archive. A call whose signal is aborted fails with the signal's reason. The
 * promises are in `tests/contracts/graph-store.ts`.
 */
export interface GraphStore {
  /** Null if no article names it. */
  entity(id: string, signal?: AbortSignal): Promise<Versioned<Entity> | null>
  /** Most articles first, equal ones in the order of their ids. */
  entities(query: EntitiesQuery, signal?: AbortSignal): Promise<Page<EntitySummary>>
  /** Entities with a name in which every typed word begins a word; most articles first. */
  suggest(text: string, size: number, signal?: AbortSignal): Promise<Suggestion[]>
  /**
   * Entities that are called so, most articles first, at most MAX_HOLDERS: those with just this name, and persons with
   * this surname; where there are none, those of whose names it is a part.
   */
  holders(name: string, kind: EntityKind | null, signal?: AbortSignal): Promise<EntitySummary[]>
  /** Those of the ids that are not entities now, with the entities each may mean: several if a name was split. */
  redirects(ids: string[], signal?: AbortSignal): Promise<Redirect[]>
  /** Null if no article names the entity; ties in rank are broken by id. */
  ties(id: string, query: TiesQuery, signal?: AbortSignal): Promise<TiePage | null>
  /** Null if no sentence names both; the ids may come in either order. */
  tie(a: string, b: string, signal?: AbortSignal): Promise<Versioned<Tie> | null>
  /** Sorted by the weaker of their two ties, strongest first, then by id. */
  sharedNeighbours(
    a: string,
    b: string,
    size: number,
    signal?: AbortSignal,
  ): Promise<SharedNeighbours>
  /** The best routes between two entities, up to MAX_ROUTES; null if no article names one of the two. */
  routes(query: RoutesQuery, signal?: AbortSignal): Promise<Routes | null>
  /** Ties whose first sentence is not before `since`, the strongest first, equal ones in the order of their ids. */
  firsts(query: FirstsQuery, signal?: AbortSignal): Promise<Page<Tie>>
  /** All entities as `entity` answers them, in the order of their ids. */
  scanEntities(query: ScanQuery, signal?: AbortSignal): Promise<Batch<Entity>>
  /** All ties as `tie` answers them, in the order of the ids of `a`, then `b`. */
  scanTies(query: ScanQuery, signal?: AbortSignal): Promise<Batch<Tie>>
  close(): Promise<void>
}

export const GRAPH_METHODS = methodsOf<GraphStore>({
  entity: true,
  entities: true,
  suggest: true,
  holders: true,
  redirects: true,
  ties: true,
  tie: true,
  sharedNeighbours: true,
  routes: true,
  firsts: true,
  scanEntities: true,
  scanTies: true,
})

/** A single result with the version of the data. */
export type Versioned<T> = T & { version: number }

/**
 * Normalised pointwise mutual information (Bouma 2009): 1 if two names are only ever named together, 0 if they meet as
 * often as by chance, towards -1 if they avoid each other. All counts are sentences.
 */
export function surprise(together: number, a: number, b: number, all: number): number {
  if (together === 0) return -1
  if (together === all) return 1
  // Rounding may exceed 1.
  return Math.min(1, Math.log((together * all) / (a * b)) / -Math.log(together / all))
}
