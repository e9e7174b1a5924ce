import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Engine, EngineAt } from '#stores/backend.ts'
import { toError } from '#stores/sqlite/workers/worker-messages.ts'
import type { Job, ProjectorCommand, ProjectingData, ProjectorReport } from './messages.ts'
import type { EngineProgress } from './projector.ts'
import type { Sent } from './run-projection.ts'

const THREAD = new URL('./projecting-thread.ts', import.meta.url)
/** Data lives only until it is sent, so a small young generation is enough. */
const YOUNG_MB = 32
const DRAIN_MS = 10_000

/** Progress of an engine, and why it is waiting, if it is. */
export interface EngineState extends EngineProgress {
  engine: Engine
  waiting: string | null
}

export type ProjectionOutcome = Sent | { error: Error }
export interface EngineOutcome {
  engine: Engine
  outcome: ProjectionOutcome
}

/** Engines being filled from an archive, each in a thread of its own. */
export interface Projection {
  states(): EngineState[]
  /** Call when nothing more will be written; resolves when everything is sent or has failed. */
  finish(): Promise<EngineOutcome[]>
  /** Waits at most ten seconds for requests in flight. */
  stop(): Promise<void>
}

export interface ProjectionOptions {
  archive: string
  engines: EngineAt[]
  job?: Job
  onProgress?: (states: EngineState[]) => void
  patienceMs?: number
}

/**
 * Resolves once all engines can be filled. Throws if one of them cannot, if possible before
 * anything is written to another. The caller must hold the archive's write lock.
 */
export async function startProjection(options: ProjectionOptions): Promise<Projection> {
  const threads = options.engines.map((each) =>
    startThread(each, options, () => options.onProgress?.(states())),
  )
  const states = () => threads.map(({ state }) => state)
  const stop = async () => {
    for (const thread of threads) thread.tell('stop')
    const ended = Promise.all(threads.map(({ ended }) => ended))
    const late = new AbortController()
    await Promise.race([ended, wait(DRAIN_MS, undefined, late).catch(() => undefined)])
    late.abort()
    await Promise.all(threads.map(({ terminate }) => terminate()))
  }
  try {
    await Promise.all(threads.map(({ usable }) => usable))
    for (const thread of threads) thread.tell('begin')
    await Promise.all(threads.map(({ ready }) => ready))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    states,
    stop,
    async finish() {
      for (const thread of threads) thread.tell('finish')
      const outcomes = threads.map(async ({ state: { engine }, outcome }) => {
        return { engine, outcome: await outcome }
      })
      return Promise.all(outcomes)
    },
  }
}

function startThread(
  { engine, address }: EngineAt,
  { archive, job = 'follow', patienceMs }: ProjectionOptions,
  changed: () => void,
) {
  const data: ProjectingData = { module: engine.module, address, job, archive, patienceMs }
  const worker = new Worker(THREAD, {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const state: EngineState = { engine, sent: 0, pending: 0, waiting: null }
  const usable = Promise.withResolvers<void>()
  const ready = Promise.withResolvers<void>()
  const outcome = Promise.withResolvers<ProjectionOutcome>()
  // They may reject before they are awaited.
  for (const { promise } of [usable, ready]) promise.catch(() => {})

  function fail(error: Error): void {
    usable.reject(error)
    ready.reject(error)
    outcome.resolve({ error })
  }

  worker.on('message', (report: ProjectorReport) => {
    switch (report.type) {
      case 'usable':
        usable.resolve()
        break
      case 'ready':
        ready.resolve()
        break
      case 'progress':
        Object.assign(state, report.progress)
        break
      case 'waiting':
        state.waiting = report.reason
        break
      case 'done':
        outcome.resolve(report.sent)
        break
      case 'failed':
        fail(toError(report.error))
    }
    changed()
  })
  worker.on('error', fail)
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  void ended.then(() => fail(new Error(`the thread that fills ${engine.name} ended`)))

  return {
    state,
    usable: usable.promise,
    ready: ready.promise,
    outcome: outcome.promise,
    ended,
    tell: (order: ProjectorCommand) => worker.postMessage(order),
    terminate: () => worker.terminate(),
  }
}
