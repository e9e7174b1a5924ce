import { isFirmEnding, joinedEnd, joined, pastLegalForms } from './firms.ts'
import {
  ALL_CAPS,
  COMMON,
  HONORIFIC,
  ROLE,
  MODIFIER,
  HEAD,
  LEGAL,
  STATE_BODY,
  OF_HEAD,
  LEADING_HEAD,
} from './flags.ts'
import { roleStart, officeStart } from './office-start.ts'
import { extension } from './organization-extension.ts'
import { isNameWord } from './runs.ts'
import type { Segment } from './segment.ts'

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

/** "Assistant | U.S. Treasury Secretary": a function's word before somebody else's name. */
function isQualifier({ tokens, marks }: Segment, lo: number): boolean {
  const next = marks[lo + 1]
  if ((tokens[lo]!.word.flags & MODIFIER) === 0 || marks[lo] || next?.from !== lo + 1) return false
  if (next.entry.kind === 'place' || next.entry.kind === 'capital') return false
  return next.entry.kind !== 'organization' || /^U\.?S\.?$/.test(next.entry.words[0]!)
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
