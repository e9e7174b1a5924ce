import { InvalidQueryError } from '../errors.ts'
import { isFunctionWord } from '../text/function-words.ts'
import type { Span } from './tree.ts'
import { type QueryWarning, type WarningCode, toWarning } from './warnings.ts'

/** Maximum number of distinct words, without function words. */
export const MAX_TERMS = 32
const MAX_DEPTH = 16

/** Throws InvalidQueryError, with the position, for a broken limit. */
export function refuse(message: string, position: number): never {
  throw new InvalidQueryError(message, { parameter: 'q', position })
}

/** Collects warnings and checks limits while a query is read. */
export class Notes {
  readonly #maxTerms: number
  readonly #warnings: QueryWarning[] = []
  readonly #terms = new Set<string>()
  #depth = 0

  constructor(maxTerms = MAX_TERMS) {
    this.#maxTerms = maxTerms
  }

  /** In query order. */
  get warnings(): QueryWarning[] {
    return this.#warnings.toSorted((a, b) => a.position - b.position)
  }

  warn(code: WarningCode, { start }: Span, reading = '', expected?: string): void {
    this.#warnings.push(toWarning(code, start, reading, expected))
  }

  /** Repeated terms count once, and function words ("the") not at all. */
  count(term: string, { start }: Span): void {
    if (isFunctionWord(term)) return
    this.#terms.add(term)
    if (this.#terms.size <= this.#maxTerms) return
    refuse(
      `a query has at most ${this.#maxTerms} different words, besides those such as "the"`,
      start,
    )
  }

  nested<T>({ start }: Span, read: () => T): T {
    if (++this.#depth > MAX_DEPTH) refuse(`brackets and NOT nest at most ${MAX_DEPTH} deep`, start)
    const result = read()
    this.#depth--
    return result
  }
}
