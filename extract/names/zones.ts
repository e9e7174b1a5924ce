import { isCredit } from './credits.ts'
import type { Document } from '../text/document.ts'
import type { Segment } from '../text/segment.ts'

/** An article's sentences, grouped by how their names are read. */
export interface Zones {
  /** All sentences except credits. */
  story: Segment[]
  /** Story sentences for the tagger; text all in capitals is left out, since its capitals carry no signal. */
  tagged: Segment[]
  /** "Reporting by …": people here are not part of the story. */
  credits: Segment[]
}

export function readZones({ title, body }: Document): Zones {
  const all = title ? [title, ...body] : body
  const credits = all.filter(isCredit)
  const story = credits.length === 0 ? all : all.filter((segment) => !credits.includes(segment))
  return { story, tagged: story.filter(({ style }) => style !== 'capitals'), credits }
}
