import type { Segment } from '../text/segment.ts'
import type { Quoted } from './quoted-spans.ts'

/** The quotations of a text by the sentences they stand in; sentences must be asked for in text order. */
export class QuotedTokens {
  readonly #quoted: readonly Quoted[]
  #next = 0

  constructor(quoted: readonly Quoted[]) {
    this.#quoted = quoted
  }

  /** End of the last quotation that starts before the sentence asked for last ends. */
  lastEnd = -Infinity

  /** The quotation that covers each token, none at all where none does, and the one that ends right before the sentence. */
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
