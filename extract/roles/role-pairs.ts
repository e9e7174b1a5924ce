import { SYMBOL } from '../text/flags.ts'
import type { Name } from '../names/spans/name.ts'
import { isOwner, linkBefore } from './role-owners.ts'
import { titleBefore } from './role-title.ts'
import type { Segment } from '../text/segment.ts'
import { type StatedRole, toStatedRole } from './stated-role.ts'

/** Pairs two lists in order if they are equally long: "Foreign Ministers of Azerbaijan and Armenia - Jeyhun Bayramov and Ararat Mirzoyan". */
export function readPairedRoles(segment: Segment, names: Name[]): StatedRole[] {
  for (let i = 0; i + 3 < names.length; i++) {
    if (!isOwner(names[i]!)) continue
    const owners = series(segment, names, i, names[i]!.kind)
    const persons = series(segment, names, i + owners.length, 'person')
    if (owners.length < 2 || owners.length !== persons.length) continue
    if (!isOnlySymbols(segment, owners.at(-1)!.to, persons[0]!.from)) continue
    const title = titleBefore(segment, linkBefore(segment, owners[0]!.from, /^of$/))
    if (title)
      return persons
        .map((person, k) =>
          toStatedRole(person, owners[k]!, title, 'roles of list - persons', 0.85),
        )
        .filter((found) => found !== null)
  }
  return []
}

/** Consecutive names of one kind, separated only by commas and "and". */
function series({ tokens }: Segment, names: Name[], from: number, kind: Name['kind']): Name[] {
  const found: Name[] = []
  for (let i = from; i < names.length && names[i]!.kind === kind; i++) {
    const last = found.at(-1)
    const between = last ? tokens.slice(last.to, names[i]!.from) : []
    if (!between.every(({ word }) => /^(,|and|the)$/.test(word.lower))) break
    found.push(names[i]!)
  }
  return found
}

function isOnlySymbols({ tokens }: Segment, from: number, to: number): boolean {
  if (to <= from || to - from > 2) return false
  return tokens.slice(from, to).every(({ word }) => (word.flags & SYMBOL) !== 0)
}
