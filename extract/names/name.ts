import type { MentionKind, Via } from '#core/article.ts'
import type { Segment } from '../text/segment.ts'

/** A name found over tokens `from` to `to` of a sentence. */
export interface Name {
  segment: Segment
  from: number
  to: number
  kind: MentionKind
  /** What it stands for, written in full; for a country its code. */
  full: string
  /** False where it stands for nothing outside of its article: a place, a surname that nothing resolves. */
  resolved: boolean
  via: Via
  confidence: number
}

/** The words of a span with single spaces, as they are written. */
export function written({ tokens, text }: Segment, from: number, to: number): string {
  const name = text.slice(tokens[from]!.start, tokens[to - 1]!.end)
  return /\s{2}|[^\S ]|’/.test(name) ? name.replace(/\s+/g, ' ').replaceAll('’', "'") : name
}

/** An organization by a short form that the article gives it. */
export function shortName(segment: Segment, from: number, to: number, full: string): Name {
  const via = written(segment, from, to) === full ? 'rule' : 'acronym'
  return { segment, from, to, kind: 'organization', full, resolved: true, via, confidence: 0.85 }
}
