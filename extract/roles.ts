import type { Cover } from './cover.ts'
import { CAPITAL, COMMON, FUNCTION, POSSESSIVE, SIGN, SPEECH } from './flags.ts'
import { STATE_ROLES } from './lexicon/people.ts'
import { type Name, written } from './name.ts'
import { type Title, titleAfter, titleBefore } from './role-title.ts'
import type { Segment } from './segment.ts'

/** A person's function at an organization or for a country, as one sentence states it. */
export interface StatedRole {
  person: Name
  of: Name
  title: string
  former: boolean
  pattern: string
  confidence: number
}

/** The roles that a sentence states, at most one for each person in it. */
export function readRoles(segment: Segment, cover: Cover): StatedRole[] {
  const names = cover.names(segment)
  const persons = names.filter(({ kind, resolved }) => kind === 'person' && resolved)
  if (persons.length === 0) return []
  const paired = pairs(segment, names)
  const single = persons
    .filter((person) => !paired.some((role) => role.person === person))
    .map((person) => {
      return (
        before(segment, cover, person) ??
        around(segment, cover, person) ??
        ofOwner(segment, cover, person) ??
        after(segment, cover, person)
      )
    })
  return [...paired, ...single.filter((role) => role !== null)]
}

/** "Russian foreign minister Sergei Lavrov", "the Russian minister, Sergei Lavrov", "State Department's Principal Deputy Spokesperson Vedant Patel". */
function before(segment: Segment, cover: Cover, person: Name): StatedRole | null {
  const isSet = segment.tokens[person.from - 1]?.word.text === ','
  const title = titleBefore(segment, isSet ? person.from - 1 : person.from)
  if (!title) return null
  const of = ownerBefore(segment, cover, title.from)
  if (!of) return beforeNouns(segment, cover, person, title)
  const former = title.former || isFormer(segment, of)
  return role(person, of, { ...title, former }, `${of.kind} role person`, 0.9)
}

/** "Ukraine's | power grid | operator chief": up to two common nouns that no list of functions has. */
function beforeNouns(
  segment: Segment,
  cover: Cover,
  person: Name,
  title: Title,
): StatedRole | null {
  const { tokens } = segment
  for (let from = title.from - 1; from >= Math.max(1, title.from - 2); from--) {
    const { flags } = tokens[from]!.word
    if ((flags & COMMON) === 0 || flags & (FUNCTION | SPEECH | CAPITAL)) return null
    const of = ownerBefore(segment, cover, from)
    const nouns = tokens.slice(from, title.from).map(({ word }) => word.lower)
    const full = {
      ...title,
      title: `${nouns.join(' ')} ${title.title}`,
      former: title.former || isFormer(segment, of),
    }
    if (of) return role(person, of, full, `${of.kind} role person`, 0.8)
  }
  return null
}

/** "former | French president": the word stands before the owner. */
function isFormer({ tokens }: Segment, of: Name | null): boolean {
  return of !== null && /^(former|ex|ex-)$/.test(tokens[of.from - 1]?.word.lower ?? '')
}

/** "Oil Minister Hisham Nasser of Saudi Arabia" */
function around(segment: Segment, cover: Cover, person: Name): StatedRole | null {
  const { tokens } = segment
  const title = titleBefore(segment, person.from)
  if (!title || tokens[person.to]?.word.lower !== 'of') return null
  const at = tokens[person.to + 1]?.word.lower === 'the' ? person.to + 2 : person.to + 1
  const of = cover.at(segment, at)
  return of?.from === at && isOwner(of)
    ? role(person, of, title, `role person of ${of.kind}`, 0.85)
    : null
}

/** "President of Azerbaijan Ilham Aliyev", "chairman of Acme Corp Jane Roe". */
function ofOwner(segment: Segment, cover: Cover, person: Name): StatedRole | null {
  const of = ownerEndingAt(cover, segment, person.from)
  if (!of) return null
  const title = titleBefore(segment, linkBefore(segment, of.from, /^of$/))
  return title && title.to < of.from
    ? role(person, of, title, `role of ${of.kind} person`, 0.85)
    : null
}

