import type { Candidate } from './candidate.ts'
import { ALL_CAPS, NUMBER } from '../text/flags.ts'
import { written } from './name.ts'

/** Names by what the same words are elsewhere in the article: without a number of seats, and in capitals what they are in prose. */
export function byOtherForms(candidates: Candidate[]): Candidate[] {
  const numbered = candidates.filter(hasNumber)
  const shouted = candidates.filter(isShouted)
  if (numbered.length === 0 && shouted.length === 0) return candidates
  const kinds = kindsOf(candidates)
  const bySentence = Map.groupBy(numbered, ({ segment }) => segment)
  return candidates.map((candidate) => {
    if (hasNumber(candidate))
      return withoutNumber(candidate, kinds, bySentence.get(candidate.segment)!.length > 1)
    return isShouted(candidate) ? asWritten(candidate, kinds) : candidate
  })
}

type Kinds = Map<string, Candidate['kind']>

/** What each form in small letters is, by its places in prose. */
function kindsOf(candidates: Candidate[]): Kinds {
  const kinds: Kinds = new Map()
  for (const candidate of candidates) {
    if (!isShouted(candidate)) kinds.set(formOf(candidate), candidate.kind)
  }
  return kinds
}

const formOf = ({ segment, from, to }: Candidate) => written(segment, from, to).toLowerCase()

function hasNumber({ segment, from, to }: Candidate): boolean {
  return to - from > 1 && (segment.tokens[to - 1]!.word.flags & NUMBER) !== 0
}

/** "Civic Renewal 33, Mountain League 15": one of several in a sentence, or the name stands without it elsewhere; "SKW 3" is a team's own name. */
function withoutNumber(candidate: Candidate, kinds: Kinds, isListed: boolean): Candidate {
  const own = { ...candidate, to: candidate.to - 1 }
  const isKnown = kinds.has(formOf(own))
  return (own.to - own.from > 1 ? isListed || isKnown : isListed && isKnown) ? own : candidate
}

const SHORTEST_SHOUT = 4

/** A name all in capitals; one short word may be an acronym. */
function isShouted({ segment: { tokens, style }, from, to }: Candidate): boolean {
  if (style === 'capitals') return false
  for (let i = from; i < to; i++) if ((tokens[i]!.word.flags & ALL_CAPS) === 0) return false
  return to - from > 1 || tokens[from]!.word.text.length >= SHORTEST_SHOUT
}

/** "CONSTANȚA" is a place where "Constanța" is one. */
function asWritten(candidate: Candidate, kinds: Kinds): Candidate {
  const kind = kinds.get(formOf(candidate))
  return kind && kind !== candidate.kind ? { ...candidate, kind } : candidate
}
