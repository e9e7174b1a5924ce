import {
  ALL_CAPS,
  INITIAL,
  FUNCTION_WORD,
  COMMON,
  MODIFIER,
  ORG_HEAD,
  LEGAL_FORM,
  STATE_BODY,
  POSSESSIVE,
} from '../../text/flags.ts'
import { COUNTRIES } from '../../gazetteer/gazetteer.ts'
import { STATE_BODY_PAIRS, PORTFOLIOS } from '../../gazetteer/lexicon/bodies.ts'
import type { GazetteerMatch } from '../../text/gazetteer-matches.ts'
import { surfaceOf } from '../spans/name.ts'
import type { Segment } from '../../text/segment.ts'

/** Code of the country that a body belongs to, from the adjacent words; null if unknown. */
export function ownerOf(segment: Segment, from: number, to: number): string | null {
  const { tokens, matches } = segment
  const isOwned = ((tokens[from - 1]?.word.flags ?? 0) & POSSESSIVE) !== 0
  const before = matches[isOwned ? from - 2 : from - 1]
  if (before && isCountry(before)) return before.entry.target
  if (tokens[to]?.word.lower !== 'of') return null
  const after = matches[tokens[to + 1]?.word.lower === 'the' ? to + 2 : to + 1]
  return after && isCountry(after) ? after.entry.target : null
}

/** End of a body's name without its country: "Foreign Ministry | of Azerbaijan", "Supreme Court | of India". */
export function ownEnd({ tokens, matches }: Segment, from: number, to: number): number {
  const last = matches[to - 1]
  if (!last || last.to !== to || last.entry.kind !== 'country') return to
  const link = tokens[last.from - 1]?.word.lower === 'the' ? last.from - 2 : last.from - 1
  return link > from && tokens[link]?.word.lower === 'of' ? link : to
}

function isCountry({ entry }: GazetteerMatch): boolean {
  return entry.kind === 'country' || entry.kind === 'demonym' || entry.kind === 'capital'
}

/** Normal form: "Foreign Ministry" for "Ministry of Foreign Affairs" and "Foreign Affairs Ministry". */
export function bodyName(segment: Segment, from: number, to: number): string {
  const name = surfaceOf(segment, from, to)
  const of = /^(Ministry|Department) (?:of|for) (?:the )?(.+)$/.exec(name)
  const [portfolio, head] = of
    ? [of[2]!, of[1]!]
    : [name.slice(0, name.lastIndexOf(' ')), name.slice(name.lastIndexOf(' ') + 1)]
  const plain = PORTFOLIOS[portfolio.toLowerCase()] ?? portfolio
  return /^(Ministry|Department)$/.test(head) ? `${plain} ${head}` : name
}

/** Canonical name of a state body: "Foreign Ministry of Azerbaijan", "U.S. Senate". */
export function ownedName(body: string, owner: string): string {
  if (owner === 'us') return `U.S. ${body}`
  return `${body} of ${COUNTRIES.get(owner)?.name ?? owner}`
}

/** Whether a span has only common words ("Central Bank", "Foreign Ministry") and needs an owner. */
export function isGeneric({ tokens, matches }: Segment, from: number, to: number): boolean {
  const isMinistry = [from, to - 1].some((at) => tokens[at]!.word.lower === 'ministry')
  for (let i = from; i < to; i++) {
    const { flags, text, lower } = tokens[i]!.word
    if (text === ',') continue
    if (matches[i] && matches[i]!.entry.kind !== 'none') return false
    // A ministry's portfolio may be any word.
    if (isMinistry && (flags & (ALL_CAPS | INITIAL | LEGAL_FORM)) === 0) continue
    if (GENERIC.has(lower)) continue
    if (
      (flags & (COMMON | MODIFIER | ORG_HEAD | FUNCTION_WORD)) === 0 ||
      flags & (INITIAL | LEGAL_FORM)
    )
      return false
  }
  return true
}

/** Words in the names of bodies that other lists of common words lack. */
const GENERIC = new Set(['legislative', 'deputies', 'commerce', 'chamber'])

/** Whether the head of a span is that of a state body. */
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
