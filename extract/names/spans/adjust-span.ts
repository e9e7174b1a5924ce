import {
  CAPITAL,
  FUNCTION,
  GIVEN,
  HONORIFIC,
  LOWER_CASE,
  PARTICLE,
  POSSESSIVE,
  ROLE,
  SPEECH,
} from '../../text/flags.ts'
import { STATES } from '../../gazetteer/lexicon/states.ts'
import type { Segment } from '../../text/segment.ts'
import type { Tagged } from '../candidate.ts'

/** A span of the tagger by what the rules know better: where a person's name begins and ends, and what known names are. */
export function tidied(name: Tagged): Tagged {
  const { segment, kind } = name
  let { from, to } = name
  if (to - from > 1) {
    to = wordsEnd(segment, from, to)
    from = pastOwner(segment, from, to)
    if (kind === 'person') {
      from = pastFunctions(segment, from, to)
      to = linkStart(segment, from, to)
    }
  }
  if (kind === 'organization' && isDistrict(segment, from, to)) return { ...name, kind: null }
  const known = isTown(segment, from, to) ? 'place' : knownKind(segment, from, to, kind)
  const isSame = from === name.from && to === name.to && known === kind
  return isSame ? name : { ...name, from, to, kind: known }
}

/** Before the first word that stands in no name: "Loan Association | sued Ford", in a headline "State Department | Says". */
function wordsEnd({ tokens, style }: Segment, from: number, to: number): number {
  for (let i = from + 1; i < to; i++) {
    const { flags, lower } = tokens[i]!.word
    if (flags & (PARTICLE | POSSESSIVE)) continue
    const isVerb = style === 'headline' && (flags & (SPEECH | FUNCTION)) !== 0 && !INNER.has(lower)
    if (!isVerb && ((flags & LOWER_CASE) === 0 || flags & FUNCTION)) continue
    let end = i
    while (end > from + 1 && (tokens[end - 1]!.word.flags & CAPITAL) === 0) end--
    return end
  }
  return to
}

const INNER = new Set(['of', 'for', 'and', 'the', 'on', 'in'])

/** "Azerbaijan's | Foreign Ministry" */
function pastOwner({ tokens, marks }: Segment, from: number, to: number): number {
  const mark = marks[from]
  if (!mark || mark.to >= to - 1 || mark.entry.kind === 'organization') return from
  return tokens[mark.to]!.word.flags & POSSESSIVE ? mark.to + 1 : from
}

/** "K Mart Chairman | Bernard Fauber", "UTX> | Pratt", "(chairman Roger) | Smith" */
function pastFunctions({ tokens }: Segment, from: number, to: number): number {
  for (let i = to - 2; i >= from; i--) {
    const { flags, text } = tokens[i]!.word
    if (/^[<>()]$/.test(text)) return i + 1
    if (flags & ROLE && flags & CAPITAL && !(flags & (GIVEN | HONORIFIC))) return i + 1
  }
  return from
}

/** "Mark Zurack | of Goldman": where somebody works. */
function linkStart({ tokens }: Segment, from: number, to: number): number {
  for (let i = from + 2; i < to; i++) if (LINKS.has(tokens[i]!.word.text)) return i
  return to
}

const LINKS = new Set(['of', 'at', 'with', 'from', 'for'])

/** "(D-Ohio)", "(R-Iowa)" */
function isDistrict({ tokens }: Segment, from: number, to: number): boolean {
  return to - from === 1 && /^[DRI]-\p{Lu}/u.test(tokens[from]!.word.text)
}

/** "Montgomery, Ala." */
function isTown({ tokens }: Segment, from: number, to: number): boolean {
  if (tokens[to - 2]?.word.text !== ',' || to - 2 <= from) return false
  return STATES.has(tokens[to - 1]!.word.lower.replaceAll('.', ''))
}

/** What the gazetteer knows as an organization is one, and a seat of government a place. */
function knownKind(
  { marks }: Segment,
  from: number,
  to: number,
  kind: Tagged['kind'],
): Tagged['kind'] {
  const mark = marks[from]
  if (mark?.from !== from || mark.to !== to || kind === null) return kind
  if (mark.entry.kind === 'organization')
    return to - from > 1 || kind === 'place' ? 'organization' : kind
  const isState = mark.entry.kind === 'country' || (mark.entry.kind === 'capital' && to - from > 1)
  return isState && (kind === 'organization' || to - from > 1) ? 'place' : kind
}
