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
} from './flags.ts'
import { isNameWord, runEnd } from './runs.ts'
import type { Segment } from './segment.ts'
import { titleEnd } from './titles.ts'

/** Where the organization ends whose name begins at `lo` in a run that ends at `hi`; `lo` if none begins there. */
export function organizationEnd(segment: Segment, lo: number, hi: number): number {
  const known = knownEnd(segment, lo)
  const built = builtEnd(segment, lo, hi)
  const end = Math.max(known, built)
  return end > lo ? pastLegalForms(segment, end) : lo
}

function knownEnd({ marks, tokens }: Segment, lo: number): number {
  const mark = marks[lo]
  if (mark?.entry.kind !== 'organization' || mark.from !== lo) return lo
  const next = tokens[mark.to]?.word.text ?? ''
  return next === '&' ? lo : mark.to
}

/** By its form: "… Corp", "… Party", "Ministry of …", "Bank Leumi", "Procter & Gamble". */
function builtEnd(segment: Segment, lo: number, hi: number): number {
  const { tokens } = segment
  const limit = roleStart(segment, lo, hi)
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
function joined({ tokens }: Segment, lo: number, hi: number): number {
  for (let i = lo + 1; i < hi - 1; i++) if (tokens[i]!.word.text === '&') return hi
  return lo
}

/** "of England", "of Foreign Affairs", "for Economic Cooperation and Development" behind a head; `at` if nothing follows. */
function extension(segment: Segment, at: number): number {
  const { tokens } = segment
  const link = tokens[at]?.word.lower
  if (link !== 'of' && link !== 'for' && link !== 'on') return at
  const from = tokens[at + 1]?.word.lower === 'the' ? at + 2 : at + 1
  if (!isNameWord(segment, from)) return at
  const end = pieceEnd(segment, from)
  if (end === from) return at
  const and = andEnd(segment, from, end)
  return and > end ? and : end
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
  return Math.min(runEnd(segment, end + 1), end + 3)
}

/** Past "Inc", "Co Ltd" and ", Inc." */
function pastLegalForms({ tokens }: Segment, end: number): number {
  for (;;) {
    const flags = tokens[end]?.word.flags ?? 0
    if (flags & LEGAL && flags & CAPITAL) end++
    else if (tokens[end]?.word.text === ',' && isLegalSuffix(tokens[end + 1]?.word.text)) end += 2
    else return end
  }
}

function isLegalSuffix(text: string | undefined): boolean {
  return text !== undefined && /^(Inc|Ltd|LLC|L\.L\.C|Corp|N\.V|S\.A)\.?$/.test(text)
}

/** Whether a span is no more than common words ("Central Bank", "Foreign Ministry"), whoever they belong to. */
export function isGeneric({ tokens, marks }: Segment, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const { flags } = tokens[i]!.word
    if (marks[i] && marks[i]!.entry.kind !== 'none') return false
    if ((flags & (COMMON | MODIFIER | HEAD | FUNCTION)) === 0 || flags & INITIAL) return false
  }
  return true
}

/** Whether the head of a span is a body of a state. */
export function isStateBody({ tokens }: Segment, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (tokens[i]!.word.flags & STATE_BODY) return true
  return tokens[to - 1]!.word.lower === 'force' || tokens[to - 1]!.word.lower === 'guards'
}
