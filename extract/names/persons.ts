import {
  CALENDAR,
  CAPITAL,
  GIVEN_NAME,
  HONORIFIC,
  INITIAL,
  PARTICLE,
  ROLE,
  SURNAME_ENDING,
} from '../text/flags.ts'
import { type Name, surfaceOf } from './spans/name.ts'
import type { Candidate } from './spans/candidate.ts'

/** An article's full names, and the full name for each shorter form (null if two people share it). */
export interface Persons {
  full: Set<string>
  surname: Map<string, string | null>
  given: Map<string, string | null>
  /** "L Mammadova" */
  initial: Map<string, string | null>
}

/** The people that an article names in full. "L. Mammadova" counts only if there is no "Leyla Mammadova". */
export function collectPersons(candidates: Candidate[]): Persons {
  const alone = new Set(
    candidates.filter(isAlone).map(({ segment, from, to }) => surfaceOf(segment, from, to)),
  )
  const named = candidates.filter((candidate) => isFull(candidate) && isSure(candidate, alone))
  const names = new Set(named.map(({ segment, from, to }) => surfaceOf(segment, from, to)))
  const full = [...names].filter(
    (name) => !isInitial(name.split(' ')[0]!) && !names.has(bare(name)),
  )
  const initial = formsOf(full, (words) => [`${words[0]!.charAt(0)} ${words.at(-1)!}`])
  const others = [...names].filter(
    (name) => isInitial(name.split(' ')[0]!) && !initial.get(initialForm(name)),
  )
  const all = [...full, ...others]
  return {
    full: new Set(all),
    surname: formsOf(all, (words) => [...surnames(words), ...surnames(withoutSuffix(words))]),
    given: formsOf(all, (words) => [words[0]!]),
    initial,
  }
}

const SUFFIX = /^(Jr|Sr|II|III|IV)\.?$/

/** "Silva" and "da Silva" of "Maria da Silva". */
const surnames = (words: string[]) => words.slice(1).map((_, i) => words.slice(i + 1).join(' '))

/** "William Poole" for "William Poole III", so that "Poole" resolves; empty for other names. */
function withoutSuffix(words: string[]): string[] {
  return words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.slice(0, -1) : []
}

/** At least two words, the last of which is not an initial. */
function isFull({ segment, from, to }: Candidate): boolean {
  if (to - from < 2) return false
  return (segment.tokens[to - 1]!.word.flags & INITIAL) === 0
}

const isAlone = ({ from, to }: Candidate) => to - from === 1

/** From this confidence on, a full name becomes an entity without further evidence. */
const SURE = 0.8

/** A confident tag or other evidence: a given name, a role before it, a typical surname, or a later lone surname. */
function isSure({ segment, from, to, confidence }: Candidate, alone: Set<string>): boolean {
  if (confidence >= SURE) return true
  const { tokens } = segment
  const before = tokens[from - 1]?.word.flags ?? 0
  const last = tokens[to - 1]!.word
  return (
    (before & (ROLE | HONORIFIC)) !== 0 ||
    (tokens[from]!.word.flags & (GIVEN_NAME | CALENDAR)) === GIVEN_NAME ||
    (last.flags & SURNAME_ENDING) !== 0 ||
    alone.has(last.text)
  )
}

function isInitial(word: string): boolean {
  return /^\p{Lu}\.?$/u.test(word)
}

/** "John Smith" for "John P. Smith"; empty if there are no middle initials. */
function bare(name: string): string {
  const words = name.split(' ')
  const kept = words.filter((word, i) => i === 0 || !isInitial(word))
  return kept.length > 1 && kept.length < words.length ? kept.join(' ') : ''
}

function initialForm(name: string): string {
  const words = name.split(' ')
  return isInitial(words[0]!) && words.length > 1 ? `${name.charAt(0)} ${words.at(-1)!}` : ''
}

function formsOf(
  names: string[],
  forms: (words: string[]) => string[],
): Map<string, string | null> {
  const known = new Map<string, string | null>()
  for (const name of names) {
    for (const form of forms(name.split(' '))) {
      const other = known.get(form)
      known.set(form, other === undefined || other === name ? name : null)
    }
  }
  return known
}

/** The only full name in this article that a form can mean; null if there is none or several. */
export function personFor(persons: Persons, form: string): string | null {
  if (persons.full.has(form)) return form
  const direct = persons.surname.get(form)
  if (direct !== undefined) return direct
  if (persons.full.has(bare(form))) return bare(form)
  return persons.initial.get(initialForm(form)) ?? persons.given.get(form) ?? null
}

/** A mention of a person, resolved if the article has the full name. */
export function personName(candidate: Candidate, persons: Persons): Name {
  const { segment, from, to, via, confidence } = candidate
  const form = surfaceOf(segment, from, to)
  const full = personFor(persons, form)
  const isShort = full !== null && full !== form
  const base = { segment, from, to, kind: 'person' as const }
  if (full === null) return { ...base, full: form, resolved: false, via, confidence }
  if (isShort) {
    const start = particleStart(candidate, full)
    return { ...base, from: start, full, resolved: true, via: 'surname', confidence: 0.85 }
  }
  return { ...base, full, resolved: true, via, confidence }
}

/** Start of the mention including a particle: "Dos Santos" for José dos Santos. */
function particleStart({ segment: { tokens }, from }: Candidate, full: string): number {
  const { flags, lower } = tokens[from - 1]?.word ?? { flags: 0, lower: '' }
  if ((flags & (PARTICLE | CAPITAL)) !== (PARTICLE | CAPITAL)) return from
  return full.includes(` ${lower} ${tokens[from]!.word.text}`) ? from - 1 : from
}
