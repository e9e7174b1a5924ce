import type { Picture } from '../picture.ts'
import { nearestThatWay, neighboursOf } from '../walk.ts'

const MAX_TRAIL = 50

/** What the cursor moves over. */
export interface Field {
  readonly picture: Picture
  /** The entity that the keys start from. */
  first(): string | undefined
  /** Called after each move, to bring the entity into view. */
  reveal(id: string): void
}

/** The keyboard's position in the picture, and how keys move it. */
export class Cursor {
  id = $state<string | null>(null)
  #trail: string[] = []
  /** The entity whose neighbours `j` and `k` go through. */
  #around: string | null = null
  readonly #field: Field

  constructor(field: Field) {
    this.#field = field
  }

  goTo(id: string): void {
    if (this.id !== null && this.id !== id)
      this.#trail = [...this.#trail.slice(-MAX_TRAIL), this.id]
    this.id = id
    this.#field.reveal(id)
  }

  /** Puts the cursor on an entity, or on the first one, without a step of its own. */
  settle(id: string | undefined): void {
    this.id = id ?? this.#field.first() ?? null
  }

  goToFirst(): void {
    const first = this.#field.first()
    if (first) this.goTo(first)
  }

  back(): void {
    const before = this.#trail.pop()
    if (before) this.id = before
  }

  toNeighbour(step: 1 | -1): void {
    const { picture } = this.#field
    const here = this.id ?? this.#field.first()
    if (!here) return
    const ring = this.#around === null ? [] : neighboursOf(picture, this.#around)
    if (this.#around === null || !ring.includes(here)) this.#around = here
    const names = neighboursOf(picture, this.#around)
    if (names.length === 0) return
    const at = names.indexOf(here)
    this.goTo(names[(at + step + names.length + (at < 0 && step < 0 ? 1 : 0)) % names.length]!)
  }

  /** `key` is the name of an arrow key. */
  toArrow(key: string): void {
    const { picture } = this.#field
    const next = this.id === null ? this.#field.first() : nearestThatWay(picture, this.id, key)?.id
    if (!next) return
    this.goTo(next)
    this.#around = next
  }
}
