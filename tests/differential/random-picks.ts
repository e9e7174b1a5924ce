import { seeded } from '#core/analysis/seeded.ts'

/** Random choices, reproducible by seed. */
export interface Picks {
  /** True with this probability. */
  chance(share: number): boolean
  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number
  one<T>(values: readonly T[]): T
  /** `low` to `high` items created by `make`. */
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
