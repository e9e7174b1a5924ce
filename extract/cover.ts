import type { Name } from './name.ts'
import type { Segment } from './segment.ts'

/** Names by their places: of two over the same words the longer one stays, of equal ones the first. */
export class Cover {
  readonly #bySegment = new Map<Segment, (Name | undefined)[]>()

  add(name: Name): void {
    const taken = this.#taken(name.segment)
    for (let i = name.from; i < name.to; i++) {
      const other = taken[i]
      if (other && other.to - other.from >= name.to - name.from) return
    }
    for (let i = name.from; i < name.to; i++) if (taken[i]) this.#remove(taken[i]!)
    taken.fill(name, name.from, name.to)
  }

  addIfAny(name: Name | undefined): void {
    if (name) this.add(name)
  }

  /** The name over a token. */
  at(segment: Segment, token: number): Name | undefined {
    return this.#bySegment.get(segment)?.[token]
  }

  /** In the order of the text. */
  names(segment: Segment): Name[] {
    const taken = this.#bySegment.get(segment) ?? []
    return taken.filter((name, i): name is Name => name?.from === i)
  }

  #taken(segment: Segment): (Name | undefined)[] {
    const found = this.#bySegment.get(segment)
    if (found) return found
    const taken = new Array<Name | undefined>(segment.tokens.length).fill(undefined)
    this.#bySegment.set(segment, taken)
    return taken
  }

  #remove(name: Name): void {
    const taken = this.#taken(name.segment)
    taken.fill(undefined, name.from, name.to)
  }
}
