import type { Candidate } from './candidate.ts'
import { COMMON, GIVEN, POSSESSIVE } from '../text/flags.ts'
import { written } from './name.ts'

/**
 * In a headline nearly every word has a capital, so that the tagger runs names and verbs together ("Astana Congratulates
 * Roe"). A person or an organization that the text below does not name as well counts only if nothing speaks against it;
 * what it holds of names from below is found again by these.
 */
export function withoutHeadlineRuns(found: Candidate[]): Candidate[] {
  if (!found.some(isFromHeadline)) return found
  const below = found.filter((one) => !isFromHeadline(one))
  const forms = new Set(below.map(formOf))
  const lastWords = new Set(below.filter(({ kind }) => kind !== 'place').map(lastWordOf))
  return found.filter(
    (one) => !isFromHeadline(one) || forms.has(formOf(one)) || !isRun(one, lastWords),
  )
}

const isFromHeadline = ({ segment, kind }: Candidate) =>
  segment.style === 'headline' && kind !== 'place'

const formOf = ({ segment, from, to }: Candidate) => written(segment, from, to).toLowerCase()

const lastWordOf = ({ segment, to }: Candidate) => segment.tokens[to - 1]!.word.lower

/** Several words, among them a common one or an owner, or a name from below behind what is no given name. */
function isRun({ segment: { tokens }, from, to }: Candidate, lastWords: Set<string>): boolean {
  const words = tokens.slice(from, to).map(({ word }) => word)
  if (words.length === 1) return false
  if (words.some(({ flags }) => flags & (COMMON | POSSESSIVE))) return true
  return lastWords.has(words.at(-1)!.lower) && (words[0]!.flags & GIVEN) === 0
}
