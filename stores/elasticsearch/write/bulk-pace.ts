export interface PaceLimits {
  /** Of one request. */
  maxBytes: number
  minBytes: number
  maxInFlight: number
}

const GOOD_BEFORE_MORE = 20

/**
 * How much is sent at once: less as soon as the engine says it is full, more again after twenty requests that went
 * well. Fewer requests at a time come first, then smaller ones, and the way back is the reverse.
 */
export class Pace {
  readonly #limits: PaceLimits
  #good = 0
  bytes: number
  inFlight: number

  constructor(limits: PaceLimits) {
    this.#limits = limits
    this.bytes = limits.maxBytes
    this.inFlight = limits.maxInFlight
  }

  full(): void {
    this.#good = 0
    if (this.inFlight > 1) this.inFlight = this.inFlight >> 1
    else this.bytes = Math.max(this.#limits.minBytes, this.bytes >> 1)
  }

  good(): void {
    if (++this.#good < GOOD_BEFORE_MORE) return
    this.#good = 0
    const { maxBytes, maxInFlight } = this.#limits
    if (this.bytes < maxBytes) this.bytes = Math.min(maxBytes, this.bytes * 2)
    else if (this.inFlight < maxInFlight) this.inFlight++
  }
}

/** Full jitter: anywhere up to a quarter of a second, doubled with every attempt, half a minute at most. */
export function backOffMs(attempt: number, random: () => number): number {
  return random() * Math.min(30_000, 250 * 2 ** attempt)
}
