import type { Name } from './name.ts'
import type { Segment } from '../text/segment.ts'

/** A span that is a person, an organization or a place, before the whole article tells what it stands for. */
export interface Candidate {
  segment: Segment
  from: number
  to: number
  kind: Exclude<Name['kind'], 'country'>
  via: 'tagger' | 'rule'
  confidence: number
}

/** A span that the tagger takes for a name; its kind is null for peoples, events and works, which hide what they hold. */
export type Tagged = Omit<Candidate, 'kind'> & { kind: Candidate['kind'] | null }
