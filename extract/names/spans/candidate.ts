import type { Name } from './name.ts'
import type { Segment } from '../../text/segment.ts'

/** A span with a kind, before it is resolved against the whole article. */
export interface Candidate {
  segment: Segment
  from: number
  to: number
  kind: Exclude<Name['kind'], 'country'>
  via: 'tagger' | 'rule'
  confidence: number
}

/**
 * A tagged span; kind is null for peoples, events and works, which are not mentions but block the names inside them.
 */
export type TaggedSpan = Omit<Candidate, 'kind'> & { kind: Candidate['kind'] | null }
