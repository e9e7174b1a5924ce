import { setTimeout as wait } from 'node:timers/promises'
import type { Stream } from '#archive/projection/checkpoints.ts'
import { StoreError } from '#core/errors.ts'

/** The part of a `Projector` needed here. */
export interface Rounds {
  isCaughtUp(): boolean
  lacks(stream: Stream): boolean
  round(only?: Stream): Promise<void>
}

export interface FollowOptions {
  /**
   * Sent as soon as the archive has it; other streams change with every batch and wait for the next
   * round.
   */
  continuous: Stream | null
  /** Aborted when the process should stop. */
  stop: AbortSignal
  /** Resolves when nothing more will be written. */
  finishing: Promise<void>
  /** Aborted here once the engine has been silent for too long; requests must follow its signal. */
  giveUp: AbortController
  /** When the engine last answered, by `performance.now()`; Infinity while no answer is due. */
  answeredAt: () => number
  /** Called with the reason for waiting, and with null once the engine answers again. */
  onWaiting: (reason: string | null) => void
  patienceMs?: number
}

const ROUND_MS = 60_000
const PAUSE_MS = 1000
const WATCH_MS = 250
const PATIENCE_MS = 60_000
const FIRST_BACKOFF_MS = 250
const LAST_BACKOFF_MS = 5000

/**
 * Sends rounds while the archive grows and until the engine has all of it. Retries an unreachable
 * engine; once nothing more is written, throws StoreError after a minute of silence. Any other
 * error is thrown at once.
 */
export async function follow(rounds: Rounds, options: FollowOptions): Promise<void> {
  const follower = new ProjectionFollower(rounds, options)
  try {
    await follower.run()
  } finally {
    follower.end()
  }
}

class ProjectionFollower {
  readonly #rounds: Rounds
  readonly #options: FollowOptions
  readonly #watch: NodeJS.Timeout
  #finishingSince: number | null = null
  #failures = 0
  #lastFailure: StoreError | null = null

  constructor(rounds: Rounds, options: FollowOptions) {
    this.#rounds = rounds
    this.#options = options
    void options.finishing.then(() => (this.#finishingSince = performance.now()))
    this.#watch = setInterval(() => this.#lookAtClock(), WATCH_MS)
  }

  async run(): Promise<void> {
    let lastRound = performance.now()
    for (;;) {
      this.#options.stop.throwIfAborted()
      const isFinishing = this.#finishingSince !== null
      if (isFinishing && this.#rounds.isCaughtUp()) return
      if (isFinishing || performance.now() - lastRound > ROUND_MS) {
        await this.#attempt(() => this.#rounds.round())
        lastRound = performance.now()
      } else await this.#keepUp()
    }
  }

  end(): void {
    clearInterval(this.#watch)
  }

  async #keepUp(): Promise<void> {
    const { continuous } = this.#options
    if (continuous && this.#rounds.lacks(continuous)) {
      await this.#attempt(() => this.#rounds.round(continuous))
    }
    await this.#pause(PAUSE_MS)
  }

  async #attempt(send: () => Promise<void>): Promise<void> {
    const { giveUp, stop, onWaiting } = this.#options
    try {
      await send()
      this.#failures = 0
      onWaiting(null)
    } catch (error) {
      stop.throwIfAborted()
      giveUp.signal.throwIfAborted()
      if (!(error instanceof StoreError)) throw error
      this.#lastFailure = error
      onWaiting(error.message)
      await this.#pause(this.#backoff())
      giveUp.signal.throwIfAborted()
    }
  }

  /** Exponential backoff with jitter. */
  #backoff(): number {
    const longest = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failures++)
    return longest * (0.5 + Math.random() / 2)
  }

  /** Ends early when stopped, given up or finishing. */
  async #pause(ms: number): Promise<void> {
    const { stop, finishing, giveUp } = this.#options
    const over = new AbortController()
    const signal = AbortSignal.any([stop, giveUp.signal, over.signal])
    const ending = this.#finishingSince === null ? [finishing] : []
    await Promise.race([wait(ms, undefined, { signal }).catch(() => undefined), ...ending])
    over.abort()
  }

  #lookAtClock(): void {
    const { answeredAt, giveUp, patienceMs = PATIENCE_MS } = this.#options
    if (this.#finishingSince === null) return
    const silentSince = Math.max(answeredAt(), this.#finishingSince)
    if (performance.now() - silentSince < patienceMs) return
    giveUp.abort(this.#lastFailure ?? new StoreError('engine', 'it does not answer'))
  }
}
