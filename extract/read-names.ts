import { isTicker, isCalledBody, isBracketed, isEmployerHere } from './called-bodies.ts'
import type { Document } from './document.ts'
import { firmStart } from './firms.ts'
import {
  CAPITAL,
  INITIAL,
  FUNCTION,
  COMMON,
  GIVEN,
  HONORIFIC,
  ROLE,
  MODIFIER,
  HEAD,
  LEGAL,
  PARTICLE,
  PLACE_HEAD,
  NO_PERSON,
} from './flags.ts'
import { organizationEnd } from './organization-span.ts'
import { ENOUGH, personEnd, personScore } from './person-span.ts'
import { isNameWord, runEnd } from './runs.ts'
import type { Segment } from './segment.ts'
import { titleEnd, isTitled } from './titles.ts'

/** A span that by its own sentence is a person, an organization or a place, or may be either. */
export interface Candidate {
  segment: Segment
  from: number
  to: number
  kind: 'person' | 'organization' | 'place' | 'unknown'
  /** A function or "Mr" stands before it. */
  titled: boolean
}

/** The candidates of a sentence, left to right, none over another. */
export function readCandidates(document: Document, segment: Segment): Candidate[] {
  const found: Candidate[] = []
  for (let i = 0; i < segment.tokens.length;) {
    if (!isNameWord(segment, i) || segment.marks[i]?.entry.kind === 'none') {
      i++
      continue
    }
    const hi = runEnd(segment, i)
    for (let at = i; at < hi;) at = readPiece(document, segment, at, hi, found)
    i = Math.max(hi, found.at(-1)?.to ?? 0)
  }
  return found
}

/** Reads what begins at `lo`; answers where to go on. */
function readPiece(
  document: Document,
  segment: Segment,
  lo: number,
  hi: number,
  into: Candidate[],
): number {
  const { marks, tokens } = segment
  if (marks[lo]?.entry.kind === 'none') return marks[lo].to
  const isFirst = lo === 0 || isOpening(segment, lo)
  if (isFirst && isOrdinary(document, segment, lo) && !isOrganizationHere(segment, lo, hi))
    return lo + 1
  const title = titleEnd(segment, lo, hi)
  if (title > lo) return readTitled(segment, title, hi, into)

  const organization = organizationEnd(segment, lo, hi)
  if (organization > lo && isOrganization(document, segment, lo, organization)) {
    const from = firmStart(segment, lo, organization)
    while (from < lo && into.length > 0 && into.at(-1)!.to > from) into.pop()
    into.push({ segment, from, to: organization, kind: 'organization', titled: false })
    return organization
  }
  const mark = marks[lo]
  if (mark && !isPersonalMark(segment, lo, hi)) return mark.to
  if (hi > lo + 1 && isOffice(tokens[lo]!.word.flags)) return lo + 1
  const end = personEnd(segment, lo, hi)
  if (end === lo) return Math.max(lo + 1, mark?.to ?? 0)
  const titled = isTitled(segment, lo)
  const kind = kindOf(document, segment, lo, end, titled)
  const { flags } = tokens[lo]!.word
  if (kind === 'unknown' && flags & COMMON && !(flags & PARTICLE)) return lo + 1
  into.push({ segment, from: lo, to: end, kind, titled })
  return end
}

/** "(Minister of Industry and) Trade Cahit Aral": an office's word, not a given name. */
function isOffice(flags: number): boolean {
  return (flags & (MODIFIER | NO_PERSON)) !== 0 && (flags & GIVEN) === 0
}

/** The person behind a function; nothing where it stands alone ("the Prime Minister"). */
function readTitled(segment: Segment, from: number, hi: number, into: Candidate[]): number {
  const { flags } = segment.tokens[from]?.word ?? { flags: 0 }
  if (from >= hi || (flags & CAPITAL) === 0) return from
  const end = personEnd(segment, from, hi)
  if (end === from || isNoSurname(segment, from, end)) return Math.max(from, end)
  into.push({ segment, from, to: end, kind: 'person', titled: true })
  return end
}

