import { RequestError } from '../client.ts'
import { health } from './health.svelte.ts'

/**
 * A fetched value: keeps the last response while the next is loading, drops outdated responses, and retries failed
 * requests when the server recovers.
 */
export class Resource<T> {
  data = $state.raw<T | null>(null)
  problem = $state.raw<RequestError | null>(null)
  isLoading = $state(false)
  #asked: AbortController | null = null
  #fetcher: ((signal: AbortSignal) => Promise<T>) | null = null

  async load(fetcher: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.cancel()
    const asked = new AbortController()
    this.#asked = asked
    this.#fetcher = fetcher
    this.isLoading = true
    try {
      const data = await fetcher(asked.signal)
      if (this.#asked === asked) this.#settle(data, null)
    } catch (error) {
      if (this.#asked === asked) this.#settle(this.data, toRequestError(error))
    }
  }

  /** One function per instance: its identity identifies the retry. */
  readonly retry = (): void => {
    if (this.#fetcher) void this.load(this.#fetcher)
  }

  /** Drops the pending request; keeps what is shown. */
  cancel(): void {
    this.#asked?.abort()
    this.#asked = null
    this.isLoading = false
    health.forget(this.retry)
  }

  clear(): void {
    this.cancel()
    this.data = null
    this.problem = null
  }

  #settle(data: T | null, problem: RequestError | null): void {
    this.data = data
    this.problem = problem
    this.isLoading = false
    this.#asked = null
    if (problem && isPassing(problem)) health.suspect(this.retry)
  }
}

/** Failures that may resolve without any change by the reader. */
const isPassing = ({ status }: RequestError) => status === 0 || status === 503

function toRequestError(error: unknown): RequestError {
  return error instanceof RequestError
    ? error
    : new RequestError(500, 'Something went wrong on this page.')
}
