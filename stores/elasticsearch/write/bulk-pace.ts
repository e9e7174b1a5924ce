export interface PaceLimits {
  /** Limits of one request. */
  maxBytes: number
  minBytes: number
  /** Concurrent requests. */
  maxInFlight: number
}

const SUCCESSES_BEFORE_MORE = 20

/**
 * How much to send at once. An overloaded engine gets fewer concurrent requests, then smaller ones;
 * every twenty successes in a row undo one such step.
 */
export class Pace {
  readonly #limits: PaceLimits
  #successes = 0
  bytes: number
  inFlight: number

  constructor(limits: PaceLimits) {
    this.#limits = limits
    this.bytes = limits.maxBytes
    this.inFlight = limits.maxInFlight
  }

  overloaded(): void {
    this.#successes = 0
    if (this.inFlight > 1) this.inFlight = this.inFlight >> 1
    else this.bytes = Math.max(this.#limits.minBytes, this.bytes >> 1)
  }

  succeeded(): void {
    if (++this.#successes < SUCCESSES_BEFORE_MORE) return
    this.#successes = 0
    const { maxBytes, maxInFlight } = this.#limits
    if (this.bytes < maxBytes) this.bytes = Math.min(maxBytes, this.bytes * 2)
    else if (this.inFlight < maxInFlight) this.inFlight++
  }
}

/** Exponential backoff with full jitter: 250 ms, doubled with every attempt, at most 30 s. */
export function backOffMs(attempt: number, random: () => number): number {
  return random() * Math.min(30_000, 250 * 2 ** attempt)
}
