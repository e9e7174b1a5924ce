import type { Candidate, TaggedSpan } from '../spans/candidate.ts'
import type { Document } from '../../text/document.ts'
import { firmStart, isFirmEnding, pastLegalForms } from './legal-forms.ts'
import { CAPITAL, COMMON, LEGAL_FORM } from '../../text/flags.ts'
import { bracketedStart } from '../spans/balance-brackets.ts'
import { isNameWord } from '../spans/capital-runs.ts'
import type { Segment } from '../../text/segment.ts'

/** Confidence of a name with a legal form. */
const CONFIDENCE = 0.95

/** Adds firms by their legal form: "Acme Widgets Inc", "Goldman, Sachs and Co". */
export function addFirms(document: Document, segment: Segment, tagged: TaggedSpan[]): TaggedSpan[] {
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

/** Start of "Inc" or "and Co" if it ends at this token; otherwise 0. */
function endingStart({ tokens }: Segment, at: number): number {
  const { flags, lower } = tokens[at]!.word
  if ((flags & CAPITAL) === 0) return 0
  const before = tokens[at - 1]!.word.lower
  if ((before === 'and' || before === '&') && isFirmEnding(lower)) return at - 1
  return flags & LEGAL_FORM ? at : 0
}

/** Start of the capitalised run before `at`, without a sentence-initial word that the article also has in lower case. */
function startOf(document: Document, segment: Segment, at: number): number {
  const { tokens, matches } = segment
  const start = tokens[at - 1]!.word.text === ')' ? bracketedStart(segment, at - 1) : -1
  if (start >= 0) return start
  let from = at
  while (isNameWord(segment, from - 1)) from--
  const { flags, lower } = tokens[from]!.word
  const isOrdinary = from === 0 && !matches[0] && flags & COMMON && document.lowerWords.has(lower)
  return isOrdinary ? from + 1 : from
}

/** Replaces overlapping names by the firm, which starts where the tagger starts an organization. */
function replaced(names: TaggedSpan[], firm: Candidate, ending: number): TaggedSpan[] {
  const isOver = ({ from, to }: TaggedSpan) => from < firm.to && to > firm.from
  const body = names.find((name) => name.kind === 'organization' && isOver(name))
  const from = body && body.from < ending ? body.from : firm.from
  const before = names.filter((name) => name.to <= from)
  const after = names.flatMap((name) => (name.to > firm.to ? (afterFirm(name, firm) ?? []) : []))
  return [...before, { ...firm, from }, ...after]
}

/** The rest of a name after the firm's legal form: "Acme Plc. | Acme Widgets". */
function afterFirm(name: TaggedSpan, firm: Candidate): TaggedSpan | null {
  if (name.from >= firm.to) return name
  const isCapital = (name.segment.tokens[firm.to]!.word.flags & CAPITAL) !== 0
  return isCapital ? { ...name, from: firm.to } : null
}
