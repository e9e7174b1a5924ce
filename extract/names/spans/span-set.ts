import type { Segment } from '../../text/segment.ts'

interface Span {
  segment: Segment
  from: number
  to: number
}

/** A set of non-overlapping spans: of two overlapping spans the longer wins, of equally long ones the first. */
export class SpanSet<Name extends Span> {
  /** By sentence number, then by token. */
  readonly #taken: (Name | undefined)[][] = []

  add(name: Name): void {
    const slots = this.#in(name.segment)
    for (let i = name.from; i < name.to; i++) {
      const other = slots[i]
      if (other && other.to - other.from >= name.to - name.from) return
    }
    for (let i = name.from; i < name.to; i++) if (slots[i]) this.#remove(slots[i]!)
    slots.fill(name, name.from, name.to)
  }

  /** The span that covers a token. */
  at(segment: Segment, token: number): Name | undefined {
    return this.#taken[segment.sentence.n]?.[token]
  }

  /** The spans of a sentence in text order. */
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
