import { Worker } from 'node:worker_threads'
import { openIfFree } from '#archive/open.ts'
import type { DecisionDesk, Queued } from '#core/decisions/desk.ts'
import { DecisionConflictError } from '#core/decisions/request.ts'
import type { Engines } from '#stores/backend.ts'
import { toError } from '#stores/sqlite/workers/worker-messages.ts'
import { projectOnce } from '../projection/project-once.ts'
import type { DeskOptions } from './desk-tasks.ts'
import type { DeskCall, DeskFailure, DeskReply } from './desk-thread.ts'

const THREAD = new URL('./desk-thread.ts', import.meta.url)
const PATIENCE_MS = 20_000

export interface OpenDeskOptions {
  archive: string
  /** Updated after each decision; null if the archive's own file serves. */
  engines: Engines | null
  patienceMs?: number
}

/** Opens the desk of an archive in a separate thread, started on first use. */
export function openDesk({
  archive,
  engines,
  patienceMs = PATIENCE_MS,
}: OpenDeskOptions): DecisionDesk {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let worker: Worker | null = null
  let calls = 0
  /** One decision and its projection at a time. */
  let last: Promise<unknown> = Promise.resolve()

  /** If another process writes the archive, it also projects. */
  async function project(to: Engines): Promise<void> {
    const lock = openIfFree(archive)
    if (!lock) return
    try {
      await projectOnce(archive, to)
    } finally {
      lock.close()
    }
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }

  function start(): Worker {
    const thread = new Worker(THREAD, { workerData: { archive, patienceMs } satisfies DeskOptions })
    thread.unref()
    thread.on('message', (reply: DeskReply) => {
      const call = waiting.get(reply.n)!
      waiting.delete(reply.n)
      if ('value' in reply) call.resolve(reply.value)
      else call.reject(failureOf(reply))
    })
    thread.on('error', (error) => failAll(error as Error))
    thread.on('exit', () => {
      worker = null
      failAll(new Error('the thread that decides on names ended'))
    })
    return thread
  }

  function failAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function ask<T>(method: DeskCall['method'], ...args: unknown[]): Promise<T> {
    worker ??= start()
    const call = Promise.withResolvers<unknown>()
    waiting.set(++calls, call)
    worker.postMessage({ n: calls, method, args } satisfies DeskCall)
    return call.promise as Promise<T>
  }

  return {
    preview: (request) => ask('preview', request),
    async decide(request, signed) {
      return inTurn(async () => {
        const outcome = await ask<Queued>('decide', request, signed)
        if (engines && !outcome.queued) await project(engines)
        return outcome
      })
    },
    log: (query) => ask('log', query),
    candidates: (query) => ask('candidates', query),
    forms: (entity) => ask('forms', entity),
    async close() {
      await worker?.terminate()
    },
  }
}

function failureOf(failure: DeskFailure): Error {
  return 'conflict' in failure
    ? new DecisionConflictError(failure.conflict)
    : toError(failure.error)
}
