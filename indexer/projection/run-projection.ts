import type { DatabaseSync } from 'node:sqlite'
import type { Stream } from '#archive/projection/checkpoints.ts'
import { archiveId, archiveRev } from '#archive/projection/pending.ts'
import type { ProjectionLedger } from '#archive/projection/projection-ledger.ts'
import { OutdatedError } from '#core/errors.ts'
import type { ArchiveState, GraphTarget, SearchTarget, TargetState } from '#core/projection.ts'
import type { StoreRole } from '#core/store-role.ts'
import type { Engine, Targets } from '#stores/backend.ts'
import { prepareTarget } from './fill.ts'
import { follow } from './follow.ts'
import { withMemoryCheckpoints } from './memory-checkpoints.ts'
import type { Job } from './messages.ts'
import { type EngineProgress, Projector } from './projector.ts'
import { type ProjectionRoute, graphRoute, searchRoute } from './route.ts'

/** What is sent to which engine, and where that is recorded. */
export interface ProjectionSource {
  db: DatabaseSync
  ledger: ProjectionLedger
  engine: Pick<Engine, 'id' | 'name' | 'role'>
}

export interface RunOptions {
  /** Aborted when the process should stop. */
  stop: AbortSignal
  /** Resolves when nothing more will be written. */
  finishing: Promise<void>
  /**
   * Called once the engine is usable and before anything is written to it; resolves when writing
   * may begin.
   */
  begin: () => Promise<void>
  /** Called once the engine is prepared; errors are thrown before. */
  onReady: () => void
  onProgress: (progress: EngineProgress) => void
  onWaiting: (reason: string | null) => void
  patienceMs?: number | undefined
}

/** What was sent to an engine. */
export interface Sent {
  /** Changes that it accepted or refused. */
  sent: number
  refused: number
  /** The first few refusals, as sentences. */
  notes: string[]
  seconds: number
}

type Run<R extends StoreRole> = (
  target: Targets[R],
  source: ProjectionSource,
  options: RunOptions,
) => Promise<Sent>

const RUNS: { [R in StoreRole]: Record<Job, Run<R>> } = {
  search: { follow: followSearch, rebuild: rebuildSearch },
  graph: { follow: followGraph, rebuild: rebuildGraph },
}

/** Fills the target of an engine in any role; resolves when it has everything in the archive. */
export function runProjection<R extends StoreRole>(
  job: Job,
  target: Targets[R],
  source: ProjectionSource & { engine: { role: R } },
  options: RunOptions,
): Promise<Sent> {
  return RUNS[source.engine.role][job](target, source, options)
}

/**
 * Sends an archive to a search store until it has everything, and purges old tombstones. Indexes of
 * an earlier version, or from before the archive was restored, are rebuilt and keep serving
 * meanwhile.
 */
async function followSearch(
  target: SearchTarget,
  source: ProjectionSource,
  options: RunOptions,
): Promise<Sent> {
  const state = await prepareUnlessOutdated(target, source, options)
  if (!state) return rebuildSearch(target, source, options)
  options.onReady()
  const settle = (state: ArchiveState) => target.settle(state)
  const route = searchRoute(source.db, target)
  const generation = { route, target: state.target, settle, continuous: 'articles' as const }
  const sent = await fill(generation, source, options)
  await target.purge()
  return sent
}

/** Null if the target must be rebuilt. */
async function prepareUnlessOutdated(
  target: SearchTarget | GraphTarget,
  source: ProjectionSource,
  { begin }: RunOptions,
): Promise<TargetState | null> {
  try {
    return await prepareTarget(source.engine, target, source, begin)
  } catch (error) {
    if (error instanceof OutdatedError) return null
    throw error
  }
}

/**
 * Sends an archive to a graph store until it has everything; refills it if the archive was
 * restored.
 */
async function followGraph(
  target: GraphTarget,
  source: ProjectionSource,
  options: RunOptions,
): Promise<Sent> {
  const state = await prepareUnlessOutdated(target, source, options)
  if (!state) return rebuildGraph(target, source, options)
  options.onReady()
  return fillGraph(target, state.target, source, options)
}

/** Builds a new generation next to the one being served, and swaps them at the end. */
async function rebuildSearch(
  target: SearchTarget,
  source: ProjectionSource,
  options: RunOptions,
): Promise<Sent> {
  const before = await target.state()
  await options.begin()
  const rebuild = await target.rebuild(archiveId(source.db))
  const state = await rebuild.state()
  options.onReady()
  const route = searchRoute(source.db, rebuild)
  const settle = (state: ArchiveState) => rebuild.settle(state)
  const generation = { route, target: state!.target, settle, continuous: null }
  const sent = await fill(
    generation,
    { ...source, ledger: withMemoryCheckpoints(source.ledger) },
    options,
  )
  const rev = archiveRev(source.db)
  source.ledger.willSend(state!.target, route.streams, rev)
  for (const stream of route.streams) source.ledger.setCheckpoint(state!.target, stream, rev)
  await rebuild.swap()
  if (before) source.ledger.forget(before.target)
  return sent
}

/** Deletes everything of Dateline's from a graph store and fills it again. */
async function rebuildGraph(
  target: GraphTarget,
  source: ProjectionSource,
  options: RunOptions,
): Promise<Sent> {
  const before = await target.state()
  await options.begin()
  await target.clear()
  if (before) source.ledger.forget(before.target)
  const state = await target.prepare(archiveId(source.db))
  options.onReady()
  return fillGraph(target, state.target, source, options)
}

function fillGraph(target: GraphTarget, id: string, source: ProjectionSource, options: RunOptions) {
  const route = graphRoute(source.db, target)
  const settle = (state: ArchiveState) => target.settle(state)
  return fill({ route, target: id, settle, continuous: null }, source, options)
}

/** How one generation of a target is filled. */
interface GenerationFill {
  route: ProjectionRoute
  /** Id of the generation. */
  target: string
  settle: (state: ArchiveState) => Promise<void>
  continuous: Stream | null
}

async function fill(
  { continuous, ...generation }: GenerationFill,
  source: ProjectionSource,
  { stop, finishing, onProgress, onWaiting, patienceMs }: RunOptions,
): Promise<Sent> {
  const started = performance.now()
  const giveUp = new AbortController()
  let answeredAt = started
  const answered = () => (answeredAt = performance.now())
  const projector = new Projector({
    ...source,
    ...generation,
    signal: AbortSignal.any([stop, giveUp.signal]),
    async settle(state) {
      // It takes long and has time limits of its own.
      answeredAt = Infinity
      await generation.settle(state).finally(answered)
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
