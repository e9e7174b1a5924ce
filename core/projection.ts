import type { Article, EntityKind } from './article.ts'
import type { StoredReading } from './reading.ts'

/*
 * The two ports by which an engine is filled from the archive. Changes come in the order given here, each with the
 * `rev` it was made at; an engine takes only what is newer than what it holds, so that sending twice is harmless.
 */

/** An article to index, or `content: null` if it was removed. */
export interface ArticleChange {
  id: string
  rev: number
  content: ProjectedArticle | null
}

export interface ProjectedArticle {
  article: Article
  /** The stored reading; see `decodeReading`. */
  reading: StoredReading
  /** Number of stored revisions. */
  revisions: number
  /** Id of its story. */
  story: string
  /** Former ids of the story. */
  formerStories: string[]
  /** Whether the story has other articles. */
  copied: boolean
  /** File and line, for the list of refused changes. */
  origin: { path: string | null; line: number | null }
}

/** An entity with its current name and counts, or `content: null` if nothing names it any more. */
export interface EntityChange {
  id: string
  rev: number
  content: ProjectedEntity | null
}

/** The part of an entity's change that a search store keeps. */
export interface EntityHead {
  id: string
  rev: number
  content: Omit<ProjectedEntity, 'aliases' | 'roles' | 'formerIds'> | null
}

export interface ProjectedEntity {
  kind: EntityKind
  name: string
  aliases: { name: string; count: number }[]
  articles: number
  stories: number
  sentences: number
  first: string | null
  last: string | null
  /** A person's roles; empty for other kinds. */
  roles: ProjectedRole[]
  /** Former ids that may mean this entity. */
  formerIds: string[]
}

export interface ProjectedRole {
  /** Id of the organization or country. */
  of: string
  title: string
  former: boolean
  sentences: number
  first: string | null
  last: string | null
  since: string | null
  until: string | null
  /** The latest sentence that states the role. */
  article: string
  sentence: number
}

/** A tie, `a < b`, or `content: null` if no sentence names both any more. */
export interface TieChange {
  a: string
  b: string
  rev: number
  content: ProjectedTie | null
}

export interface ProjectedTie {
  sentences: number
  articles: number
  stories: number
  /** See `tieWeight`. */
  weight: number
  first: string | null
  last: string | null
  /** Months ("2023-06") in order, and the tie's sentences in each. */
  months: string[]
  monthCounts: number[]
}

/** The archive's totals, stored in each engine. */
export interface ArchiveState {
  /** The archive's id. */
  archive: string
  rev: number
  articles: number
  stories: number
  sentences: number
  ties: number
  entities: Record<EntityKind, number>
  rejected: number
  /** True if it holds the invented sample news. */
  sample: boolean
}

/** What a target was filled with, and up to which rev. */
export interface TargetState {
  /** Id of the archive it was filled from. */
  archive: string
  /** Id of this generation; a rebuild or an emptied engine gets a new one. */
  target: string
  /** The highest rev ever sent. */
  rev: number
}

/** A change that the engine refuses for good. */
export interface Refused {
  id: string
  /** A sentence. */
  reason: string
}

/** Everything up to this change is in the engine. */
export interface Applied {
  /** Rev of the last change applied, in the given order. */
  rev: number
  /** Number of changes since the previous acknowledgement. */
  count: number
  refused: Refused[]
}

export interface PutOptions {
  /** Also replace equally new versions, for repair. */
  force?: boolean
  signal?: AbortSignal
}

/** The kinds compared between archive and engine. */
export type ContentKind = 'article' | 'entity' | 'tie'

/** An item in an engine: its key ("a b" for a tie), rev and fingerprint. */
export interface Content {
  key: string
  /** The result of a `fingerprint…` function in this file. */
  fingerprint: string
}

interface Target {
  /**
   * Null where it was never filled. Throws UserError on a server that cannot be used or has something foreign in the
   * place, StoreError on one out of reach; writes nothing.
   */
  state(): Promise<TargetState | null>
  /**
   * Makes what is missing (indexes, constraints, the document that says what is held) and undoes what a killed run left behind.
   * Throws UserError where something foreign stands in the place.
   */
  prepare(archive: string): Promise<TargetState>
  /** Call after all changes up to `state.rev` were sent: makes them and the state visible. */
  settle(state: ArchiveState): Promise<void>
  contents(kind: ContentKind): AsyncIterable<Content>
  close(): Promise<void>
}

/** The writing side of a search store; `tests/contracts/search-target.ts` specifies it. */
export interface SearchTarget extends Target {
  /** Ends when all changes are applied; reads ahead of `changes` only by what is in flight. */
  putArticles(changes: Iterable<ArticleChange>, options?: PutOptions): AsyncIterable<Applied>
  /** Updates names and counts only. */
  putEntities(changes: Iterable<EntityHead>, options?: PutOptions): AsyncIterable<Applied>
  /** Starts a new, empty generation beside the served one. */
  rebuild(archive: string): Promise<SearchRebuild>
  /** Drops tombstones older than an hour. */
  purge(): Promise<void>
}

/** A generation being filled; invisible until `swap`, then visible at once. */
export interface SearchRebuild extends Omit<SearchTarget, 'rebuild' | 'purge'> {
  swap(): Promise<void>
}

/** The writing side of a graph store; `tests/contracts/graph-target.ts` specifies it. */
export interface GraphTarget extends Target {
  /** Applies entities with their roles; must come before articles and ties that name them. */
  putEntities(changes: Iterable<EntityChange>, options?: PutOptions): AsyncIterable<Applied>
  /** Applies articles and the entities named in their sentences. */
  putArticles(changes: Iterable<ArticleChange>, options?: PutOptions): AsyncIterable<Applied>
  putTies(changes: Iterable<TieChange>, options?: PutOptions): AsyncIterable<Applied>
  /** Removes everything of Dateline's and nothing else. */
  clear(): Promise<void>
}

export const fingerprintOfArticle = (rev: number, sentences: number, names: number): string =>
  `${rev} ${sentences} ${names}`

export const fingerprintOfEntity = (
  rev: number,
  counts: Pick<ProjectedEntity, 'articles' | 'stories' | 'sentences' | 'name'>,
): string => `${rev} ${counts.articles} ${counts.stories} ${counts.sentences} ${counts.name}`

export const fingerprintOfTie = (
  rev: number,
  { sentences, articles, stories, weight }: Omit<ContentRow, 'key' | 'rev' | 'names' | 'name'>,
): string => `${rev} ${sentences} ${articles} ${stories} ${weight}`

/** Inputs of a fingerprint, read from archive and graph; a kind omits what it does not count. */
export interface ContentRow {
  key: string
  rev: number
  sentences: number
  articles: number
  stories: number
  /** Of a tie. */
  weight: number
  /** Names, counted once per sentence. */
  names: number
  name: string
}

const FINGERPRINTS: Record<ContentKind, (row: ContentRow) => string> = {
  article: ({ rev, sentences, names }) => fingerprintOfArticle(rev, sentences, names),
  entity: ({ rev, ...entity }) => fingerprintOfEntity(rev, entity),
  tie: ({ rev, ...tie }) => fingerprintOfTie(rev, tie),
}

export const toContent = (kind: ContentKind, row: ContentRow): Content => ({
  key: row.key,
  fingerprint: FINGERPRINTS[kind](row),
})
