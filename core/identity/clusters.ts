import { compareText } from '../text/compare-text.ts'
import { canBeOne } from './match-persons.ts'
import type { ParsedForm } from './parsed-form.ts'
import type { Fixed, Join } from './types.ts'

/** Forms joined so far, and which must stay apart. */
export interface Clusters {
  /** All forms of its entity, including itself. */
  membersOf(form: string): readonly string[]
  /** Joins both entities; false if anything in them must stay apart. */
  join(join: Join): boolean
  /** Effective joins, in order. */
  joins: Join[]
  all(): string[][]
}

export function createClusters(parsed: Map<string, ParsedForm>, fixed: Fixed[]): Clusters {
  const members = new Map([...parsed.keys()].map((id) => [id, [id]]))
  const apart = new Set(fixed.filter(({ same }) => !same).map(({ a, b }) => pairKey(a, b)))
  const joins: Join[] = []

  function fits(a: string, b: string): boolean {
    if (apart.has(pairKey(a, b))) return false
    const [x, y] = [parsed.get(a)!, parsed.get(b)!]
    return !x.person || !y.person || canBeOne(x.person, y.person)
  }

  return {
    joins,
    membersOf: (form) => members.get(form)!,
    join(join) {
      const [x, y] = [members.get(join.a), members.get(join.b)]
      if (!x || !y || x === y) return false
      const isDecided = join.rule === 'decision'
      if (!isDecided && !x.every((a) => y.every((b) => fits(a, b)))) return false
      const merged = [...x, ...y]
      for (const id of merged) members.set(id, merged)
      joins.push(join)
      return true
    },
    all: () =>
      [...new Set(members.values())]
        .map((ids) => ids.toSorted(compareText))
        .sort((a, b) => compareText(a[0]!, b[0]!)),
  }
}

export const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)
