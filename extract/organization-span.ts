import {
  ALL_CAPS,
  CAPITAL,
  COMMON,
  FUNCTION,
  GIVEN,
  HEAD,
  HONORIFIC,
  INITIAL,
  LEADING_HEAD,
  LEGAL,
  MODIFIER,
  OF_HEAD,
  ROLE,
  STATE_BODY,
  SURNAME,
} from './flags.ts'
import { STATE_BODY_PAIRS } from './lexicon/bodies.ts'
import { isNameWord, runEnd } from './runs.ts'
import type { Segment } from './segment.ts'
import { titleEnd } from './titles.ts'

/** Where the organization ends whose name begins at `lo` in a run that ends at `hi`; `lo` if none begins there. */
export function organizationEnd(segment: Segment, lo: number, hi: number): number {
  const known = knownEnd(segment, lo)
  const built = builtEnd(segment, lo, joinedEnd(segment, lo, hi))
  const end = Math.max(known, built)
  return end > lo && !isAdministration(segment, lo, end) ? pastLegalForms(segment, end) : lo
}

/** "Reagan Administration", "U.S. Currency Market": a government or a common noun behind a name, no body of its own. */
function isAdministration({ tokens, marks }: Segment, lo: number, end: number): boolean {
  if (end !== lo + 2 || marks[lo]?.entry.kind === 'organization') return false
  const { lower, flags } = tokens[lo + 1]!.word
  if (lower === 'administration' || lower === 'cabinet') return true
  const isAbbreviated =
    marks[lo]?.entry.kind === 'country' && /^\p{Lu}\.?\p{Lu}/u.test(tokens[lo]!.word.text)
  return isAbbreviated && (flags & (COMMON | LEGAL)) === COMMON && (flags & STATE_BODY) === 0
}

/** Past "and": "Savings and Loan Association", "Ways and Means Committee", "Marks and Co". */
function joinedEnd(segment: Segment, lo: number, hi: number): number {
  const { tokens, marks } = segment
  if (tokens[hi]?.word.lower !== 'and' || !isNameWord(segment, hi + 1)) return hi
  const next = tokens[hi + 1]!.word
  if (isFirmEnding(next.lower)) return hi + 2
  const last = tokens[hi - 1]!.word
  if (marks[hi + 1] || (next.flags & (GIVEN | ROLE | HONORIFIC | LEGAL)) !== 0) return hi
  if ((next.flags & COMMON) === 0) return hi
  const isOpen = (last.flags & COMMON) !== 0 || (tokens[lo]!.word.flags & COMMON) !== 0
  if (!isOpen || (last.lower !== 'trust' && last.flags & (OF_HEAD | LEGAL))) return hi
  const end = runEnd(segment, hi + 1)
  for (let i = hi + 2; i < end; i++) if (tokens[i]!.word.flags & (HEAD | LEGAL)) return end
  return hi
}

function isFirmEnding(lower: string): boolean {
  return /^(co|cos|company|sons|brothers|bros|associates|partners)\.?$/.test(lower)
}

function knownEnd(segment: Segment, lo: number): number {
  const { marks, tokens } = segment
  const mark = marks[lo]
  if (mark?.entry.kind !== 'organization' || mark.from !== lo) return lo
  if (mark.to === lo + 1 && isBehindName(segment, lo)) return lo
  const next = tokens[mark.to]?.word.text ?? ''
  return next === '&' ? lo : mark.to
}

/** "Sihle Duma": a surname, not the parliament. */
function isBehindName(segment: Segment, lo: number): boolean {
  const before = segment.tokens[lo - 1]?.word.flags ?? 0
  if (segment.marks[lo - 1] || !isNameWord(segment, lo - 1)) return false
  return lo > 1 && (before & (COMMON | ROLE | HONORIFIC | MODIFIER | ALL_CAPS)) === 0
}

/** By its form: "… Corp", "… Party", "Ministry of …", "Bank Leumi", "Procter & Gamble". */
function builtEnd(segment: Segment, lo: number, hi: number): number {
  const { tokens } = segment
  if (
    hi > lo + 2 &&
    isFirmEnding(tokens[hi - 1]!.word.lower) &&
    tokens[hi - 2]!.word.lower === 'and'
  )
    return hi
  if (isQualifier(segment, lo)) return lo
  const limit = officeStart(segment, lo, roleStart(segment, lo, hi), hi)
  if (limit <= lo) return lo
  const legal = firstWith(segment, LEGAL, lo + 1, limit)
  if (legal > 0) return legal + 1
  const head = lastHead(segment, lo, limit)
  if (head < 0) return joined(segment, lo, limit)
  const flags = tokens[head]!.word.flags
  const extended = head + 1 === limit && flags & OF_HEAD ? extension(segment, head + 1) : head + 1
  if (extended > head + 1) return extended
  if (head > lo) return head + 1
  return flags & LEADING_HEAD && limit > lo + 1 ? Math.min(limit, lo + 3) : lo
}

