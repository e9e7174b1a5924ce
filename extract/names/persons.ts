import {
  CALENDAR,
  CAPITAL,
  GIVEN,
  HONORIFIC,
  INITIAL,
  PARTICLE,
  ROLE,
  SURNAME,
} from '../text/flags.ts'
import { type Name, written } from './name.ts'
import type { Candidate } from './candidate.ts'

/** The full names of an article, by the shorter forms that stand for them; null where two people share one. */
export interface Persons {
  full: Set<string>
  surname: Map<string, string | null>
  given: Map<string, string | null>
  /** "L Mammadova" */
  initial: Map<string, string | null>
}

/** The people that an article names in full; "L. Mammadova" is one only if no "Leyla Mammadova" stands beside her. */
export function collectPersons(candidates: Candidate[]): Persons {
  const alone = new Set(
    candidates.filter(isAlone).map(({ segment, from, to }) => written(segment, from, to)),
  )
  const named = candidates.filter((candidate) => isFull(candidate) && isSure(candidate, alone))
  const names = new Set(named.map(({ segment, from, to }) => written(segment, from, to)))
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

/** "William Poole" of "William Poole III", who is "Poole" later on; nothing for others. */
function withoutSuffix(words: string[]): string[] {
  return words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.slice(0, -1) : []
}

/** Two words or more of which the last is no initial. */
function isFull({ segment, from, to }: Candidate): boolean {
  if (to - from < 2) return false
  return (segment.tokens[to - 1]!.word.flags & INITIAL) === 0
}

const isAlone = ({ from, to }: Candidate) => to - from === 1

/** What a person needs in the graph; one less sure, of whom nothing else tells, keeps the mention alone. */
const SURE = 0.8

/** "Jane Elmo", "Chairman Elmo Bar", who is "Bar" later on, or what leaves the tagger no doubt. */
function isSure({ segment, from, to, confidence }: Candidate, alone: Set<string>): boolean {
  if (confidence >= SURE) return true
  const { tokens } = segment
  const before = tokens[from - 1]?.word.flags ?? 0
  const last = tokens[to - 1]!.word
  return (
    (before & (ROLE | HONORIFIC)) !== 0 ||
    (tokens[from]!.word.flags & (GIVEN | CALENDAR)) === GIVEN ||
    (last.flags & SURNAME) !== 0 ||
    alone.has(last.text)
  )
}

function isInitial(word: string): boolean {
  return /^\p{Lu}\.?$/u.test(word)
}

/** "John P. Smith" without his middle initials; empty if there are none, or nothing else. */
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

/** The full name that a written form stands for in this article; null if none does, or more than one. */
export function personFor(persons: Persons, form: string): string | null {
  if (persons.full.has(form)) return form
  const direct = persons.surname.get(form)
  if (direct !== undefined) return direct
  if (persons.full.has(bare(form))) return bare(form)
  return persons.initial.get(initialForm(form)) ?? persons.given.get(form) ?? null
}

/** A person's mention: in full, by a shorter form, or unresolved. */
export function personName(candidate: Candidate, persons: Persons): Name {
  const { segment, from, to, via, confidence } = candidate
  const form = written(segment, from, to)
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

/** Before the "Dos" of a "Dos Santos" whose full name is José dos Santos. */
function particleStart({ segment: { tokens }, from }: Candidate, full: string): number {
  const { flags, lower } = tokens[from - 1]?.word ?? { flags: 0, lower: '' }
  if ((flags & (PARTICLE | CAPITAL)) !== (PARTICLE | CAPITAL)) return from
  return full.includes(` ${lower} ${tokens[from]!.word.text}`) ? from - 1 : from
}
