import type { EntityKind } from './article.ts'
import type { Page, PageQuery } from './page.ts'
import type { Routes, RoutesQuery } from './graph/routes.ts'
import type { Batch, ScanQuery } from './scan.ts'
import { methodsOf } from './store-methods.ts'

/** A person, an organization or a country; each count is the length of a list that can be opened. */
export interface Entity {
  id: string
  kind: EntityKind
  name: string
  /** Every written form with the number of sentences that write it so, most frequent first. */
  aliases: { name: string; count: number }[]
  /** Articles with a sentence that names it. */
  articles: number
  /** Stories of these articles: copies of one text are one story. */
  stories: number
  /** Sentences that name it. */
  sentences: number
  /** First and last publication date of those articles; null if none has one. */
  first: string | null
  last: string | null
  /** Functions of a person, or at an organization or country; most sentences first. */
  roles: RoleLine[]
}

/** An id that was given once, and the entities that it means now, in the order of their ids. */
export interface Redirect {
  id: string
  to: EntityRef[]
}

/** A person's function as sentences state it; `article` and `sentence` open the latest of them. */
export interface RoleLine {
  person: EntityRef
  of: EntityRef
  title: string
  former: boolean
  sentences: number
  article: string
  sentence: number
}

export type EntitySummary = Pick<Entity, 'id' | 'kind' | 'name' | 'articles' | 'sentences'>

/** What is needed to name an entity and link to it. */
export interface EntityRef {
  id: string
  kind: EntityKind
  name: string
}

/** Two entities that stand in one sentence, `a.id < b.id`. */
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
  /** What the surprise lies between, if these sentences are a sample; see `tie-strength.ts`. */
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
export interface Neighbour extends Omit<Tie, 'a' | 'b' | 'stories'> {
  entity: EntityRef
  /** Null under a search, where stories are not counted. */
  stories: number | null
  /** Its sentences by month, in order; those of articles without a date are left out. */
  months: MonthCount[]
}

export const TIE_SORTS = ['strength', 'surprise', 'sentences', 'articles', 'recent'] as const
export type TieSort = (typeof TIE_SORTS)[number]

export interface TiesQuery extends PageQuery {
  sort: TieSort
  kinds?: EntityKind[] | undefined
  /** Ties of fewer articles are left out. */
  minArticles?: number | undefined
  /** Ties to these entities are left out. */
  exclude?: string[] | undefined
}

export interface TiePage extends Page<Neighbour> {
  /** Ties by the kind of the other entity, whatever `kinds` says. */
  totals: Record<EntityKind, number>
}

export interface EntitiesQuery extends PageQuery {
  /** Words that some name of the entity contains, each from the start of a word. */
  q?: string | undefined
  kinds?: EntityKind[] | undefined
}

/** An entity that is tied to two others. */
export interface SharedNeighbour {
  entity: EntityRef
  /** Sentences that it shares with the one and with the other, in the order in which they were given. */
  sentences: [number, number]
}

export interface SharedNeighbours {
  items: SharedNeighbour[]
  total: number
}

/** A way from one entity to another: each tie joins an entity with the next. */
export interface Path {
  entities: EntityRef[]
  ties: Tie[]
}

/** A name of more entities stands for those of most articles. */
export const MAX_HOLDERS = 50

/** Longer paths join anything with anything. */
export const MAX_HOPS = 6

/** A row of suggestions; `fact` is one thing that tells namesakes apart. */
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
  /** Of the ids those that are no entity now, each with what it may mean: several where a name was cut. */
  redirects(ids: string[], signal?: AbortSignal): Promise<Redirect[]>
  /** Null if no article names the entity; equal ranks in the order of ids. */
  ties(id: string, query: TiesQuery, signal?: AbortSignal): Promise<TiePage | null>
  /** Null if no sentence names both; the order of the ids does not matter. */
  tie(a: string, b: string, signal?: AbortSignal): Promise<Versioned<Tie> | null>
  /** Those whose weaker tie to the two is strongest first, equal ones in the order of ids. */
  sharedNeighbours(
    a: string,
    b: string,
    size: number,
    signal?: AbortSignal,
  ): Promise<SharedNeighbours>
  /** The best routes between two entities, up to MAX_ROUTES; null if no article names one of the two. */
  routes(query: RoutesQuery, signal?: AbortSignal): Promise<Routes | null>
  /**
   * A path of the fewest ties, `maxHops` at most (and MAX_HOPS in any case); none at all from an entity to itself. Null
   * if there is no such path or no article names one of the two.
   */
  shortestPath(
    a: string,
    b: string,
    maxHops: number,
    signal?: AbortSignal,
  ): Promise<Versioned<Path> | null>
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
  shortestPath: true,
  scanEntities: true,
  scanTies: true,
})

/** A single answer, with the state of the data that gave it. */
export type Versioned<T> = T & { version: number }

/**
 * Normalised pointwise mutual information (Bouma 2009): 1 if two names only ever stand together, 0 if they meet as
 * often as chance has it, towards -1 if they avoid each other. All counts are sentences.
 */
export function surprise(together: number, a: number, b: number, all: number): number {
  if (together === 0) return -1
  if (together === all) return 1
  // Rounding may lead just beyond 1.
  return Math.min(1, Math.log((together * all) / (a * b)) / -Math.log(together / all))
}
