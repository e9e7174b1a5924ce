import { InvalidQueryError, StoreError, type StoreErrorReason, UserError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import type { FileWriter } from './file-adapters.ts'
import type { JsonAnswer } from './json-answer.ts'

/** The stores opened by a worker. */
export interface Adapters {
  search: SearchStore
  graph: GraphStore
  /** Of a thread that writes files. */
  files?: FileWriter
  /** Moves what other threads can start from into shared memory; null if there is nothing. */
  share?: () => Promise<unknown>
}

/** Opens the adapters of a thread; `shared` is what the first thread shares, null for that thread itself. */
export type OpenAdapters = (path: string, shared: unknown) => Adapters

/** Start data of a worker: `module` is the URL of a module that exports `openAdapters`. */
export interface WorkerData {
  module: string
  path: string
  /** Not 0 once the caller has left: a thread hears no message while it works. */
  left: Int32Array<SharedArrayBuffer>
  shared: unknown
}

export interface Request {
  store: keyof Adapters
  method: string
  args: unknown[]
}

/**
 * A worker's first reply says that it has opened its stores, or why it could not; then there is one per request.
 * Answers but for bytes are sent as JSON: for a page of hits that takes half the time of a structured clone.
 */
export type Reply =
  { shared: unknown } | JsonAnswer | { bytes: Uint8Array } | { error: ErrorMessage }

/**
 * An error in a form that survives between threads, where a structured clone keeps only its
 * message.
 */
export type ErrorMessage = { message: string } & (
  | { name: 'InvalidQueryError'; parameter: string | undefined; position: number | undefined }
  | { name: 'StoreError'; store: string; reason: StoreErrorReason | undefined }
  | { name: 'UserError' }
  | { name: 'Error'; stack: string | undefined }
)

export function toMessage(error: unknown): ErrorMessage {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined }
  const { message, stack } = error
  if (error instanceof InvalidQueryError) {
    const { parameter, position } = error
    return { name: 'InvalidQueryError', message, parameter, position }
  }
  if (error instanceof StoreError) {
    const { store, reason } = error
    return { name: 'StoreError', message, store, reason }
  }
  if (error instanceof UserError) return { name: 'UserError', message }
  return { name: 'Error', message, stack }
}

export function toError(sent: ErrorMessage): Error {
  switch (sent.name) {
    case 'InvalidQueryError':
      return new InvalidQueryError(sent.message, {
        ...(sent.parameter !== undefined && { parameter: sent.parameter }),
        ...(sent.position !== undefined && { position: sent.position }),
      })
    case 'StoreError':
      return new StoreError(sent.store, sent.message, { reason: sent.reason })
    case 'UserError':
      return new UserError(sent.message)
    case 'Error':
      return Object.assign(new Error(sent.message), { stack: sent.stack })
  }
}
