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
  /** False for mentions without an entity: places, and names that nothing resolves. */
  resolved: boolean
  via: Via
  confidence: number
}

/** The text of a span with single spaces and straight apostrophes. */
export function surfaceOf({ tokens, text }: Segment, from: number, to: number): string {
  const name = text.slice(tokens[from]!.start, tokens[to - 1]!.end)
  return /\s{2}|[^\S ]|’/.test(name) ? name.replace(/\s+/g, ' ').replaceAll('’', "'") : name
}

/** A mention of an organization by a short form from the same article. */
export function shortName(segment: Segment, from: number, to: number, full: string): Name {
  const via = surfaceOf(segment, from, to) === full ? 'rule' : 'acronym'
  return { segment, from, to, kind: 'organization', full, resolved: true, via, confidence: 0.85 }
}
