import {
  CAPITAL,
  FUNCTION_WORD,
  GIVEN_NAME,
  HONORIFIC,
  LOWER_CASE,
  PARTICLE,
  POSSESSIVE,
  ROLE,
  SPEECH_VERB,
} from '../../text/flags.ts'
import { STATES } from '../../gazetteer/lexicon/states.ts'
import type { Segment } from '../../text/segment.ts'
import type { TaggedSpan } from './candidate.ts'

/** Corrects the boundaries of a tagged span, and its kind if the gazetteer knows it. */
export function adjustSpan(name: TaggedSpan): TaggedSpan {
  const { segment, kind } = name
  let { from, to } = name
  if (to - from > 1) {
    to = wordsEnd(segment, from, to)
    from = pastOwner(segment, from, to)
    if (kind === 'person') {
      from = pastTitles(segment, from, to)
      to = linkStart(segment, from, to)
    }
  }
  if (kind === 'organization' && isDistrict(segment, from, to)) return { ...name, kind: null }
  const known = isTown(segment, from, to) ? 'place' : knownKind(segment, from, to, kind)
  const isSame = from === name.from && to === name.to && known === kind
  return isSame ? name : { ...name, from, to, kind: known }
}

/** Cuts before the first word that cannot be in a name: "Loan Association | sued Ford", in headlines "State Department | Says". */
function wordsEnd({ tokens, style }: Segment, from: number, to: number): number {
  for (let i = from + 1; i < to; i++) {
    const { flags, lower } = tokens[i]!.word
    if (flags & (PARTICLE | POSSESSIVE)) continue
    const isVerb =
      style === 'headline' && (flags & (SPEECH_VERB | FUNCTION_WORD)) !== 0 && !INNER.has(lower)
    if (!isVerb && ((flags & LOWER_CASE) === 0 || flags & FUNCTION_WORD)) continue
    let end = i
    while (end > from + 1 && (tokens[end - 1]!.word.flags & CAPITAL) === 0) end--
    return end
  }
  return to
}

const INNER = new Set(['of', 'for', 'and', 'the', 'on', 'in'])

/** Skips a possessive: "Azerbaijan's | Foreign Ministry". */
function pastOwner({ tokens, matches }: Segment, from: number, to: number): number {
  const match = matches[from]
  if (!match || match.to >= to - 1 || match.entry.kind === 'organization') return from
  return tokens[match.to]!.word.flags & POSSESSIVE ? match.to + 1 : from
}

/** Skips titles and brackets before a person: "K Mart Chairman | Bernard Fauber", "UTX> | Pratt". */
function pastTitles({ tokens }: Segment, from: number, to: number): number {
  for (let i = to - 2; i >= from; i--) {
    const { flags, text } = tokens[i]!.word
    if (/^[<>()]$/.test(text)) return i + 1
    if (flags & ROLE && flags & CAPITAL && !(flags & (GIVEN_NAME | HONORIFIC))) return i + 1
  }
  return from
}

/** Cuts an employer from a person: "Mark Zurack | of Goldman". */
function linkStart({ tokens }: Segment, from: number, to: number): number {
  for (let i = from + 2; i < to; i++) if (LINKS.has(tokens[i]!.word.text)) return i
  return to
}

const LINKS = new Set(['of', 'at', 'with', 'from', 'for'])

/** Party and state of a U.S. politician: "(D-Ohio)", "(R-Iowa)". */
function isDistrict({ tokens }: Segment, from: number, to: number): boolean {
  return to - from === 1 && /^[DRI]-\p{Lu}/u.test(tokens[from]!.word.text)
}

/** A town with its state: "Montgomery, Ala." */
function isTown({ tokens }: Segment, from: number, to: number): boolean {
  if (tokens[to - 2]?.word.text !== ',' || to - 2 <= from) return false
  return STATES.has(tokens[to - 1]!.word.lower.replaceAll('.', ''))
}

/** The kind of an exact gazetteer match: an organization, or a place for countries and seats of government. */
function knownKind(
  { matches }: Segment,
  from: number,
  to: number,
  kind: TaggedSpan['kind'],
): TaggedSpan['kind'] {
  const match = matches[from]
  if (match?.from !== from || match.to !== to || kind === null) return kind
  if (match.entry.kind === 'organization')
    return to - from > 1 || kind === 'place' ? 'organization' : kind
  const isState =
    match.entry.kind === 'country' || (match.entry.kind === 'capital' && to - from > 1)
  return isState && (kind === 'organization' || to - from > 1) ? 'place' : kind
}
