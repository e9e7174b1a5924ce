import type { Segment } from '../text/segment.ts'

interface Span {
  segment: Segment
  from: number
  to: number
}

/** Names by their places: of two over the same words the longer one stays, of equal ones the first. */
export class Cover<Name extends Span> {
  /** By the number of the sentence. */
  readonly #taken: (Name | undefined)[][] = []

  add(name: Name): void {
    const taken = this.#in(name.segment)
    for (let i = name.from; i < name.to; i++) {
      const other = taken[i]
      if (other && other.to - other.from >= name.to - name.from) return
    }
    for (let i = name.from; i < name.to; i++) if (taken[i]) this.#remove(taken[i]!)
    taken.fill(name, name.from, name.to)
  }

  /** The name over a token. */
  at(segment: Segment, token: number): Name | undefined {
    return this.#taken[segment.sentence.n]?.[token]
  }

  /** In the order of the text. */
  names(segment: Segment): Name[] {
    const taken = this.#taken[segment.sentence.n] ?? []
    return taken.filter((name, i): name is Name => name?.from === i)
  }

  #in({ sentence, tokens }: Segment): (Name | undefined)[] {
    return (this.#taken[sentence.n] ??= new Array<Name | undefined>(tokens.length).fill(undefined))
  }

  #remove(name: Name): void {
    const taken = this.#in(name.segment)
    taken.fill(undefined, name.from, name.to)
  }
}
