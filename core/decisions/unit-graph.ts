import { compareText } from '../text/compare-text.ts'

interface Pair {
  a: string
  b: string
  /** The decision behind it. */
  by: string
}

/** Units that decisions join or keep apart. A unit is a form, or a part that was split off. */
export class UnitGraph {
  readonly #together = new Map<string, Pair>()
  readonly #apart = new Map<string, Pair>()

  /** Joins the units, overriding earlier decisions. */
  join(units: readonly string[], by: string): void {
    const [first, ...others] = units
    for (const other of others) put(this.#together, first!, other, by)
    const all = this.closure(units)
    for (const [key, { a, b }] of this.#apart) {
      if (all.has(a) && all.has(b)) this.#apart.delete(key)
    }
  }

  /** Separates units, which stay together, from their current companions and from the others given. */
  separate(units: readonly string[], others: readonly string[], by: string): void {
    const own = new Set(units)
    const rest = [...this.closure([...units, ...others])].filter((unit) => !own.has(unit))
    for (const [key, { a, b }] of this.#together) {
      if (own.has(a) !== own.has(b)) this.#together.delete(key)
    }
    for (const unit of units) for (const other of rest) put(this.#apart, unit, other, by)
    this.join(units, by)
  }

  /** The decision that separates a unit of one list from a unit of the other, if any. */
  keptApartBy(units: readonly string[], others: readonly string[]): string | null {
    const [one, other] = [this.closure(units), this.closure(others)]
    return decisionBetween(this.#apart, one, other)
  }

  /** The decision that joined a unit of one list to a unit of the other, if any. */
  joinedBy(units: readonly string[], others: readonly string[]): string | null {
    const found = decisionBetween(this.#together, new Set(units), new Set(others))
    if (found !== null) return found
    const reached = this.closure(units)
    if (!others.some((other) => reached.has(other))) return null
    return [...this.#together.values()].find(({ a, b }) => reached.has(a) && reached.has(b))!.by
  }

  /** The units and everything that decisions join to them. */
  closure(units: readonly string[]): Set<string> {
    const reached = new Set(units)
    for (let grown = -1; grown !== reached.size;) {
      grown = reached.size
      for (const { a, b } of this.#together.values()) {
        if (reached.has(a)) reached.add(b)
        else if (reached.has(b)) reached.add(a)
      }
    }
    return reached
  }

  /** All groups of joined units, each unit once, in text order. */
  groups(): string[][] {
    const seen = new Set<string>()
    const groups: string[][] = []
    for (const { a } of [...this.#together.values()].sort(byPair)) {
      if (seen.has(a)) continue
      const group = [...this.closure([a])].sort(compareText)
      for (const unit of group) seen.add(unit)
      groups.push(group)
    }
    return groups
  }

  separations(): { a: string; b: string }[] {
    return [...this.#apart.values()].sort(byPair).map(({ a, b }) => ({ a, b }))
  }
}

function put(pairs: Map<string, Pair>, one: string, other: string, by: string): void {
  if (one === other) return
  const [a, b] = compareText(one, other) < 0 ? [one, other] : [other, one]
  pairs.set(`${a}\n${b}`, { a, b, by })
}

function decisionBetween(
  pairs: Map<string, Pair>,
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
): string | null {
  const found = [...pairs.values()].find(
    ({ a, b }) => (one.has(a) && other.has(b)) || (one.has(b) && other.has(a)),
  )
  return found?.by ?? null
}

const byPair = (x: Pair, y: Pair) => compareText(x.a, y.a) || compareText(x.b, y.b)
