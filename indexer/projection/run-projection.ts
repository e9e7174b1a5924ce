import type { DatabaseSync } from 'node:sqlite'
import type { Stream } from '#archive/checkpoints.ts'
import { archiveId, archiveRev } from '#archive/pending.ts'
import type { ProjectionLedger } from '#archive/projection-ledger.ts'
import { OutdatedError } from '#core/errors.ts'
import type { ArchiveState, GraphTarget, SearchTarget } from '#core/projection.ts'
import { prepareTarget } from './fill.ts'
import { follow } from './follow.ts'
import { withMemoryMarks } from './memory-checkpoints.ts'
import { type EngineProgress, Projector } from './projector.ts'
import { type Route, graphRoute, searchRoute } from './route.ts'

/** What is sent, and where it is noted. */
export interface Truth {
  db: DatabaseSync
  ledger: ProjectionLedger
}

export interface RunOptions {
  /** Aborted where the process is to stop. */
  stop: AbortSignal
  /** Resolves when nothing more will be written. */
  finishing: Promise<void>
  /** Called before anything is written, once nothing was found that stands in the way; resolves when it may be. */
  begin: () => Promise<void>
  /** Called once the engine can be filled; what is wrong with it is thrown before. */
  onReady: () => void
  onProgress: (progress: EngineProgress) => void
  onWaiting: (reason: string | null) => void
  patienceMs?: number | undefined
}

/** What an engine was sent. */
export interface Sent {
  /** Changes that it took or refused. */
  sent: number
  refused: number
  /** The first few refusals, as sentences. */
  notes: string[]
  seconds: number
}

/**
 * Sends an archive to a search store until all of it is there, and forgets what was taken out long ago. What an earlier
 * version of Dateline made is filled anew, and serves until then.
 */
export async function projectSearch(
  target: SearchTarget,
  truth: Truth,
  options: RunOptions,
): Promise<Sent> {
  const preparing = prepareTarget('elasticsearch', target, truth, options.begin)
  const state = await preparing.catch((error: unknown) => {
    if (error instanceof OutdatedError) return null
    throw error
  })
  if (!state) return rebuildSearch(target, truth, options)
  options.onReady()
  const settle = (state: ArchiveState) => target.settle(state)
  const route = searchRoute(truth.db, target)
  const filling = { route, target: state.target, settle, continuous: 'articles' as const }
  const sent = await fill(filling, truth, options)
  await target.purge()
  return sent
}

/** Sends an archive to a graph store until all of it is there. */
export async function projectGraph(
  target: GraphTarget,
  truth: Truth,
  options: RunOptions,
): Promise<Sent> {
  const state = await prepareTarget('neo4j', target, truth, options.begin)
  options.onReady()
  return fillGraph(target, state.target, truth, options)
}

/** Fills a search store anew beside what it serves, and changes over at the end. */
export async function rebuildSearch(
  target: SearchTarget,
  truth: Truth,
  options: RunOptions,
): Promise<Sent> {
  const before = await target.state()
  await options.begin()
  const rebuild = await target.rebuild(archiveId(truth.db))
  const state = await rebuild.state()
  options.onReady()
  const route = searchRoute(truth.db, rebuild)
  const settle = (state: ArchiveState) => rebuild.settle(state)
  const filling = { route, target: state!.target, settle, continuous: null }
  const sent = await fill(filling, { ...truth, ledger: withMemoryMarks(truth.ledger) }, options)
  const rev = archiveRev(truth.db)
  truth.ledger.willSend(state!.target, route.streams, rev)
  for (const stream of route.streams) truth.ledger.setMark(state!.target, stream, rev)
  await rebuild.swap()
  if (before) truth.ledger.forget(before.target)
  return sent
}

/** Empties a graph store of all that is Dateline's and fills it anew. */
export async function rebuildGraph(
  target: GraphTarget,
  truth: Truth,
  options: RunOptions,
): Promise<Sent> {
  const before = await target.state()
  await options.begin()
  await target.clear()
  if (before) truth.ledger.forget(before.target)
  const state = await target.prepare(archiveId(truth.db))
  options.onReady()
  return fillGraph(target, state.target, truth, options)
}

function fillGraph(target: GraphTarget, id: string, truth: Truth, options: RunOptions) {
  const route = graphRoute(truth.db, target)
  const settle = (state: ArchiveState) => target.settle(state)
  return fill({ route, target: id, settle, continuous: null }, truth, options)
}

interface Filling {
  route: Route
  target: string
  settle: (state: ArchiveState) => Promise<void>
  continuous: Stream | null
}

async function fill(
  { continuous, ...filling }: Filling,
  truth: Truth,
  { stop, finishing, onProgress, onWaiting, patienceMs }: RunOptions,
): Promise<Sent> {
  const started = performance.now()
  const giveUp = new AbortController()
  let answeredAt = started
  const answered = () => (answeredAt = performance.now())
  const projector = new Projector({
    ...truth,
    ...filling,
    signal: AbortSignal.any([stop, giveUp.signal]),
    async settle(state) {
      // It takes its own time, and has time limits of its own.
      answeredAt = Infinity
      await filling.settle(state).finally(answered)
    },
    onProgress(progress) {
      answered()
      onProgress(progress)
    },
  })
  await follow(projector, {
    continuous,
    stop,
    finishing,
    giveUp,
    answeredAt: () => answeredAt,
    onWaiting,
    ...(patienceMs !== undefined && { patienceMs }),
  })
  const { sent, refused, notes } = projector
  return { sent, refused, notes, seconds: (performance.now() - started) / 1000 }
}
