import {
  INITIAL,
  FUNCTION,
  COMMON,
  MODIFIER,
  HEAD,
  LEGAL,
  STATE_BODY,
  POSSESSIVE,
} from '../../text/flags.ts'
import { COUNTRIES } from '../../gazetteer/gazetteer.ts'
import { STATE_BODY_PAIRS, PORTFOLIOS } from '../../gazetteer/lexicon/bodies.ts'
import type { Mark } from '../../text/gazetteer-matches.ts'
import { written } from '../name.ts'
import type { Segment } from '../../text/segment.ts'

/** The code of the country that a body belongs to, by what stands around it; null if nothing tells. */
export function ownerOf(segment: Segment, from: number, to: number): string | null {
  const { tokens, marks } = segment
  const isOwned = ((tokens[from - 1]?.word.flags ?? 0) & POSSESSIVE) !== 0
  const before = marks[isOwned ? from - 2 : from - 1]
  if (before && isCountry(before)) return before.entry.target
  if (tokens[to]?.word.lower !== 'of') return null
  const after = marks[tokens[to + 1]?.word.lower === 'the' ? to + 2 : to + 1]
  return after && isCountry(after) ? after.entry.target : null
}

/** The end of a body's own name: "Foreign Ministry | of Azerbaijan", "Supreme Court | of India". */
export function ownEnd({ tokens, marks }: Segment, from: number, to: number): number {
  const last = marks[to - 1]
  if (!last || last.to !== to || last.entry.kind !== 'country') return to
  const link = tokens[last.from - 1]?.word.lower === 'the' ? last.from - 2 : last.from - 1
  return link > from && tokens[link]?.word.lower === 'of' ? link : to
}

function isCountry({ entry }: Mark): boolean {
  return entry.kind === 'country' || entry.kind === 'demonym' || entry.kind === 'capital'
}

/** One form for "Ministry of Foreign Affairs", "Foreign Affairs Ministry" and "Foreign Ministry". */
export function bodyName(segment: Segment, from: number, to: number): string {
  const name = written(segment, from, to)
  const of = /^(Ministry|Department) (?:of|for) (?:the )?(.+)$/.exec(name)
  const [portfolio, head] = of
    ? [of[2]!, of[1]!]
    : [name.slice(0, name.lastIndexOf(' ')), name.slice(name.lastIndexOf(' ') + 1)]
  const plain = PORTFOLIOS[portfolio.toLowerCase()] ?? portfolio
  return /^(Ministry|Department)$/.test(head) ? `${plain} ${head}` : name
}

/** The name of a body of a state that its articles share: "Foreign Ministry of Azerbaijan", "U.S. Senate". */
export function ownedName(body: string, owner: string): string {
  if (owner === 'us') return `U.S. ${body}`
  return `${body} of ${COUNTRIES.get(owner)?.name ?? owner}`
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
