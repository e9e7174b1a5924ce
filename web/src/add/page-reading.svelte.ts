import { type ArticleInput, type ReadArticle, addArticle } from '../api.ts'
import { RequestError } from '../client.ts'

/** A submitted page: what was read from it, and whether it was stored. */
export class PageReading {
  result = $state.raw<ReadArticle | null>(null)
  problem = $state.raw<RequestError | null>(null)
  isBusy = $state(false)
  #input: ArticleInput | null = null

  /** Previews the article without storing it. */
  readonly read = async (input: ArticleInput): Promise<void> => {
    this.#input = input
    this.result = null
    await this.#ask(true)
  }

  readonly store = async (): Promise<void> => this.#ask(false)

  async #ask(isPreview: boolean): Promise<void> {
    if (!this.#input) return
    const asked = this.#input
    this.isBusy = true
    this.problem = null
    try {
      const result = await addArticle(asked, isPreview)
      if (asked === this.#input) this.result = result
    } catch (error) {
      const isKnown = error instanceof RequestError
      this.problem = isKnown ? error : new RequestError(500, 'Something went wrong on this page.')
    }
    this.isBusy = false
  }
}
