import type { Candidate } from './spans/candidate.ts'
import { COMMON, GIVEN_NAME, POSSESSIVE } from '../text/flags.ts'
import { surfaceOf } from './spans/name.ts'

/**
 * Drops headline candidates that join names and other words ("Astana Congratulates Roe"): nearly every word of a
 * headline is capitalised, which misleads the tagger. Names that also occur in the body stay; `headlineNames` finds
 * names inside a dropped candidate again.
 */
export function dropHeadlineRuns(candidates: Candidate[]): Candidate[] {
  if (!candidates.some(isFromHeadline)) return candidates
  const inBody = candidates.filter((one) => !isFromHeadline(one))
  const forms = new Set(inBody.map(formOf))
  const lastWords = new Set(inBody.filter(({ kind }) => kind !== 'place').map(lastWordOf))
  return candidates.filter(
    (one) => !isFromHeadline(one) || forms.has(formOf(one)) || !isRun(one, lastWords),
  )
}

const isFromHeadline = ({ segment, kind }: Candidate) =>
  segment.style === 'headline' && kind !== 'place'

const formOf = ({ segment, from, to }: Candidate) => surfaceOf(segment, from, to).toLowerCase()

const lastWordOf = ({ segment, to }: Candidate) => segment.tokens[to - 1]!.word.lower

/** Whether a candidate joins several things: it has a common word or a possessive, or ends with a name from the body but does not start with a given name. */
function isRun({ segment: { tokens }, from, to }: Candidate, lastWords: Set<string>): boolean {
  const words = tokens.slice(from, to).map(({ word }) => word)
  if (words.length === 1) return false
  if (words.some(({ flags }) => flags & (COMMON | POSSESSIVE))) return true
  return lastWords.has(words.at(-1)!.lower) && (words[0]!.flags & GIVEN_NAME) === 0
}
