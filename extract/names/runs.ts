import {
  CALENDAR,
  CAPITAL,
  COMMON,
  FUNCTION,
  GIVEN,
  HARD,
  HEAD,
  LEGAL,
  LOWER_CASE,
  NUMBER,
  OF_HEAD,
  PARTICLE,
  POSSESSIVE,
  SIGN,
} from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'

/** Where a run of capitalised words ends that begins at `from`; small particles and "&" may stand inside. */
export function runEnd(segment: Segment, from: number): number {
  const { tokens, marks } = segment
  let end = from
  while (end < tokens.length) {
    const mark = marks[end]
    if (mark && mark.to > end) end = mark.to
    else if (isNameWord(segment, end)) end++
    else if (end > from && isJoint(segment, end)) end = jointEnd(segment, end)
    else if (end > from && isPluralOwner(segment, end)) end++
    else break
  }
  return end
}

/** A capitalised word that may stand in a name: no "The", no month. */
export function isNameWord({ tokens, marks }: Segment, at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  const { flags } = token.word
  if ((flags & CAPITAL) === 0) return false
  if (marks[at]) return true
  if (flags & CALENDAR) return isCalendarName(tokens, at)
  return (flags & FUNCTION) === 0 || isNameInitial(tokens, at) || isCounting(tokens, at)
}

/** "Theresa May", ", June Allyson", but not "May 5" or "in June". */
function isCalendarName(tokens: Segment['tokens'], at: number): boolean {
  const before = tokens[at - 1]?.word.flags ?? 0
  const after = tokens[at + 1]?.word.flags ?? 0
  if (after & NUMBER) return false
  if ((before & GIVEN) !== 0 && (before & CAPITAL) !== 0) return true
  const { flags } = tokens[at]!.word
  const isFree = at === 0 || (before & SIGN) !== 0
  return (flags & GIVEN) !== 0 && isFree && (after & CAPITAL) !== 0 && (after & FUNCTION) === 0
}

/** "First Boston", "American Can Co": words that stand in names, but not at a sentence's start. */
function isCounting(tokens: Segment['tokens'], at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  const after = tokens[at + 1]?.word.flags ?? 0
  const before = tokens[at - 1]?.word.flags ?? 0
  if (lower === 'can') return (before & CAPITAL) !== 0 && (after & LEGAL) !== 0
  if (flags & HARD || (after & CAPITAL) === 0 || after & FUNCTION) return false
  return (before & (CAPITAL | LOWER_CASE)) !== 0 || (after & (CALENDAR | NUMBER | COMMON)) === 0
}

/** "Will", "Given" and "Grant" are given names before a capitalised word. */
function isNameInitial(tokens: Segment['tokens'], at: number): boolean {
  const { flags, text } = tokens[at]!.word
  const after = tokens[at + 1]?.word.flags ?? 0
  if ((flags & GIVEN) === 0 || text.length < 3) return false
  return (after & CAPITAL) !== 0 && (after & (FUNCTION | CALENDAR)) === 0
}

/** "Workers' Party", "People's Bank", "Pharmacists' Union": many own it, and are part of its name. */
function isPluralOwner(segment: Segment, at: number): boolean {
  const { tokens } = segment
  if ((tokens[at]!.word.flags & POSSESSIVE) === 0 || !isNameWord(segment, at + 1)) return false
  const { lower, flags } = tokens[at - 1]!.word
  const next = tokens[at + 1]!.word.flags
  if (/^(people|women|men|children)$/.test(lower)) return (next & (HEAD | COMMON)) !== 0
  return lower.endsWith('s') && ((next & OF_HEAD) !== 0 || (flags & next & COMMON) !== 0)
}

function isJoint(segment: Segment, at: number): boolean {
  const end = jointEnd(segment, at)
  return end > at && isNameWord(segment, end)
}

/** Past up to two particles ("de la") or an ampersand. */
function jointEnd({ tokens }: Segment, at: number): number {
  if (tokens[at]!.word.text === '&') return at + 1
  let end = at
  while (end < at + 2 && end < tokens.length && isParticle(tokens[end]!.word.flags)) end++
  return end
}

function isParticle(flags: number): boolean {
  return (flags & PARTICLE) !== 0 && (flags & CAPITAL) === 0
}