/** Where a function begins inside the run: "State Department | Principal Deputy Spokesperson Vedant Patel". */
function roleStart(segment: Segment, lo: number, hi: number): number {
  for (let i = lo; i < hi; i++) {
    if (isFunctionWord(segment, i) && titleEnd(segment, i, hi) > i) return i
  }
  return hi
}

/** "Assistant | U.S. Treasury Secretary": a function's word before somebody else's name. */
function isQualifier({ tokens, marks }: Segment, lo: number): boolean {
  const next = marks[lo + 1]
  if ((tokens[lo]!.word.flags & MODIFIER) === 0 || marks[lo] || next?.from !== lo + 1) return false
  if (next.entry.kind === 'place' || next.entry.kind === 'capital') return false
  return next.entry.kind !== 'organization' || /^U\.?S\.?$/.test(next.entry.words[0]!)
}

/** "Malaysian | Primary Industries Minister": the common words before a minister are his office. */
function officeStart({ tokens, marks }: Segment, lo: number, role: number, hi: number): number {
  if (role === hi || !/^(minister|secretary|undersecretary)$/.test(tokens[role]!.word.lower))
    return role
  let start = role
  while (start > lo && !marks[start - 1] && isPlainNoun(tokens[start - 1]!.word.flags)) start--
  return start
}

function isPlainNoun(flags: number): boolean {
  return (flags & COMMON) !== 0 && (flags & (LEGAL | STATE_BODY)) === 0
}

function isFunctionWord({ tokens }: Segment, at: number): boolean {
  const { flags } = tokens[at]!.word
  return (flags & (ROLE | HONORIFIC | MODIFIER)) !== 0
}

function firstWith({ tokens }: Segment, flag: number, from: number, to: number): number {
  for (let i = from; i < to; i++) if (tokens[i]!.word.flags & flag) return i
  return -1
}

function lastHead({ tokens, marks }: Segment, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) {
    const { flags } = tokens[i]!.word
    if (flags & HEAD && !(marks[i] && marks[i]!.entry.kind !== 'organization')) return i
    if (flags & LEADING_HEAD && i === from) return i
  }
  return -1
}

/** "Marks & Spencer": an ampersand joins firms, never persons. */
function joined({ tokens, marks }: Segment, lo: number, hi: number): number {
  if (tokens.slice(lo, hi).some(({ word }, i) => word.flags & INITIAL || marks[lo + i])) return lo
  for (let i = lo + 1; i < hi - 1; i++) if (tokens[i]!.word.text === '&') return hi
  return lo
}

/** "of England", "of Foreign Affairs", "for Economic Cooperation and Development" behind a head; `at` if nothing follows. */
function extension(segment: Segment, at: number): number {
  const { tokens } = segment
  const link = tokens[at]?.word.lower
  if (link !== 'of' && link !== 'for' && link !== 'on') return at
  const from = tokens[at + 1]?.word.lower === 'the' ? at + 2 : at + 1
  if (!isNameWord(segment, from) || isPersonAt(segment, from)) return at
  const end = pieceEnd(segment, from)
  if (end === from) return at
  return andEnd(segment, from, isList(segment, at) ? listEnd(segment, end) : end)
}

/** "the Mountain League of | Jane Petrova" */
function isPersonAt({ tokens, marks }: Segment, at: number): boolean {
  if (marks[at]) return false
  return (
    (tokens[at]!.word.flags & GIVEN) !== 0 || ((tokens[at + 1]?.word.flags ?? 0) & SURNAME) !== 0
  )
}

/** Whether the head before `at` is a ministry, whose name may be a list. */
function isList({ tokens }: Segment, at: number): boolean {
  return /^(ministry|department)$/.test(tokens[at - 1]!.word.lower)
}

/** "(Ministry of) Gender, Labour | and Social Development" */
function listEnd(segment: Segment, end: number): number {
  const { tokens, marks } = segment
  if (tokens[end]?.word.text !== ',' || !isNameWord(segment, end + 1) || marks[end + 1]) return end
  const next = runEnd(segment, end + 1)
  const goesOn = tokens[next]?.word.lower === 'and' || listEnd(segment, next) > next
  return goesOn && isPortfolioNoun(tokens[end + 1]!.word.flags) ? listEnd(segment, next) : end
}

