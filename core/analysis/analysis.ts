import type { EntityRef } from '../graph.ts'
import type { Page, PageQuery } from '../page.ts'
import type { Community } from './communities.ts'

/*
 * What `dateline analyse` computes for the whole graph and stores next to the archive. It is derived data: it bumps no
 * rev and is not part of digests.
 */

/** Maximum number of names on the map. */
export const MAX_MAP = 10_000

/** Where a name stands in the graph. */
export interface Standing extends EntityRef {
  articles: number
  /** Number of ties. */
  degree: number
  /** Share of shortest paths between other names that pass through it, from 0 to 1. */
  betweenness: number
  /** The id of its community; null for a name without ties. */
  community: string | null
}

export interface AnalysisSummary {
  /** Version of the graph that was analysed. */
  version: number
  /** When it was computed, ISO 8601. */
  made: string
  entities: number
  ties: number
  /** Number of names that betweenness was computed from; fewer than `entities` if it is an estimate. */
  sources: number
  /** Newman's modularity of the communities, at most 1. */
  modularity: number
  /** Largest first. */
  communities: Community[]
}

/** The strongest names with their positions, column by column. */
export interface GraphMap {
  ids: string[]
  kinds: EntityRef['kind'][]
  names: string[]
  articles: number[]
  /** From -1000 to 1000, a little more for islands. */
  x: number[]
  y: number[]
  /** Index into `communities`. */
  community: number[]
  /** The communities on the map, largest first. */
  communities: Community[]
  /** The strongest ties of each name, as pairs of indexes into the columns. */
  ties: number[]
}

export interface Analysis extends AnalysisSummary {
  standing: Standing[]
  map: GraphMap
}

export const STANDING_SORTS = ['betweenness', 'degree', 'articles'] as const
export type StandingSort = (typeof STANDING_SORTS)[number]

export interface StandingQuery extends PageQuery {
  sort: StandingSort
  /** Only members of this community. */
  community?: string | undefined
}

/** Stores the latest analysis of an archive; an engine has none. All reads give null before the first analysis. */
export interface AnalysisShelf {
  /** Version of the graph that was analysed. */
  version(): Promise<number | null>
  summary(): Promise<AnalysisSummary | null>
  /** Sorted descending, then by id. */
  standing(query: StandingQuery): Promise<Omit<Page<Standing>, 'warnings'> | null>
  standingOf(id: string): Promise<Standing | null>
  map(): Promise<GraphMap | null>
  /** Replaces the previous analysis. */
  put(analysis: Analysis): Promise<void>
  close(): Promise<void>
}
