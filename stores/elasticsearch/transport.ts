import {
  Transport,
  type TransportRequestOptions,
  type TransportRequestParams,
} from '@elastic/elasticsearch'
import { garbled, timedOut, toEngineFailure } from './client-error.ts'
import { EngineFailure } from './failure.ts'

/** Statuses from a node that is leaving or joining its cluster. */
const NODE_UNAVAILABLE = [502, 503, 504]
/** A search that loses a race inside Elasticsearch 9 ("already closed, can't increment ref count") fails with these, as 500. */
const LOST_RACE = ['illegal_state_exception', 'already_closed_exception']
/** The client limits only the time until a response begins; we end a slow one this much later. */
const TRICKLE_MS = 100

/**
 * The client's own transport with our rules. A failed request throws `EngineFailure`, an aborted
 * one its signal's reason. The time limit, `timeoutMs` unless the request has its own, includes all
 * retries. Failures of a node or its connection are retried on the next node; a race lost inside
 * Elasticsearch is retried once.
 */
export function createTransport(timeoutMs: number): typeof Transport {
  return class extends Transport {
    override async request<T>(
      params: TransportRequestParams,
      options: TransportRequestOptions = {},
    ): Promise<T> {
      const { signal, maxRetries = this.connectionPool.size } = options
      const requestTimeout = Number(options.requestTimeout ?? timeoutMs)
      const deadline = AbortSignal.timeout(requestTimeout + TRICKLE_MS)
      const limited = {
        ...options,
        ...{ requestTimeout, maxRetries: 0 },
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      }
      for (let retries = 0; ; retries++) {
        try {
          return assertJson(await super.request<T>(params, limited))
        } catch (error) {
          signal?.throwIfAborted()
          if (deadline.aborted) throw timedOut()
          const failure = toEngineFailure(error)
          if (retries >= maxRetries || !this.mayRetry(failure, retries)) throw failure
        }
      }
    }

    private mayRetry(failure: unknown, retries: number): boolean {
      if (!(failure instanceof EngineFailure)) return false
      if (failure.kind === 'unreachable') return true
      if (failure.status === 500) return LOST_RACE.includes(failure.type) && retries === 0
      return NODE_UNAVAILABLE.includes(failure.status) && retries < this.connectionPool.size - 1
    }
  }
}

/** The client returns anything not declared as JSON as a string. */
function assertJson<T>(body: T): T {
  if (typeof body === 'string') throw garbled()
  return body
}
