import { HTTPException } from 'hono/http-exception'

/** Exports that run at once. */
export const MAX_EXPORTS = 4

/** Keeps exports few, so that searches are answered beside them. */
export class ExportSlots {
  #running = 0

  get running(): number {
    return this.#running
  }

  /** Takes a place; call what it returns once to give it back. Throws 503 where all are taken. */
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
