import { COMMON, GIVEN_NAME } from '../text/flags.ts'
import type { Candidate } from './spans/candidate.ts'
import { type Name, surfaceOf } from './spans/name.ts'
import { personFor, type Persons } from './persons.ts'

const CONFIDENCE = 0.75

/** "Katharine" of "Katharine and Charles Parsons" is Katharine Parsons; null for other names. */
export function coordinatedName(
  candidate: Candidate,
  next: Candidate | undefined,
  persons: Persons,
): Name | null {
  const { segment, from, to } = candidate
  if (next?.segment !== segment || next.from !== to + 1 || to - from !== 1) return null
  const { tokens } = segment
  if (!/^(and|&)$/.test(tokens[to]!.word.lower)) return null
  // The tagger marks the first as a person, so a rare given name need not be known.
  if (tokens[from]!.word.flags & COMMON || !isGivenName(tokens[next.from]!.word.flags)) return null
  const given = surfaceOf(segment, from, to)
  const partner = personFor(persons, surfaceOf(segment, next.from, next.to))?.split(' ') ?? []
  if (next.to - next.from < 2 || partner.length < 2 || personFor(persons, given)) return null
  const full = `${given} ${partner.at(-1)!}`
  return {
    segment,
    from,
    to,
    kind: 'person',
    full,
    resolved: true,
    via: 'surname',
    confidence: CONFIDENCE,
  }
}

const isGivenName = (flags: number) => (flags & (GIVEN_NAME | COMMON)) === GIVEN_NAME
