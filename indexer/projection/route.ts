import type { DatabaseSync } from 'node:sqlite'
import { articleChanges } from '#archive/article-changes.ts'
import { entityChanges, entityHeads, goneEntities } from '#archive/entity-changes.ts'
import type { EngineCode } from '#archive/ledger.ts'
import type { Marks, Stream } from '#archive/checkpoints.ts'
import { goneTies, tieChanges } from '#archive/tie-changes.ts'
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

/** A stretch of changes on its way to an engine. */
export interface Step {
  stream: Stream
  /** Whether all of the stream is in the engine when this step is done. */
  isLast: boolean
  /** Whether changes come in the order of their revs, so that the mark can follow each answer. */
  isByRev: boolean
  send(options: PutOptions): AsyncIterable<Applied>
}

/** What an engine takes, and in which order. */
export interface Route {
  engine: EngineCode
  streams: readonly Stream[]
  /** What is compared. */
  kinds: readonly ContentKind[]
  /** `tap` sees each change as it is sent. */
  steps(since: Marks, upTo: number, tap: Tap): Step[]
}

export type Tap = <T extends Change>(changes: Iterable<T>) => Iterable<T>

export type Change = ArticleChange | EntityHead | TieChange

/** By which a thing is named in dead letters and when it is compared. */
export const keyOf = (change: Change) => ('id' in change ? change.id : `${change.a} ${change.b}`)

type Filling = Pick<SearchTarget | SearchRebuild, 'putArticles' | 'putEntities'>

/** Names first, as hits look them up. */
export function searchRoute(db: DatabaseSync, target: Filling): Route {
  return {
    engine: 'elasticsearch',
    streams: ['entities', 'articles'],
    kinds: ['article', 'entity'],
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

/** What hangs on an entity comes after it and goes before it. */
export function graphRoute(db: DatabaseSync, target: GraphTarget): Route {
  return {
    engine: 'neo4j',
    streams: ['entities', 'articles', 'ties'],
    kinds: ['article', 'entity', 'tie'],
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
  target: Pick<Filling, 'putArticles'>,
  since: Marks,
  upTo: number,
  tap: Tap,
): Step {
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
