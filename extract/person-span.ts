import {
  ALL_CAPS,
  CALENDAR,
  CAPITAL,
  COMMON,
  FUNCTION,
  GIVEN,
  HEAD,
  HONORIFIC,
  INITIAL,
  LEGAL,
  NO_PERSON,
  NUMBER,
  PARTICLE,
  PLACE_HEAD,
  ROLE,
  SPEECH,
  SURNAME,
} from './flags.ts'
import type { Document } from './document.ts'
import type { Segment } from './segment.ts'

const LONGEST_NAME = 6

/** Where a person's name ends that begins at `lo`, as far as its words alone tell. */
export function personEnd(segment: Segment, lo: number, hi: number): number {
  const { tokens } = segment
  let end = lo
  while (end < Math.min(hi, lo + LONGEST_NAME) && mayGoOn(segment, lo, end)) end++
  while (
    end > lo &&
    tokens[end - 1]!.word.flags & PARTICLE &&
    !(tokens[end - 1]!.word.flags & CAPITAL)
  )
    end--
  return end
}

function mayGoOn(segment: Segment, lo: number, at: number): boolean {
  const { tokens, marks } = segment
  const { flags } = tokens[at]!.word
  if ((flags & CAPITAL) === 0) return (flags & PARTICLE) !== 0 && at > lo
  if (flags & LEGAL) return false
  const before = at > lo ? tokens[at - 1]!.word.flags : 0
  const isAfterGiven = (before & (GIVEN | INITIAL)) !== 0
  const kind = marks[at]?.entry.kind
  if (kind === 'organization' || kind === 'none') return false
  if (at === lo && marks[at]) return (flags & GIVEN) !== 0
  if (kind === 'country' || kind === 'demonym' || kind === 'capital') return isAfterGiven
  if (flags & FUNCTION && !(flags & GIVEN)) return isAfterGiven && (flags & INITIAL) !== 0
  if (flags & (ROLE | HONORIFIC) && !(flags & GIVEN)) return isAfterGiven
  return (flags & CALENDAR) === 0 || isAfterGiven || (flags & GIVEN) !== 0
}

/** The least that speaks for a person where no function or "Mr" stands before the name. */
export const ENOUGH = 2

/** How much speaks for a person in an untitled run: names known, form of the words, what stands around. */
export function personScore(
  document: Document,
  segment: Segment,
  from: number,
  to: number,
): number {
  return insideScore(document, segment, from, to) + aroundScore(document, segment, from, to)
}

function insideScore(document: Document, segment: Segment, from: number, to: number): number {
  const { tokens, marks } = segment
  const first = tokens[from]!.word
  const last = tokens[to - 1]!.word
  const isGiven = (first.flags & GIVEN) !== 0
  let score = isGiven ? 3 : 0
  if (isGiven && first.flags & COMMON && document.lower.has(first.lower)) score -= 2
  if (last.flags & SURNAME && !(last.flags & COMMON)) score += 2
  for (let i = from; i < to; i++) {
    const { flags, lower } = tokens[i]!.word
    if (flags & INITIAL && i < to - 1) score += 3
    if (flags & PARTICLE && !(flags & CAPITAL)) score += 2
    if (flags & (HEAD | PLACE_HEAD) && (i > from || !isGiven)) score -= 3
    if (flags & NO_PERSON) score -= i === from || !isGiven ? 6 : 2
    if (marks[i]) score -= i === from && !isGiven ? 4 : 1
    if (flags & ALL_CAPS) score -= i === to - 1 && to - from === 2 && isGiven ? 1 : 2
    if (flags & COMMON && !(flags & GIVEN)) score -= isGiven && !document.lower.has(lower) ? 1 : 3
  }
  return score
}

function aroundScore(document: Document, segment: Segment, from: number, to: number): number {
  const { tokens } = segment
  const before = tokens[from - 1]?.word
  const after = tokens[to]?.word
  let score = 0
  if (document.speakers.has(tokens[to - 1]!.word.text)) score += 2
  if (before && before.flags & SPEECH) score += isQuoteEnd(tokens[from - 2]?.word.text) ? 2 : 1
  if (after && after.flags & SPEECH) score += HUMAN_ACTS.has(after.lower) ? 2 : 1
  if (after?.text === ',' && isApposition(segment, to + 1)) score += 2
  if (before?.text === ',' && isRole(tokens[from - 2]?.word.flags ?? 0)) score += 3
  if (before && (before.lower === 'the' || PLACE_PREPOSITIONS.has(before.lower))) score -= 3
  if (isEmployer(segment, from)) score -= 4
  return score
}

const PLACE_PREPOSITIONS = new Set(['in', 'at', 'near', 'throughout', 'across'])

/** What firms do not do, though they say and announce. */
const HUMAN_ACTS = new Set(
  'replied answered asked recalled joked wrote admitted testified thinks believes resigned died arrived met visited'.split(
    ' ',
  ),
)

/** `,"` or `."` before "said Jane Roe" */
function isQuoteEnd(text: string | undefined): boolean {
  return text !== undefined && /^["”’']$/.test(text)
}

/** "his spokeswoman, Jane Roe" */
function isRole(flags: number): boolean {
  return (flags & ROLE) !== 0 && (flags & (GIVEN | CAPITAL)) === 0
}

const EMPLOYED = /^(at|with|of|for|from)$/
const EMPLOYEES =
  /^(analysts?|economists?|traders?|dealers?|brokers?|chairman|president|director|head|partner|spokes(man|woman|person))$/

/** "analyst with …", "chairman of …": what follows is where somebody works. */
export function isEmployer({ tokens }: Segment, from: number): boolean {
  const link = tokens[from - 1]?.word.lower
  if (link === undefined || !EMPLOYED.test(link)) return false
  return EMPLOYEES.test(tokens[from - 2]?.word.lower ?? '')
}

/** ", 45,", ", who", ", the chairman", ", a senior analyst" behind a name. */
function isApposition(segment: Segment, at: number): boolean {
  const { tokens } = segment
  const first = tokens[at]?.word
  if (!first) return false
  if (first.lower === 'who' || first.lower === 'whose') return true
  if (first.flags & NUMBER && first.text.length === 2 && tokens[at + 1]?.word.text === ',')
    return true
  if (tokens[at + 3]?.word.lower === 'year-old') return true
  for (let i = at; i < at + 6 && i < tokens.length; i++) {
    const { flags, text } = tokens[i]!.word
    if (text === ',' || text === '.') return false
    if (flags & ROLE && !(flags & GIVEN)) return true
  }
  return false
}
