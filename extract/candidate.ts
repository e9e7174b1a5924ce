import type { Name } from './name.ts'
import type { Segment } from './segment.ts'

/** A span that is a person, an organization or a place, before the whole article tells what it stands for. */
export interface Candidate {
  segment: Segment
  from: number
  to: number
  kind: Exclude<Name['kind'], 'country'>
  via: 'tagger' | 'rule'
  confidence: number
}
