import { type Readiness, fetchReadiness } from '../api.ts'

const EVERY_MS = 2000

export type Trouble = Readiness | 'silent'

/**
 * Tracks which backend is down. Polling starts with the first failed request and stops when everything works again;
 * whenever the state changes, failed requests are retried.
 */
export class Health {
  /** Null while nothing is known to be wrong; "silent" if the server itself does not answer. */
  trouble = $state.raw<Trouble | null>(null)
  readonly #ask: () => Promise<Readiness>
  #waiting: (() => void)[] = []
  #isLooking = false
  #last = ''

  constructor(ask: () => Promise<Readiness> = fetchReadiness) {
    this.#ask = ask
  }

  /** Reports a failed request; `retry` is called when it may succeed. */
  suspect(retry: () => void): void {
    if (!this.#waiting.includes(retry)) this.#waiting.push(retry)
    if (!this.#isLooking) void this.#watch()
  }

  /** Drops a retry that is no longer needed, because the view has changed. */
  forget(retry: () => void): void {
    this.#waiting = this.#waiting.filter((each) => each !== retry)
  }

  async #watch(): Promise<void> {
    this.#isLooking = true
    do {
      await this.#look()
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    } while (this.trouble !== null || this.#waiting.length > 0)
    this.#isLooking = false
    this.#last = ''
  }

  async #look(): Promise<void> {
    const found = await this.#ask().catch(() => 'silent' as const)
    const isWell = found !== 'silent' && found.status === 'ready'
    this.trouble = isWell ? null : found
    const state = JSON.stringify(found)
    if (isWell || (this.#last !== '' && state !== this.#last)) this.#tell()
    this.#last = state
  }

  #tell(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const retry of waiting) retry()
  }
}

export const health = new Health()