/** "Jane Roe, head of research at the World Bank"; "Ilham Aliyev, Azerbaijan's president". */
function after(segment: Segment, cover: Cover, person: Name): StatedRole | null {
  const { tokens } = segment
  if (tokens[person.to]?.word.text !== ',') return null
  const owner = ownerAt(segment, cover, person.to + 1)
  if (owner) {
    const title = titleAfter(segment, owner.next)
    return title && title.from === owner.next
      ? role(person, owner.of, title, `person, ${owner.of.kind} role`, 0.85)
      : null
  }
  const title = titleAfter(segment, person.to + 1)
  if (!title) return null
  const link = tokens[title.to]?.word.lower ?? ''
  if (!/^(of|at|for|with|in)$/.test(link)) return null
  const at = tokens[title.to + 1]?.word.lower === 'the' ? title.to + 2 : title.to + 1
  const of = cover.at(segment, at)
  return of && of.from === at && isOwner(of)
    ? role(person, of, title, `person, role of ${of.kind}`, 0.85)
    : null
}

/** "Foreign Ministers of Azerbaijan and Armenia - Jeyhun Bayramov and Ararat Mirzoyan": in order, if equally many. */
function pairs(segment: Segment, names: Name[]): StatedRole[] {
  for (let i = 0; i + 3 < names.length; i++) {
    if (!isOwner(names[i]!)) continue
    const owners = series(segment, names, i, names[i]!.kind)
    const persons = series(segment, names, i + owners.length, 'person')
    if (owners.length < 2 || owners.length !== persons.length) continue
    if (!isOnlySigns(segment, owners.at(-1)!.to, persons[0]!.from)) continue
    const title = titleBefore(segment, linkBefore(segment, owners[0]!.from, /^of$/))
    if (title)
      return persons
        .map((person, k) => role(person, owners[k]!, title, 'roles of list - persons', 0.85))
        .filter((found) => found !== null)
  }
  return []
}

/** Names of one kind that only commas and "and" part. */
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

function isOnlySigns({ tokens }: Segment, from: number, to: number): boolean {
  if (to <= from || to - from > 2) return false
  return tokens.slice(from, to).every(({ word }) => (word.flags & SIGN) !== 0)
}

function ownerBefore(segment: Segment, cover: Cover, at: number): Name | null {
  const isOwned = ((segment.tokens[at - 1]?.word.flags ?? 0) & POSSESSIVE) !== 0
  return ownerEndingAt(cover, segment, isOwned ? at - 1 : at)
}

function ownerEndingAt(cover: Cover, segment: Segment, at: number): Name | null {
  const name = at > 0 ? cover.at(segment, at - 1) : undefined
  return name && name.to === at && isOwner(name) ? name : null
}

/** A name at `at` that owns what follows: "Azerbaijan's", "the Armenian". */
function ownerAt(segment: Segment, cover: Cover, at: number): { of: Name; next: number } | null {
  const start = /^(the|a|an)$/.test(segment.tokens[at]?.word.lower ?? '') ? at + 1 : at
  const of = cover.at(segment, start)
  if (!of || of.from !== start || !isOwner(of)) return null
  const isOwned = ((segment.tokens[of.to]?.word.flags ?? 0) & POSSESSIVE) !== 0
  return { of, next: isOwned ? of.to + 1 : of.to }
}

/** The position before "of" or "of the"; `at` itself if no such link stands there. */
function linkBefore({ tokens }: Segment, at: number, link: RegExp): number {
  const of = tokens[at - 1]?.word.lower === 'the' ? at - 2 : at - 1
  return link.test(tokens[of]?.word.lower ?? '') ? of : at
}

function isOwner(name: Name): boolean {
  if (!name.resolved || name.kind === 'person' || name.kind === 'place') return false
  return name.via !== 'capital' || SEATS.test(written(name.segment, name.from, name.to))
}

/** Seats of government that have spokesmen; a capital has mayors and bishops of its own. */
const SEATS = /^(Kremlin|White House|Downing Street|Elys[eé]e|Blue House|Whitehall)/

/** A country has ministers and envoys; its analysts and coaches hold no office of it. */
function role(
  person: Name,
  of: Name,
  { title, former }: Title,
  pattern: string,
  confidence: number,
): StatedRole | null {
  if (of.kind === 'country' && !title.split(' ').some((word) => STATE_ROLES.has(word))) return null
  return { person, of, title, former, pattern, confidence }
}
