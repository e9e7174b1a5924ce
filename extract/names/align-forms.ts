import type { Candidate } from './spans/candidate.ts'
import { ALL_CAPS, NUMBER } from '../text/flags.ts'
import { surfaceOf } from './spans/name.ts'

/**
 * Corrects candidates by other occurrences of the same words: drops trailing numbers; names in capitals get the kind
 * they have in prose.
 */
export function alignForms(candidates: Candidate[]): Candidate[] {
  const numbered = candidates.filter(hasNumber)
  const inCapitals = candidates.filter(isAllCaps)
  if (numbered.length === 0 && inCapitals.length === 0) return candidates
  const kinds = kindsOf(candidates)
  const bySentence = Map.groupBy(numbered, ({ segment }) => segment)
  return candidates.map((candidate) => {
    if (hasNumber(candidate))
      return withoutNumber(candidate, kinds, bySentence.get(candidate.segment)!.length > 1)
    return isAllCaps(candidate) ? withKindInProse(candidate, kinds) : candidate
  })
}

type Kinds = Map<string, Candidate['kind']>

/** The kind of each lower-cased form outside text in capitals. */
function kindsOf(candidates: Candidate[]): Kinds {
  const kinds: Kinds = new Map()
  for (const candidate of candidates) {
    if (!isAllCaps(candidate)) kinds.set(formOf(candidate), candidate.kind)
  }
  return kinds
}

const formOf = ({ segment, from, to }: Candidate) => surfaceOf(segment, from, to).toLowerCase()

function hasNumber({ segment, from, to }: Candidate): boolean {
  return to - from > 1 && (segment.tokens[to - 1]!.word.flags & NUMBER) !== 0
}

/** Drops the number of "Civic Renewal 33, Mountain League 15" if the sentence lists several or the name occurs without it. A single word keeps it ("SKW 3") unless both hold. */
function withoutNumber(candidate: Candidate, kinds: Kinds, isListed: boolean): Candidate {
  const own = { ...candidate, to: candidate.to - 1 }
  const isKnown = kinds.has(formOf(own))
  return (own.to - own.from > 1 ? isListed || isKnown : isListed && isKnown) ? own : candidate
}

const SHORTEST_NON_ACRONYM = 4

/** Whether a name is written in capitals; a short single word may be an acronym. */
function isAllCaps({ segment: { tokens, style }, from, to }: Candidate): boolean {
  if (style === 'capitals') return false
  for (let i = from; i < to; i++) if ((tokens[i]!.word.flags & ALL_CAPS) === 0) return false
  return to - from > 1 || tokens[from]!.word.text.length >= SHORTEST_NON_ACRONYM
}

/** "CONSTANȚA" is a place if "Constanța" is one. */
function withKindInProse(candidate: Candidate, kinds: Kinds): Candidate {
  const kind = kinds.get(formOf(candidate))
  return kind && kind !== candidate.kind ? { ...candidate, kind } : candidate
}
