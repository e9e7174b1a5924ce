import { constants } from 'node:os'
import { printError } from './terminal.ts'

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Aborts on the first stop signal; the second one ends the process at once. */
export class Stop {
  readonly #controller = new AbortController()
  #status: number | null = null

  constructor(message: string) {
    for (const name of STOPPING) {
      process.on(name, () => {
        const status = 128 + constants.signals[name]
        if (this.#status !== null) process.exit(status)
        this.#status = status
        printError(message)
        this.#controller.abort()
      })
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** 128 plus the number of the signal; null before any. */
  get status(): number | null {
    return this.#status
  }
}