function isPortfolioNoun(flags: number): boolean {
  return (flags & (COMMON | MODIFIER)) !== 0 && (flags & (ROLE | HONORIFIC | GIVEN)) === 0
}

/** As far as the run goes without a function or another organization's head in between. */
function pieceEnd(segment: Segment, from: number): number {
  const hi = runEnd(segment, from)
  const mark = segment.marks[from]
  if (mark?.from === from && mark.entry.kind !== 'none' && mark.entry.kind !== 'demonym')
    return mark.to
  const role = roleStart(segment, from, hi)
  if (role > from) return Math.min(role, from + 4)
  return isPortfolio(segment, from) ? Math.min(hi, from + 3) : from
}

/** "Foreign Affairs", "Finance": function words that are the whole of what follows "Ministry of". */
function isPortfolio({ tokens }: Segment, at: number): boolean {
  const { flags } = tokens[at]!.word
  return (flags & MODIFIER) !== 0 && (flags & ROLE) === 0
}

/** "Culture and Tourism": goes on if plain nouns stand on both sides. */
function andEnd(segment: Segment, from: number, end: number): number {
  const { tokens, marks } = segment
  if (tokens[end]?.word.lower !== 'and' || !isNameWord(segment, end + 1)) return end
  const { flags } = tokens[end + 1]!.word
  const isNoun = (flags & (COMMON | MODIFIER)) !== 0 && (flags & (ALL_CAPS | FUNCTION)) === 0
  const isOther = (flags & (GIVEN | HONORIFIC)) !== 0 || marks[end + 1] || marks[from]
  if (!isNoun || isOther || flags & ROLE) return end
  return Math.min(runEnd(segment, end + 1), end + 5)
}

/** Past "Inc", "Co Ltd" and ", Inc." */
function pastLegalForms({ tokens, marks }: Segment, end: number): number {
  for (;;) {
    const flags = tokens[end]?.word.flags ?? 0
    if (flags & LEGAL && flags & CAPITAL) end++
    else if (isBranch(tokens, marks, end)) end += 3
    else if (tokens[end]?.word.text === ',' && isLegalSuffix(tokens[end + 1]?.word.text)) end += 2
    else return end
  }
}

/** "Ford Motor Co | of Canada Ltd". */
function isBranch(tokens: Segment['tokens'], marks: Segment['marks'], at: number): boolean {
  if (tokens[at]?.word.lower !== 'of' || marks[at + 1]?.entry.kind !== 'country') return false
  return ((tokens[at + 2]?.word.flags ?? 0) & LEGAL) !== 0
}

/** "Goldman, Sachs and Co", "Port of | Bar Authority": what stands before belongs to the name. */
export function firmStart(segment: Segment, lo: number, end: number): number {
  const { tokens, marks } = segment
  if (tokens[lo - 1]?.word.lower === 'of' && tokens[lo - 2]?.word.text === 'Port') return lo - 2
  if (
    end < lo + 3 ||
    tokens[end - 2]!.word.lower !== 'and' ||
    !isFirmEnding(tokens[end - 1]!.word.lower)
  )
    return lo
  let from = lo
  while (tokens[from - 1]?.word.text === ',') {
    let partner = from - 1
    while (partner > from - 3 && isNameWord(segment, partner - 1) && !marks[partner - 1]) partner--
    if (partner === from - 1 || tokens[from - 2]!.word.flags & (HEAD | LEGAL | COMMON)) return from
    from = partner
  }
  return from
}

function isLegalSuffix(text: string | undefined): boolean {
  return text !== undefined && /^(Inc|Ltd|LLC|L\.L\.C|Corp|N\.V|S\.A)\.?$/.test(text)
}

/** Whether a span is no more than common words ("Central Bank", "Foreign Ministry"), whoever they belong to. */
export function isGeneric({ tokens, marks }: Segment, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const { flags, text } = tokens[i]!.word
    if (text === ',') continue
    if (marks[i] && marks[i]!.entry.kind !== 'none') return false
    if ((flags & (COMMON | MODIFIER | HEAD | FUNCTION)) === 0 || flags & (INITIAL | LEGAL))
      return false
  }
  return true
}

/** Whether the head of a span is a body of a state. */
export function isStateBody({ tokens }: Segment, from: number, to: number): boolean {
  const last = tokens[to - 1]!.word
  if (last.flags & STATE_BODY) return true
  if (to - from > 1 && STATE_BODY_PAIRS.has(`${tokens[to - 2]!.word.lower} ${last.lower}`))
    return true
  const link = tokens[from + 1]?.word.lower
  return (
    to - from > 2 &&
    (link === 'of' || link === 'for') &&
    (tokens[from]!.word.flags & STATE_BODY) !== 0
  )
}
