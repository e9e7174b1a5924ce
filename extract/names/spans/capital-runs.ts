import {
  CALENDAR,
  CAPITAL,
  COMMON,
  FUNCTION_WORD,
  GIVEN_NAME,
  CLOSED_CLASS,
  ORG_HEAD,
  LEGAL_FORM,
  LOWER_CASE,
  NUMBER,
  OF_HEAD,
  PARTICLE,
  POSSESSIVE,
  SYMBOL,
} from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'

/** End of the run of capitalised words that starts at `from`; it may contain lower-case particles and "&". */
export function runEnd(segment: Segment, from: number): number {
  const { tokens, matches } = segment
  let end = from
  while (end < tokens.length) {
    const match = matches[end]
    if (match && match.to > end) end = match.to
    else if (isNameWord(segment, end)) end++
    else if (end > from && isConnector(segment, end)) end = connectorEnd(segment, end)
    else if (end > from && isPluralOwner(segment, end)) end++
    else break
  }
  return end
}

/** Whether a capitalised word may be part of a name ("The" and months may not). */
export function isNameWord({ tokens, matches }: Segment, at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  const { flags } = token.word
  if ((flags & CAPITAL) === 0) return false
  if (matches[at]) return true
  if (flags & CALENDAR) return isCalendarName(tokens, at)
  return (flags & FUNCTION_WORD) === 0 || isNameInitial(tokens, at) || isCounting(tokens, at)
}

/** Whether a month's name is part of a name: "Theresa May", ", June Allyson", but not "May 5" or "in June". */
function isCalendarName(tokens: Segment['tokens'], at: number): boolean {
  const before = tokens[at - 1]?.word.flags ?? 0
  const after = tokens[at + 1]?.word.flags ?? 0
  if (after & NUMBER) return false
  if ((before & GIVEN_NAME) !== 0 && (before & CAPITAL) !== 0) return true
  const { flags } = tokens[at]!.word
  const isFree = at === 0 || (before & SYMBOL) !== 0
  return (
    (flags & GIVEN_NAME) !== 0 && isFree && (after & CAPITAL) !== 0 && (after & FUNCTION_WORD) === 0
  )
}

/** Numerals and "Can" inside names ("First Boston", "American Can Co"), but not at the start of a sentence. */
function isCounting(tokens: Segment['tokens'], at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  const after = tokens[at + 1]?.word.flags ?? 0
  const before = tokens[at - 1]?.word.flags ?? 0
  if (lower === 'can') return (before & CAPITAL) !== 0 && (after & LEGAL_FORM) !== 0
  if (flags & CLOSED_CLASS || (after & CAPITAL) === 0 || after & FUNCTION_WORD) return false
  return (before & (CAPITAL | LOWER_CASE)) !== 0 || (after & (CALENDAR | NUMBER | COMMON)) === 0
}

/** "Will", "Given" and "Grant" are given names before a capitalised word. */
function isNameInitial(tokens: Segment['tokens'], at: number): boolean {
  const { flags, text } = tokens[at]!.word
  const after = tokens[at + 1]?.word.flags ?? 0
  if ((flags & GIVEN_NAME) === 0 || text.length < 3) return false
  return (after & CAPITAL) !== 0 && (after & (FUNCTION_WORD | CALENDAR)) === 0
}

/** A possessive inside a name: "Workers' Party", "People's Bank", "Pharmacists' Union". */
function isPluralOwner(segment: Segment, at: number): boolean {
  const { tokens } = segment
  if ((tokens[at]!.word.flags & POSSESSIVE) === 0 || !isNameWord(segment, at + 1)) return false
  const { lower, flags } = tokens[at - 1]!.word
  const next = tokens[at + 1]!.word.flags
  if (/^(people|women|men|children)$/.test(lower)) return (next & (ORG_HEAD | COMMON)) !== 0
  return lower.endsWith('s') && ((next & OF_HEAD) !== 0 || (flags & next & COMMON) !== 0)
}

function isConnector(segment: Segment, at: number): boolean {
  const end = connectorEnd(segment, at)
  return end > at && isNameWord(segment, end)
}

/** Position after up to two particles ("de la") or an ampersand. */
function connectorEnd({ tokens }: Segment, at: number): number {
  if (tokens[at]!.word.text === '&') return at + 1
  let end = at
  while (end < at + 2 && end < tokens.length && isParticle(tokens[end]!.word.flags)) end++
  return end
}

function isParticle(flags: number): boolean {
  return (flags & PARTICLE) !== 0 && (flags & CAPITAL) === 0
}
