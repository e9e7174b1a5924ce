import type { DatabaseSync } from 'node:sqlite'
import { articleChanges } from '#archive/projection/article-changes.ts'
import { entityChanges, entityHeads, goneEntities } from '#archive/projection/entity-changes.ts'
import type { Checkpoints, Stream } from '#archive/projection/checkpoints.ts'
import { goneTies, tieChanges } from '#archive/projection/tie-changes.ts'
import type {
  Applied,
  ArticleChange,
  ContentKind,
  EntityHead,
  GraphTarget,
  PutOptions,
  SearchRebuild,
  SearchTarget,
  TieChange,
} from '#core/projection.ts'
import type { StoreRole } from '#core/store-role.ts'

/** Kinds of items in a store of each role, in the order in which they are compared. */
export const KINDS: Record<StoreRole, readonly ContentKind[]> = {
  search: ['article', 'entity'],
  graph: ['entity', 'article', 'tie'],
}

/** A range of changes of one stream. */
export interface ProjectionStep {
  stream: Stream
  /** Whether the engine has all of the stream after this step. */
  isLast: boolean
  /**
   * Whether changes come in the order of their revs, so that the checkpoint can follow each answer.
   */
  isByRev: boolean
  send(options: PutOptions): AsyncIterable<Applied>
}

/** The streams of a store, and the order of their changes. */
export interface ProjectionRoute {
  streams: readonly Stream[]
  /** `tap` sees each change as it is sent. */
  steps(since: Checkpoints, upTo: number, tap: Tap): ProjectionStep[]
}

export type Tap = <T extends Change>(changes: Iterable<T>) => Iterable<T>

export type Change = ArticleChange | EntityHead | TieChange

/** The key of an item in rejections and comparisons. */
export const keyOf = (change: Change) => ('id' in change ? change.id : `${change.a} ${change.b}`)

type SearchWrites = Pick<SearchTarget | SearchRebuild, 'putArticles' | 'putEntities'>

/** Entities first, because hits look up their names. */
export function searchRoute(db: DatabaseSync, target: SearchWrites): ProjectionRoute {
  return {
    streams: ['entities', 'articles'],
    steps: (since, upTo, tap) => [
      {
        stream: 'entities',
        isLast: true,
        isByRev: false,
        send: (options) =>
          target.putEntities(
            tap(
              chain(entityHeads(db, since.entities, upTo), goneEntities(db, since.entities, upTo)),
            ),
            options,
          ),
      },
      articleStep(db, target, since, upTo, tap),
    ],
  }
}

/** Items that refer to an entity are added after it and removed before it. */
export function graphRoute(db: DatabaseSync, target: GraphTarget): ProjectionRoute {
  return {
    streams: ['entities', 'articles', 'ties'],
    steps: (since, upTo, tap) => [
      {
        stream: 'ties',
        isLast: false,
        isByRev: false,
        send: (options) => target.putTies(tap(goneTies(db, since.ties, upTo)), options),
      },
      {
        stream: 'entities',
        isLast: false,
        isByRev: false,
        send: (options) =>
          target.putEntities(tap(entityChanges(db, since.entities, upTo)), options),
      },
      articleStep(db, target, since, upTo, tap),
      {
        stream: 'ties',
        isLast: true,
        isByRev: false,
        send: (options) => target.putTies(tap(tieChanges(db, since.ties, upTo)), options),
      },
      {
        stream: 'entities',
        isLast: true,
        isByRev: false,
        send: (options) => target.putEntities(tap(goneEntities(db, since.entities, upTo)), options),
      },
    ],
  }
}

function articleStep(
  db: DatabaseSync,
  target: Pick<SearchWrites, 'putArticles'>,
  since: Checkpoints,
  upTo: number,
  tap: Tap,
): ProjectionStep {
  return {
    stream: 'articles',
    isLast: true,
    isByRev: true,
    send: (options) => target.putArticles(tap(articleChanges(db, since.articles, upTo)), options),
  }
}

function* chain<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part
}
