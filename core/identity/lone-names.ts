import type { EntityKind } from '../article.ts'
import { parseOrganizationName } from './organization-name.ts'
import { parsePersonName } from './person-name.ts'
import { romanize } from './romanize.ts'
import { strictKey } from './sound-keys.ts'
import type { Holder, LoneLink, LoneName } from './types.ts'

/** Keys by which lone names find an entity: "Reagan" for Ronald Reagan, "Moody" for Moody's. */
export function holderKeys(kind: EntityKind, names: string[]): string[] {
  const keys = names.flatMap((name) => (kind === 'person' ? personKeys(name) : bodyKeys(name)))
  return [...new Set(keys)]
}

/** The key of a lone name, matching `holderKeys`; for longer names, of the last two words. */
export function loneKey(text: string): string {
  const words = romanize(text.replace(/['’]s$/, ''))[0]!.split(' ')
  return words.slice(-2).map(strictKey).join(' ')
}

function personKeys(name: string): string[] {
  const { surname, head, given } = parsePersonName(name)
  if (given.length === 0) return [loneKey(name)]
  return [
    loneKey(head),
    loneKey(surname),
    loneKey(`${given[0]!} ${head}`),
    loneKey(`${given.at(-1)!} ${head}`),
  ]
}

function bodyKeys(name: string): string[] {
  const { words, content } = parseOrganizationName(name)
  return [loneKey(words[0] ?? ''), loneKey(words.join(' ')), loneKey(content.slice(0, 2).join(' '))]
}

/** Days around an article in which a holder's other articles count most. */
const NEAR_DAYS = 60
/** How many times likelier than all others together a holder must be. */
const DOMINANCE = 8

/**
 * The entity that a lone name means: the holder of the name who dominates around that day, told also by title, country
 * and the other names of the article; null where it could be two. `holders` are all that have the name.
 */
export function linkLoneName(lone: LoneName, holders: Holder[]): LoneLink | null {
  const possible = holders.filter((holder) => !contradicts(lone, holder))
  const ranked = possible
    .map((holder) => ({ holder, ...weigh(lone, holder) }))
    .sort((a, b) => b.weight - a.weight || (a.holder.id < b.holder.id ? -1 : 1))
  const [best] = ranked
  if (!best || best.weight < LEAST_WEIGHT || !best.isKnown) return null
  if (best.holder.kind === 'organization' && !isShortOf(lone, best.holder)) return null
  const others = ranked.slice(1).reduce((sum, { weight }) => sum + weight, 0)
  const share = best.weight / (best.weight + others)
  if (share < DOMINANCE / (DOMINANCE + 1)) return null
  const confidence =
    Math.round(100 * Math.min(0.95, share * (0.75 + Math.min(0.2, best.weight / 100)))) / 100
  return { id: best.holder.id, confidence, why: best.why }
}

/** Support of a holder; each article that names the holder weighs one. */
const LEAST_WEIGHT = 2

/** Organizations take no title, and someone known for another office does not hold this one. */
function contradicts({ title }: LoneName, holder: Holder): boolean {
  if (title === null || title === '') return false
  if (holder.kind !== 'person') return true
  if (!STATE_TITLE.test(title)) return false
  const offices = holder.roles.filter((role) => STATE_TITLE.test(role.title))
  return offices.length > 0 && !offices.some((role) => officeOf(role.title) === officeOf(title))
}

const officeOf = (title: string) => STATE_TITLE.exec(title)?.[0]

const STATE_TITLE = /minister|president|secretary|king|chancellor|premier|governor/

interface Weight {
  weight: number
  /** False for a holder of a single article with nothing in common. */
  isKnown: boolean
  why: string
}

function weigh(lone: LoneName, holder: Holder): Weight {
  const near = nearCount(holder.days, lone.day)
  const base = Math.log2(1 + holder.articles) + near
  const sameTitle = hasTitle(lone.title, holder)
  const partners = overlap([...lone.people, ...lone.bodies], [...holder.people, ...holder.bodies])
  const country = overlap(lone.countries, holder.countries.slice(0, 3)) > 0
  const isOfState = sameTitle && holdsOffice(lone, holder)
  const factor =
    (isOfState ? 30 : sameTitle ? 3 : 1) * (1 + Math.min(4, partners)) * (country ? 1.5 : 1)
  const isKnown = holder.articles > 1 || sameTitle || partners > 0
  const reasons = [
    `the only or by far the most frequent "${lone.text}" of the archive${lone.day === null ? '' : ' around that day'}`,
    sameTitle ? `also "${lone.title}" elsewhere` : '',
    partners > 0 ? 'with names he often stands with' : '',
  ]
  return { weight: base * factor, isKnown, why: reasons.filter(Boolean).join('; ') }
}

/** Whether the title is an office of a state that the article names. */
function holdsOffice({ title, countries }: LoneName, { roles }: Holder): boolean {
  return roles.some((role) => countries.includes(role.of) && role.title.includes(title!))
}

function nearCount(days: ArrayLike<number>, day: number | null): number {
  if (day === null) return days.length
  let near = 0
  for (let i = 0; i < days.length; i++) if (Math.abs(days[i]! - day) <= NEAR_DAYS) near++
  return near
}

function hasTitle(title: string | null, { roles }: Holder): boolean {
  if (title === null) return false
  const words = title.split(' ')
  return roles.some((role) => words.every((word) => role.title.split(' ').includes(word)))
}

function overlap(ids: string[], counted: { value: string; articles: number }[]): number {
  const known = new Set(counted.filter(({ articles }) => articles > 1).map(({ value }) => value))
  return ids.filter((id) => known.has(id)).length
}

/** "Moody" is short for Moody's, but "Brown" is short for Brown Brothers only if articles use it so. */
function isShortOf({ text }: LoneName, { names }: Holder): boolean {
  const key = loneKey(text)
  return names.some((name) => {
    const { words } = parseOrganizationName(name)
    return loneKey(words.join(' ')) === key
  })
}

/** Titles that make a single word a person. */
const OFFICE =
  /minister|president|secretary|king|chancellor|premier|governor|prince|general|ambassador|chairman|senator|minister/

/**
 * A person of one name ("Energy Minister Subroto"), by all uses of a word that no holder explains; null where no title
 * says that it is one. The id is that of the word alone.
 */
export function oneWordPerson(
  uses: LoneName[],
): { name: string; confidence: number; why: string } | null {
  const titled = uses.filter(({ title }) => title !== null && OFFICE.test(title))
  const [first] = uses
  if (!first || titled.length < 2 || titled.length < uses.length / 4) return null
  const titles = new Set(titled.map(({ title }) => title!.split(' ').at(-1)!))
  if (titles.size > 3) return null
  const [title] = [...titled].map((use) => use.title!).sort()
  const confidence = Math.min(0.95, 0.7 + 0.05 * titled.length)
  return { name: first.text, confidence, why: `called "${title}" and never named otherwise` }
}
