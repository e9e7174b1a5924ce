import { seeded } from '#tests/seeded.ts'

/** Choices that are the same at every run with the same seed. */
export interface Picks {
  /** True so often. */
  chance(share: number): boolean
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  one<T>(values: readonly T[]): T
  /** `low` to `high` times what `make` makes. */
  some<T>(low: number, high: number, make: () => T): T[]
}

export function createPicks(seed: number): Picks {
  const random = seeded(seed)
  const integer = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  return {
    chance: (share) => random() < share,
    integer,
    one: (values) => values[integer(0, values.length - 1)]!,
    some: (low, high, make) => Array.from({ length: integer(low, high) }, make),
  }
}
