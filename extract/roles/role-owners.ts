import type { SpanSet } from '../names/spans/span-set.ts'
import { FUNCTION_WORD, LOWER_CASE, POSSESSIVE, SPEECH_VERB } from '../text/flags.ts'
import { type Name, surfaceOf } from '../names/spans/name.ts'
import type { Segment } from '../text/segment.ts'

/** The owner before a title: "Azerbaijan's | president", "the Syrian regime's | foreign minister". */
export function ownerBefore(segment: Segment, spans: SpanSet<Name>, at: number): Name | null {
  const isOwned = ((segment.tokens[at - 1]?.word.flags ?? 0) & POSSESSIVE) !== 0
  if (!isOwned) return ownerEndingAt(spans, segment, at) ?? ownerWithAcronym(segment, spans, at)
  const isOfRulers = RULERS.test(segment.tokens[at - 2]?.word.lower ?? '')
  return ownerEndingAt(spans, segment, isOfRulers ? at - 2 : at - 1)
}

/** "Organization of American States (OAS) | secretary general": the body, or the acronym where only that is known. */
function ownerWithAcronym({ tokens, ...rest }: Segment, spans: SpanSet<Name>, at: number) {
  if (!/^[)”"]$/.test(tokens[at - 1]?.word.text ?? '')) return null
  if (!/^[(“"]$/.test(tokens[at - 3]?.word.text ?? '')) return null
  const segment = { tokens, ...rest }
  return ownerEndingAt(spans, segment, at - 3) ?? ownerEndingAt(spans, segment, at - 1)
}

/** Rulers stand for the state. */
const RULERS = /^(regime|government|administration|cabinet)$/

export function ownerEndingAt(spans: SpanSet<Name>, segment: Segment, at: number): Name | null {
  const name = at > 0 ? spans.at(segment, at - 1) : undefined
  return name && name.to === at && isOwner(name) ? name : null
}

/** The owner that starts at `at` ("Azerbaijan's", "the Armenian"), and the position after it. */
export function ownerAt(
  segment: Segment,
  spans: SpanSet<Name>,
  at: number,
): { of: Name; next: number } | null {
  const start = /^(the|a|an)$/.test(segment.tokens[at]?.word.lower ?? '') ? at + 1 : at
  const of = spans.at(segment, start)
  if (!of || of.from !== start || !isOwner(of)) return null
  const isOwned = ((segment.tokens[of.to]?.word.flags ?? 0) & POSSESSIVE) !== 0
  return { of, next: isOwned ? of.to + 1 : of.to }
}

/** Position of "of" or "of the" before `at`; `at` if there is none. */
export function linkBefore({ tokens }: Segment, at: number, link: RegExp): number {
  const of = tokens[at - 1]?.word.lower === 'the' ? at - 2 : at - 1
  return link.test(tokens[of]?.word.lower ?? '') ? of : at
}

/** The subject of a sentence, if it can own a role: the referent of a later "it" or "its". */
export function subjectOf(segment: Segment, spans: SpanSet<Name>): Name | null {
  const { tokens } = segment
  let at = 0
  while (at < tokens.length && /^(the|"|“|<|in|but|and)$/.test(tokens[at]!.word.lower)) at++
  const name = spans.at(segment, at)
  return name?.from === at && isOwner(name) && name.via !== 'demonym' ? name : null
}

/** The referent of "its" at `at`: the name directly before "and its", or the subject if no other name competes. */
export function ownerOfIts(segment: Segment, spans: SpanSet<Name>, at: number): Name | null {
  const { tokens } = segment
  const before = tokens[at - 1]?.word.lower === 'and' ? ownerEndingAt(spans, segment, at - 1) : null
  if (before) return before
  const subject = subjectOf(segment, spans)
  if (!subject || subject.to > at) return null
  const isAlone = spans.names(segment).every((name) => {
    return (
      name.from <= subject.from || name.from > at || !isOwner(name) || isAttribute(segment, name)
    )
  })
  return isAlone ? subject : null
}

/** Whether a name modifies a noun: "the Emery | offer". */
function isAttribute({ tokens }: Segment, { to }: Name): boolean {
  const { flags, lower } = tokens[to]?.word ?? { flags: 0, lower: '' }
  return (
    (flags & LOWER_CASE) !== 0 &&
    (flags & (FUNCTION_WORD | SPEECH_VERB)) === 0 &&
    !lower.endsWith('ed')
  )
}

export function isOwner(name: Name): boolean {
  if (!name.resolved || name.kind === 'person' || name.kind === 'place') return false
  return name.via !== 'capital' || SEATS.test(surfaceOf(name.segment, name.from, name.to))
}

/** Seats of government have spokesmen. Capitals own no roles: their mayors and bishops do not serve the state. */
const SEATS = /^(Kremlin|White House|Downing Street|Elys[eé]e|Blue House|Whitehall)/
