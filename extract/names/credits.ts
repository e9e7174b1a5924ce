import { NUMBER } from '../text/flags.ts'
import { type Name, surfaceOf } from './spans/name.ts'
import { isNameWord, runEnd } from './spans/capital-runs.ts'
import type { Segment } from '../text/segment.ts'

const CREDIT =
  /^\(?(?:(?:additional )?(?:reporting|writing|editing)|edited|written|compiled|translated|photos?) by\b/i
const LONGEST_BYLINE = 10

/** Whether a sentence is a credit: "(Reporting by Jane Roe; Editing by Tom Barlow)", "By Jane Roe". */
export function isCredit({ sentence, text, tokens }: Segment): boolean {
  if (sentence.field === 'title') return false
  const { start, end } = sentence
  if (CREDIT.test(text.slice(start, start + 40))) return true
  if (tokens[0]?.word.text !== 'By' || tokens.length > LONGEST_BYLINE) return false
  return (
    !/[.!?]/.test(text.charAt(end - 1)) && tokens.every(({ word }) => (word.flags & NUMBER) === 0)
  )
}

/** The people in a credit. They stay unresolved, because authors are not part of the story. */
export function creditedNames(segment: Segment): Name[] {
  const names: Name[] = []
  for (let from = 0; from < segment.tokens.length; from++) {
    if (!isNameWord(segment, from)) continue
    const to = runEnd(segment, from)
    if (to - from >= 2 && to - from <= 4 && !segment.matches[from])
      names.push(credited(segment, from, to))
    from = to - 1
  }
  return names
}

function credited(segment: Segment, from: number, to: number): Name {
  const full = surfaceOf(segment, from, to)
  return {
    segment,
    from,
    to,
    kind: 'person',
    full,
    resolved: false,
    via: 'byline',
    confidence: 0.8,
  }
}
