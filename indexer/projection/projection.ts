import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { EngineCode } from '#archive/ledger.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { toError } from '#stores/sqlite/workers/worker-messages.ts'
import type { Job, Order, ProjectingData, Report } from './messages.ts'
import type { EngineProgress } from './projector.ts'
import type { Sent } from './run-projection.ts'

const THREAD = new URL('./projecting-thread.ts', import.meta.url)
const TARGETS = new URL('./open-target.ts', import.meta.url).href
/** What is read lives only until it is sent. */
const YOUNG_MB = 32
const DRAIN_MS = 10_000

/** How far an engine is, and why it is waited for. */
export interface EngineState extends EngineProgress {
  engine: EngineCode
  waiting: string | null
}

export type Outcome = Sent | { error: Error }
export type Outcomes = Partial<Record<EngineCode, Outcome>>

/** Engines that are being filled from an archive, each in a thread of its own. */
export interface Projection {
  states(): EngineState[]
  /** Nothing more will be written: ends when all is sent, or will not be. */
  finish(): Promise<Outcomes>
  /** Lets what is on its way arrive, for ten seconds at most. */
  stop(): Promise<void>
}

export interface ProjectionOptions {
  archive: string
  engines: Partial<Record<EngineCode, EngineAddress>>
  job?: Job
  onProgress?: (states: EngineState[]) => void
  /** For tests. */
  targets?: string
  patienceMs?: number
}

/**
 * Resolves once all engines can be filled; throws what is wrong with one of them, before anything is written into
 * another wherever that can be told without writing. The caller holds the writer's lock.
 */
export async function startProjection(options: ProjectionOptions): Promise<Projection> {
  const threads = Object.entries(options.engines).map(([engine, address]) =>
    startThread(engine as EngineCode, address, options, () => options.onProgress?.(states())),
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
      const outcomes = threads.map(async ({ state, outcome }) => [state.engine, await outcome])
      return Object.fromEntries(await Promise.all(outcomes)) as Outcomes
    },
  }
}

function startThread(
  engine: EngineCode,
  address: EngineAddress,
  { archive, job = 'follow', targets = TARGETS, patienceMs }: ProjectionOptions,
  changed: () => void,
) {
  const data: ProjectingData = { engine, job, archive, address, targets, patienceMs }
  const worker = new Worker(THREAD, {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const state: EngineState = { engine, sent: 0, pending: 0, waiting: null }
  const usable = Promise.withResolvers<void>()
  const ready = Promise.withResolvers<void>()
  const outcome = Promise.withResolvers<Outcome>()
  // It may fail before anybody asks.
  for (const { promise } of [usable, ready]) promise.catch(() => {})

  function fail(error: Error): void {
    usable.reject(error)
    ready.reject(error)
    outcome.resolve({ error })
  }

  worker.on('message', (report: Report) => {
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
  void ended.then(() => fail(new Error(`the thread that fills ${engine} ended`)))

  return {
    state,
    usable: usable.promise,
    ready: ready.promise,
    outcome: outcome.promise,
    ended,
    tell: (order: Order) => worker.postMessage(order),
    terminate: () => worker.terminate(),
  }
}
