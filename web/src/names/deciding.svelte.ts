import type { DecisionOutcome, DecisionRequest } from '#core/decisions/request.ts'
import { sendDecision } from '../api.ts'
import { RequestError } from '../client.ts'

/** A decision in progress: its preview, and its effect once made. */
export class Deciding {
  preview = $state.raw<DecisionOutcome | null>(null)
  done = $state.raw<DecisionOutcome | null>(null)
  problem = $state.raw<RequestError | null>(null)
  isBusy = $state(false)
  #request: DecisionRequest | null = null

  async look(request: DecisionRequest): Promise<void> {
    this.clear()
    this.#request = request
    await this.#run(async () => (this.preview = await sendDecision(request, { isPreview: true })))
  }

  /** Makes the previewed decision; returns whether it succeeded. */
  async decide(): Promise<boolean> {
    if (!this.#request) return false
    const [request, version] = [this.#request, this.preview?.version]
    await this.#run(async () => (this.done = await sendDecision(request, { version })))
    if (this.done) this.preview = null
    return this.done !== null
  }

  async now(request: DecisionRequest): Promise<boolean> {
    this.clear()
    this.#request = request
    return this.decide()
  }

  clear(): void {
    this.#request = null
    this.preview = null
    this.done = null
    this.problem = null
  }

  async #run(work: () => Promise<unknown>): Promise<void> {
    this.isBusy = true
    this.problem = null
    try {
      await work()
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      this.problem = error
    } finally {
      this.isBusy = false
    }
  }
}
