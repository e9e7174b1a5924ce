import type { Context, ContextOf, Counted, FormRole } from './types.ts'

/** What two forms have in common besides their names. */
export interface Evidence {
  /** Number of articles that name both. */
  together: number
  people: string[]
  bodies: string[]
  countries: string[]
  /** A role held by both: "oil minister of country-sa". */
  role: string | null
  /** Roles in different states at the same time; null if none. */
  conflict: string | null
  /** Total weight; about 1 for a rare shared partner. */
  weight: number
}

/** Rarity of a form by its number of articles. */
export type RarityOf = (form: string) => number

/** Partners in a larger share of all articles are ignored. */
const COMMON_SHARE = 0.03

export function createRarity(articlesOf: Map<string, number>): RarityOf {
  const total = Math.max(10, ...articlesOf.values())
  return (form) => {
    const articles = articlesOf.get(form) ?? 1
    return Math.max(0, Math.log(total / articles) / Math.log(total))
  }
}

export function compareContexts(
  a: string,
  b: string,
  contextOf: ContextOf,
  rarityOf: RarityOf,
): Evidence {
  const [x, y] = [contextOf(a), contextOf(b)]
  const others = (counted: Counted[]) => counted.filter(({ value }) => value !== a && value !== b)
  const people = shared(others(x.people), others(y.people))
  const bodies = shared(others(x.bodies), others(y.bodies))
  const countries = shared(x.countries, y.countries)
  const role = sharedRole(x.roles, y.roles)
  const partners = [...people, ...bodies].map(rarityOf).filter((rarity) => rarity > COMMON_SHARE)
  const weight =
    Math.min(4, sum(partners)) +
    Math.min(0.6, sum(countries.map(rarityOf))) +
    (role ? 1.5 : sharesEmployer(x, y) ? 0.8 : 0)
  const together = countShared(x.articles, y.articles)
  return {
    together,
    people,
    bodies,
    countries,
    role,
    conflict: conflictOf(x.roles, y.roles),
    weight,
  }
}

/** "two shared partners, both "oil minister" of Saudi Arabia, never in one article": the evidence for a reader. */
export function describeEvidence({
  together,
  people,
  bodies,
  countries,
  role,
}: Evidence): string[] {
  const partners = people.length + bodies.length
  return [
    role ? `both ${role}` : '',
    partners > 0 ? `${inWords(partners)} shared ${partners === 1 ? 'partner' : 'partners'}` : '',
    partners === 0 && countries.length > 0 ? 'the same country around' : '',
    partners === 0 && countries.length === 0 ? 'nothing else shared' : '',
    together === 0
      ? 'never in one article'
      : `together in ${inWords(together)} ${together === 1 ? 'article' : 'articles'}`,
  ].filter(Boolean)
}

const NUMBERS =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

export const inWords = (n: number) => NUMBERS[n] ?? n.toLocaleString('en')

function shared(a: Counted[], b: Counted[]): string[] {
  const values = new Set(b.map(({ value }) => value))
  return a.filter(({ value }) => values.has(value)).map(({ value }) => value)
}

function sharedRole(a: FormRole[], b: FormRole[]): string | null {
  const held = new Set(b.map(({ title, of }) => `${title} of ${of}`))
  const role = a.map(({ title, of }) => `${title} of ${of}`).find((text) => held.has(text))
  return role ?? null
}

const sharesEmployer = (a: Context, b: Context) =>
  a.roles.some(({ of }) => b.roles.some((role) => role.of === of))

/** One person does not serve two states at the same time. */
function conflictOf(a: FormRole[], b: FormRole[]): string | null {
  const [x, y] = [a.filter(isOfState), b.filter(isOfState)]
  if (x.length === 0 || y.length === 0) return null
  if (x.some(({ of }) => y.some((role) => role.of === of))) return null
  const pair = x.flatMap((one) =>
    y.filter((other) => overlaps(one, other)).map((other) => [one, other] as const),
  )[0]
  return pair
    ? `${pair[0].title} of ${pair[0].of} and ${pair[1].title} of ${pair[1].of} at one time`
    : null
}

const isOfState = ({ of, title }: FormRole) =>
  of.startsWith('country-') && /minister|president|secretary|king|chancellor|premier/.test(title)

/** Maximum gap in days between roles that count as simultaneous. */
const MARGIN = 120

function overlaps(a: FormRole, b: FormRole): boolean {
  if (a.first === null || a.last === null || b.first === null || b.last === null) return true
  return a.first - MARGIN <= b.last && b.first - MARGIN <= a.last
}

/** Size of the intersection of two ascending lists. */
export function countShared(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) count++
    if (a[i]! <= b[j]!) i++
    else j++
  }
  return count
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
