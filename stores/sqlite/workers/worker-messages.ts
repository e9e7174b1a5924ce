import { InvalidQueryError, StoreError, type StoreErrorReason, UserError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import type { JsonAnswer } from './json-answer.ts'

/** The stores as a worker has opened them. */
export interface Adapters {
  search: SearchStore
  graph: GraphStore
}

/** What a worker is started with: `module` is the URL of a module that exports `openAdapters(path)`. */
export interface WorkerData {
  module: string
  path: string
}

export interface Request {
  store: keyof Adapters
  method: string
  args: unknown[]
}

/**
 * The first reply of a worker says whether it could open its stores; then there is one for each request. Answers
 * cross as JSON: a page of hits takes half the time that a structured clone of it takes.
 */
export type Reply = JsonAnswer | { error: ErrorMessage }

/** An error as it crosses the border between threads, which would keep its message alone. */
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
