import type { Candidate, Tagged } from '../candidate.ts'
import type { Document } from '../../text/document.ts'
import { firmStart, isFirmEnding, pastLegalForms } from './firms.ts'
import { CAPITAL, COMMON, LEGAL } from '../../text/flags.ts'
import { isNameWord } from '../runs.ts'
import type { Segment } from '../../text/segment.ts'

/** How sure a name is that ends as the law has companies end. */
const CONFIDENCE = 0.95

/** The tagger's names of a sentence with its firms by their endings: "Acme Widgets Inc", "Goldman, Sachs and Co". */
export function withFirms(document: Document, segment: Segment, tagged: Tagged[]): Tagged[] {
  let names = tagged
  for (let at = 1; at < segment.tokens.length; at++) {
    const ending = endingStart(segment, at)
    const from = ending > 0 ? startOf(document, segment, ending) : at
    if (ending < 1 || from >= ending) continue
    const to = pastLegalForms(segment, at + 1)
    names = replaced(names, firm(segment, firmStart(segment, from, to), to), ending)
    at = to - 1
  }
  return names
}

function firm(segment: Segment, from: number, to: number): Candidate {
  return { segment, from, to, kind: 'organization', via: 'rule', confidence: CONFIDENCE }
}

/** Where "Inc" or "and Co" begins if it ends at the token; 0 if none does. */
function endingStart({ tokens }: Segment, at: number): number {
  const { flags, lower } = tokens[at]!.word
  if ((flags & CAPITAL) === 0) return 0
  const before = tokens[at - 1]!.word.lower
  if ((before === 'and' || before === '&') && isFirmEnding(lower)) return at - 1
  return flags & LEGAL ? at : 0
}

/** Back over the capitalised words before `at`, but not over one that the article writes small. */
function startOf(document: Document, segment: Segment, at: number): number {
  const { tokens, marks } = segment
  let from = at
  while (isNameWord(segment, from - 1)) from--
  const { flags, lower } = tokens[from]!.word
  const isOrdinary = from === 0 && !marks[0] && flags & COMMON && document.lower.has(lower)
  return isOrdinary ? from + 1 : from
}

/** The firm takes the place of what overlaps it, and begins where the tagger has an organization begin. */
function replaced(names: Tagged[], firm: Candidate, ending: number): Tagged[] {
  const isOver = ({ from, to }: Tagged) => from < firm.to && to > firm.from
  const body = names.find((name) => name.kind === 'organization' && isOver(name))
  const from = body && body.from < ending ? body.from : firm.from
  const before = names.filter((name) => name.to <= from)
  const after = names.flatMap((name) => (name.to > firm.to ? (afterFirm(name, firm) ?? []) : []))
  return [...before, { ...firm, from }, ...after]
}

/** What is left of a name behind the firm's ending: "Acme Plc. | Acme Widgets". */
function afterFirm(name: Tagged, firm: Candidate): Tagged | null {
  if (name.from >= firm.to) return name
  const isCapital = (name.segment.tokens[firm.to]!.word.flags & CAPITAL) !== 0
  return isCapital ? { ...name, from: firm.to } : null
}
