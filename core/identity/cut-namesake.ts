import type { Appearance, NamesakeCut } from './types.ts'

/*
 * People of one name are told apart by what stands around them: two articles belong together where they share roles,
 * partners or bodies; a group that shares nothing with another, and whose trade, state or section differs, is another person.
 */

/** The rarity of an attribute across the archive. */
export type Telling = (id: string) => number

interface Group {
  members: Appearance[]
  traits: Map<string, number>
  /** Length of the traits as a vector. */
  norm: number
}

/** Groups less similar than this are not joined. */
const ALIKE = 0.18
/** Weights of shared attributes. */
const WEIGHTS = { role: 3, person: 2, body: 2, country: 0.7, section: 0.6 }

/** Null if the appearances seem to be of one person. */
export function cutNamesake(
  appearances: Appearance[],
  telling: Telling = () => 1,
): NamesakeCut | null {
  if (appearances.length < 2) return null
  const ordered = appearances.toSorted((a, b) => a.article - b.article)
  const groups = mergeGroups(
    ordered.map((one) => toGroup([one], telling)),
    telling,
  )
  if (groups.length < 2) return null
  const conflict = strongestConflict(groups)
  if (!conflict) return null
  const cut = groups
    .toSorted(
      (a, b) =>
        b.members.length - a.members.length || a.members[0]!.article - b.members[0]!.article,
    )
    .map((group) => ({
      articles: group.members.map(({ article }) => article),
      fact: factOf(group),
    }))
  return {
    isCertain: conflict.score >= CERTAIN,
    groups: cut,
    reasons: conflict.reasons,
    score: conflict.score,
  }
}

const CERTAIN = 1

/** Repeatedly joins the two most similar groups until none are similar enough. */
function mergeGroups(groups: Group[], telling: Telling): Group[] {
  let pairs = groups.flatMap((a, i) => similarPairs(a, groups.slice(i + 1)))
  for (;;) {
    const best = pairs.reduce<Pair | null>((a, b) => (a && a.alike >= b.alike ? a : b), null)
    if (!best) return groups
    const isLeft = (group: Group) => group !== best.a && group !== best.b
    const merged = toGroup([...best.a.members, ...best.b.members], telling)
    const left = groups.filter(isLeft)
    groups = [...left, merged]
    pairs = pairs
      .filter(({ a, b }) => isLeft(a) && isLeft(b))
      .concat(left.flatMap((group) => similarPairs(group, [merged])))
  }
}

interface Pair {
  a: Group
  b: Group
  alike: number
}

function similarPairs(a: Group, others: Group[]): Pair[] {
  return others.map((b) => ({ a, b, alike: similarity(a, b) })).filter(({ alike }) => alike > ALIKE)
}

function toGroup(members: Appearance[], telling: Telling): Group {
  const traits = new Map<string, number>()
  const add = (values: string[], prefix: string, weight: number) => {
    for (const value of new Set(values)) {
      const key = prefix + value
      traits.set(key, (traits.get(key) ?? 0) + (weight * telling(value)) / members.length)
    }
  }
  for (const { roles, people, bodies, countries, section } of members) {
    add(roles, 'role ', WEIGHTS.role)
    add(people, 'person ', WEIGHTS.person)
    add(bodies, 'body ', WEIGHTS.body)
    add(countries, 'country ', WEIGHTS.country)
    if (section !== null) add([section], 'section ', WEIGHTS.section)
  }
  const norm = Math.hypot(...traits.values())
  return { members, traits, norm }
}

/** Cosine similarity of the groups' traits. */
function similarity(a: Group, b: Group): number {
  let dot = 0
  for (const [key, weight] of a.traits) dot += weight * (b.traits.get(key) ?? 0)
  return dot === 0 ? 0 : dot / (a.norm * b.norm)
}

interface Conflict {
  score: number
  reasons: string[]
}

/** What distinguishes the two largest groups that differ most; null if they only lack shared partners. */
function strongestConflict(groups: Group[]): Conflict | null {
  const conflicts: Conflict[] = []
  for (let i = 0; i < groups.length; i++) {
    for (let j = i + 1; j < groups.length; j++) {
      const conflict = conflictOf(groups[i]!, groups[j]!)
      if (conflict) conflicts.push(conflict)
    }
  }
  return conflicts.sort((a, b) => b.score - a.score)[0] ?? null
}

function conflictOf(a: Group, b: Group): Conflict | null {
  const [rolesA, rolesB] = [traitsOf(a, 'role '), traitsOf(b, 'role ')]
  const reasons: string[] = []
  let score = 0
  if (rolesA.length > 0 && rolesB.length > 0) {
    score += 0.5
    reasons.push(`"${rolesA[0]!}" in some articles, "${rolesB[0]!}" in others`)
  }
  const [countriesA, countriesB] = [traitsOf(a, 'country '), traitsOf(b, 'country ')]
  if (
    countriesA.length > 0 &&
    countriesB.length > 0 &&
    !countriesA.some((one) => countriesB.includes(one))
  ) {
    score += 0.35
    reasons.push('other countries around')
  }
  const [sectionA] = traitsOf(a, 'section ')
  const [sectionB] = traitsOf(b, 'section ')
  if (sectionA && sectionB && sectionA !== sectionB) {
    score += 0.15
    reasons.push(`"${sectionA}" here, "${sectionB}" there`)
  }
  if (hasPartners(a) && hasPartners(b)) {
    score += Math.min(a.members.length, b.members.length) > 1 ? 0.35 : 0.2
    reasons.push('other names around')
  }
  return score >= LEAST_CONFLICT ? { score, reasons } : null
}

const LEAST_CONFLICT = 0.35

const hasPartners = (group: Group) =>
  traitsOf(group, 'person ').length + traitsOf(group, 'body ').length > 0

const traitsOf = ({ traits }: Group, prefix: string) =>
  [...traits]
    .filter(([key]) => key.startsWith(prefix))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([key]) => key.slice(prefix.length))

/** The role, or else the body or country, most often found around the group. */
function factOf(group: Group): string {
  const [fact] = ['role ', 'body ', 'country ', 'person ', 'section '].flatMap((prefix) =>
    traitsOf(group, prefix).slice(0, 1),
  )
  return fact ?? 'no more is known'
}
