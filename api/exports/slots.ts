import { HTTPException } from 'hono/http-exception'

/** Maximum number of concurrent exports. */
export const MAX_EXPORTS = 4

/** Limits concurrent exports so that searches stay responsive. */
export class ExportSlots {
  #running = 0

  get running(): number {
    return this.#running
  }

  /** Takes a slot and returns the function that releases it. Throws 503 if all are taken. */
  take(): () => void {
    if (this.#running >= MAX_EXPORTS) {
      throw new HTTPException(503, {
        message: `${MAX_EXPORTS} exports are running; try again in some seconds, or write files beside the archive with \`dateline export\``,
      })
    }
    this.#running++
    let isTaken = true
    return () => {
      if (isTaken) this.#running--
      isTaken = false
    }
  }
}
