import type { MentionKind, Via } from '#core/article.ts'
import type { Segment } from '../../text/segment.ts'

/** A resolved name over tokens `from` (inclusive) to `to` (exclusive) of a sentence. */
export interface Name {
  segment: Segment
  from: number
  to: number
  kind: MentionKind
  /** Full form of the entity; for a country, its code. */
  full: string
  /** False for mentions without an entity: places and unresolved names. */
  resolved: boolean
  /** City id, if the place is a city. */
  city?: string | null
  via: Via
  confidence: number
}

/** The text of a span with single spaces and straight apostrophes; in its guessed case if the text is in capitals. */
export function surfaceOf({ tokens, text, truecased }: Segment, from: number, to: number): string {
  if (truecased) return joined(tokens, from, to)
  const name = text.slice(tokens[from]!.start, tokens[to - 1]!.end)
  return /\s{2}|[^\S ]|’/.test(name) ? name.replace(/\s+/g, ' ').replaceAll('’', "'") : name
}

function joined(tokens: Segment['tokens'], from: number, to: number): string {
  let name = tokens[from]!.word.text
  for (let i = from + 1; i < to; i++) {
    name += (tokens[i]!.start > tokens[i - 1]!.end ? ' ' : '') + tokens[i]!.word.text
  }
  return name
}

/** A mention of an organization by a short form from the same article. */
export function shortName(segment: Segment, from: number, to: number, full: string): Name {
  const via = surfaceOf(segment, from, to) === full ? 'rule' : 'acronym'
  return { segment, from, to, kind: 'organization', full, resolved: true, via, confidence: 0.85 }
}