/** "President Council": a lone head, demonym or place behind a function is no person. */
function isNoSurname({ tokens, marks }: Segment, from: number, to: number): boolean {
  const { flags } = tokens[from]!.word
  if (tokens.slice(from, to).every(({ word }) => word.flags & INITIAL)) return true
  if (to - from > 1) return false
  if (marks[from] !== undefined || flags & (HEAD | LEGAL | FUNCTION | PLACE_HEAD | NO_PERSON))
    return true
  const before = tokens[from - 1]?.word.flags ?? 0
  if (WEAK_TITLES.has(tokens[from - 1]?.word.lower ?? '')) return true
  const isCalled = (before & HONORIFIC) !== 0 && (before & MODIFIER) === 0
  return (flags & COMMON) !== 0 && (flags & GIVEN) === 0 && !isCalled
}

/** Functions that are adjectives as well: "Executive Yuan", "Private Eyes", "Chief Justice". */
const WEAK_TITLES = new Set(
  'executive officer citizen principal chief head private veteran dissident rebel guerrilla leader deputy miss general'.split(
    ' ',
  ),
)

function kindOf(
  document: Document,
  segment: Segment,
  from: number,
  to: number,
  titled: boolean,
): Candidate['kind'] {
  if (titled && !isNoSurname(segment, from, to)) return 'person'
  if (isTicker(segment, from, to)) return 'unknown'
  if (isBracketed(segment, from, to) || isEmployerHere(segment, from, to)) return 'organization'
  if (isCalledBody(segment, from, to)) return 'organization'
  if (to - from < 2) return 'unknown'
  return personScore(document, segment, from, to) >= ENOUGH ? 'person' : 'unknown'
}

/** Right behind an opening quote, a bullet or a colon: a capital there says as little as at the start. */
function isOpening({ tokens }: Segment, at: number): boolean {
  const before = tokens[at - 1]!.word.text
  return /^["“‘«:;*•–—-]$/.test(before)
}

/** A word that the article or the language writes small. */
function isOrdinary(document: Document, { tokens, marks }: Segment, at: number): boolean {
  const { flags, lower } = tokens[at]!.word
  if (marks[at] || flags & INITIAL) return false
  const isBeforeName = ((tokens[at + 1]?.word.flags ?? 0) & CAPITAL) !== 0
  if (flags & (GIVEN | PARTICLE) && isBeforeName) return false
  return (flags & COMMON) !== 0 || document.lower.has(lower)
}

/** "Foreign Ministry officials …" at a sentence's start: common words, but a body all the same. */
function isOrganizationHere(segment: Segment, lo: number, hi: number): boolean {
  return titleEnd(segment, lo, hi) > lo || organizationEnd(segment, lo, hi) > lo
}

/** Not "Oil Markets" or "Talks Office": common words at a sentence's start, or written small elsewhere. */
function isOrganization(document: Document, segment: Segment, from: number, to: number): boolean {
  const { tokens, marks } = segment
  if (marks[from]?.entry.kind === 'organization') return true
  if (tokens[to - 1]!.word.flags & LEGAL) return (tokens[from]!.word.flags & LEGAL) === 0
  const first = tokens[from]!.word
  const isFirst = from === 0 || isOpening(segment, from)
  return !isFirst || (first.flags & COMMON) === 0 || !document.lower.has(first.lower)
}

/** "Jordan Smith", "Chad Brown": a place's name that is a given name before a word that is none. */
function isPersonalMark({ tokens, marks }: Segment, lo: number, hi: number): boolean {
  const next = tokens[lo + 1]?.word.flags ?? 0
  if (lo + 1 >= hi || (tokens[lo]!.word.flags & GIVEN) === 0 || marks[lo]!.to > lo + 1) return false
  return !marks[lo + 1] && (next & (HEAD | LEGAL | PLACE_HEAD | NO_PERSON | ROLE | FUNCTION)) === 0
}
