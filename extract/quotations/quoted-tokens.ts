import type { Segment } from '../text/segment.ts'
import type { Quoted } from './quoted-spans.ts'

/** Finds the quotations in each sentence; call `of` in text order. */
export class QuotedTokens {
  readonly #quoted: readonly Quoted[]
  #next = 0

  constructor(quoted: readonly Quoted[]) {
    this.#quoted = quoted
  }

  /** End of the last quotation that covers a token of the sentences so far. */
  lastEnd = -Infinity

  /**
   * `covering`: the quotation of each token, empty if no token is quoted. `pending`: the quotation right before the
   * sentence.
   */
  of({ sentence, tokens, text }: Segment): {
    covering: (Quoted | undefined)[]
    pending: Quoted | undefined
  } {
    while (this.#next < this.#quoted.length && this.#quoted[this.#next]!.end <= sentence.start) {
      this.#next++
    }
    const before = this.#quoted[this.#next - 1]
    const isNear =
      before && text.slice(before.end, Math.min(sentence.start, before.end + 4)).trim() === ''
    const pending = isNear && sentence.start - before.end < 4 ? before : undefined
    if ((this.#quoted[this.#next]?.start ?? Infinity) >= sentence.end)
      return { covering: [], pending }
    let at = this.#next
    const covering = tokens.map(({ start }) => {
      while (at < this.#quoted.length && this.#quoted[at]!.end <= start) at++
      const quote = this.#quoted[at]
      if (!quote || quote.start > start) return undefined
      this.lastEnd = quote.end
      return quote
    })
    return { covering, pending }
  }
}
