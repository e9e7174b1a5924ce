import type { EntityRef } from '../graph.ts'
import type { Page, PageQuery } from '../page.ts'
import type { Community } from './communities.ts'

/*
 * What `dateline analyse` finds out about a whole graph and keeps beside the archive. It is no part of what the archive
 * says: it raises no rev and stands in no digest.
 */

/** Names on the map at most. */
export const MAX_MAP = 10_000

/** Where a name stands in the graph. */
export interface Standing extends EntityRef {
  articles: number
  /** How many others it is tied to. */
  degree: number
  /** Of all pairs of other names the share whose shortest ways lead through it, from 0 to 1. */
  betweenness: number
  /** The id of its community; null for a name that is tied to nobody. */
  community: string | null
}

export interface AnalysisSummary {
  /** The state of the graph that was analysed. */
  version: number
  /** When it was made, as ISO 8601. */
  made: string
  entities: number
  ties: number
  /** From how many names betweenness was counted: fewer than `entities` where it is an estimate. */
  sources: number
  /** How much more the communities hold together than chance would have it, at most 1. */
  modularity: number
  /** The largest first. */
  communities: Community[]
}

/** The strongest names with their places, column by column. */
export interface GraphMap {
  ids: string[]
  kinds: EntityRef['kind'][]
  names: string[]
  articles: number[]
  /** From -1000 to 1000, a little more for islands. */
  x: number[]
  y: number[]
  /** The place in `communities`. */
  community: number[]
  /** The communities on the map, the largest first. */
  communities: Community[]
  /** The strongest ties of each name, as pairs of places in the columns. */
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

/** Where the latest analysis of an archive is kept; an archive has one, an engine has none. */
export interface AnalysisShelf {
  /** Null before the first one; so are the others. */
  summary(): Promise<AnalysisSummary | null>
  /** Most first, equal ones in the order of ids. */
  standing(query: StandingQuery): Promise<Omit<Page<Standing>, 'warnings'> | null>
  standingOf(id: string): Promise<Standing | null>
  map(): Promise<GraphMap | null>
  /** Takes the place of the one before. */
  put(analysis: Analysis): Promise<void>
  close(): Promise<void>
}
