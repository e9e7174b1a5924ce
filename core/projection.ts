import type { Article, EntityKind } from './article.ts'
import type { StoredReading } from './reading.ts'

/*
 * The two ports by which an engine is filled from the archive. Changes come in the order given here, each with the
 * `rev` it was made at; an engine takes only what is newer than what it holds, so that sending twice is harmless.
 */

/** An article as it is to be found, or `content: null` where it was taken out. */
export interface ArticleChange {
  id: string
  rev: number
  content: ProjectedArticle | null
}

export interface ProjectedArticle {
  article: Article
  /** As the archive keeps it; `decodeReading` unfolds it. */
  reading: StoredReading
  /** Number of earlier texts that are kept. */
  revisions: number
  /** Of the story that it is in. */
  story: string
  /** Ids of stories that became part of this one. */
  formerStories: string[]
  /** Whether the story has other articles. */
  copied: boolean
  /** Where it came from, for the dead letters. */
  origin: { path: string | null; line: number | null }
}

/** An entity by its present name and counts, or `content: null` where nothing names it any more. */
export interface EntityChange {
  id: string
  rev: number
  content: ProjectedEntity | null
}

/** As much of a change as a search store keeps of an entity. */
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
  /** A person's functions; empty for others. */
  roles: ProjectedRole[]
  /** Ids that are no entity now and may mean this one. */
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
  /** The latest sentence that states it. */
  article: string
  sentence: number
}

/** Two entities, `a < b`, or `content: null` where no sentence names both any more. */
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
  first: string | null
  last: string | null
  /** Months with an article ("2023-06"), in order, and the tie's sentences in each. */
  months: string[]
  monthCounts: number[]
}

/** What the archive counts, kept in each engine beside what is counted. */
export interface ArchiveState {
  /** The archive's own id. */
  archive: string
  rev: number
  articles: number
  stories: number
  sentences: number
  ties: number
  entities: Record<EntityKind, number>
  rejected: number
  /** True where it holds the invented sample news. */
  sample: boolean
}

/** What a target says it was filled with, and how far. */
export interface TargetState {
  /** Of the archive that it was filled from. */
  archive: string
  /** Id of this filling: a rebuild, or an engine that was emptied, gets a new one. */
  target: string
  /** The highest rev ever sent. */
  rev: number
}

/** A change that the engine will never take. */
export interface Refused {
  id: string
  /** A sentence. */
  reason: string
}

/** Everything up to here is in the engine. */
export interface Applied {
  /** Of the last change that was applied, in the order given. */
  rev: number
  /** How many changes since the answer before. */
  count: number
  refused: Refused[]
}

export interface PutOptions {
  /** Also replace what is just as new: for repair. */
  force?: boolean
  signal?: AbortSignal
}

/** What is compared between archive and engine, by kind. */
export type ContentKind = 'article' | 'entity' | 'tie'

/** A thing that the engine holds: its key (a tie's is "a b") and all that says whether it is as it should be. */
export interface Content {
  key: string
  /** As `fingerprint…` in this file makes it. */
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
  /** All changes up to `state.rev` were sent: makes them visible, and the state the one that answers name. */
  settle(state: ArchiveState): Promise<void>
  contents(kind: ContentKind): AsyncIterable<Content>
  close(): Promise<void>
}

/** The writing side of a search store. The promises are in `tests/contracts/search-target.ts`. */
export interface SearchTarget extends Target {
  /** Ends when all are applied; what is read from `changes` is bounded by what is on its way. */
  putArticles(changes: Iterable<ArticleChange>, options?: PutOptions): AsyncIterable<Applied>
  /** For names and counts only. */
  putEntities(changes: Iterable<EntityHead>, options?: PutOptions): AsyncIterable<Applied>
  /** A new, empty filling beside the one that is served. */
  rebuild(archive: string): Promise<SearchRebuild>
  /** Forgets what was taken out more than an hour ago. */
  purge(): Promise<void>
}

/** A filling in the making: nothing of it is seen until `swap`, and then all at once. */
export interface SearchRebuild extends Omit<SearchTarget, 'rebuild' | 'purge'> {
  swap(): Promise<void>
}

/** The writing side of a graph store. The promises are in `tests/contracts/graph-target.ts`. */
export interface GraphTarget extends Target {
  /** Entities with their roles; they come before the articles and ties that name them. */
  putEntities(changes: Iterable<EntityChange>, options?: PutOptions): AsyncIterable<Applied>
  /** Articles, and in which of their sentences they name whom. */
  putArticles(changes: Iterable<ArticleChange>, options?: PutOptions): AsyncIterable<Applied>
  putTies(changes: Iterable<TieChange>, options?: PutOptions): AsyncIterable<Applied>
  /** Takes out all that is Dateline's, and nothing else. */
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
  { sentences, articles, stories }: Pick<ProjectedTie, 'sentences' | 'articles' | 'stories'>,
): string => `${rev} ${sentences} ${articles} ${stories}`

/** What a fingerprint is made of, as archive and graph are asked for it; a kind lacks what it does not count. */
export interface ContentRow {
  key: string
  rev: number
  sentences: number
  articles: number
  stories: number
  /** Names, each once a sentence. */
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
