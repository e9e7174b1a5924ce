import { GIVEN, INITIAL, PARTICLE } from './flags.ts'
import { type Name, written } from './name.ts'
import type { Candidate } from './read-names.ts'

/** The full names of an article, by the shorter forms that stand for them. */
export interface Persons {
  full: Set<string>
  /** By surname, then by given name; null where two people share it. */
  surname: Map<string, string | null>
  given: Map<string, string | null>
}

/** The people that an article names in full; "L. Mammadova" is one only if no "Leyla Mammadova" stands beside her. */
export function collectPersons(candidates: Candidate[]): Persons {
  const persons: Persons = { full: new Set(), surname: new Map(), given: new Map() }
  const named = candidates.filter((candidate) => candidate.kind === 'person' && isFull(candidate))
  const names = new Set(named.map(({ segment, from, to }) => written(segment, from, to)))
  for (const name of names) {
    const longer = longerForm(name, names)
    if (longer && longer !== name) continue
    persons.full.add(name)
    const words = name.split(' ')
    for (let i = 1; i < words.length; i++) learn(persons.surname, words.slice(i).join(' '), name)
    learn(persons.given, words[0]!, name)
  }
  return persons
}

/** Two words or more of which the last is no initial. */
function isFull({ segment, from, to }: Candidate): boolean {
  if (to - from < 2) return false
  return (segment.tokens[to - 1]!.word.flags & INITIAL) === 0
}

/** The name an abbreviated one stands for: the only other one with its surname and its initial. */
function longerForm(name: string, names: Set<string>): string | null {
  const [first = '', ...rest] = name.split(' ')
  const last = rest.at(-1)
  const isInitial = /^\p{Lu}\.?$/u.test(first)
  const longer = [...names].filter((other) => {
    if (other === name || !other.endsWith(` ${last}`)) return false
    if (isInitial) return other.startsWith(first.charAt(0)) && !/^\p{Lu}\.? /u.test(other)
    return rest.length > 1 && other === `${first} ${last}` && isMiddleInitial(rest)
  })
  return longer.length === 1 ? longer[0]! : null
}

function isMiddleInitial(rest: string[]): boolean {
  return rest.slice(0, -1).every((word) => /^\p{Lu}\.?$/u.test(word))
}

/** The full name that a written form stands for in this article; null if none does, or more than one. */
export function personFor(persons: Persons, form: string): string | null {
  if (persons.full.has(form)) return form
  const direct = persons.surname.get(form)
  if (direct !== undefined) return direct
  const abbreviated = longerForm(form, persons.full)
  return abbreviated ?? persons.given.get(form) ?? null
}

/** A person's mention: in full, by a shorter form, or unresolved. */
export function personName(candidate: Candidate, persons: Persons): Name {
  const { segment, from, to, titled } = candidate
  const form = written(segment, from, to)
  const full = personFor(persons, form)
  const isShort = full !== null && full !== form
  const base = { segment, from, to, kind: 'person' as const }
  if (full === null) return { ...base, full: form, resolved: false, via: 'rule', confidence: 0.5 }
  if (isShort) return { ...base, full, resolved: true, via: 'surname', confidence: 0.85 }
  const isKnown = (segment.tokens[from]!.word.flags & (GIVEN | PARTICLE)) !== 0
  return {
    ...base,
    full,
    resolved: true,
    via: 'rule',
    confidence: titled && isKnown ? 0.95 : isKnown ? 0.9 : 0.8,
  }
}

function learn(forms: Map<string, string | null>, form: string, full: string): void {
  const known = forms.get(form)
  forms.set(form, known === undefined || known === full ? full : null)
}
