import { isCredit } from './credits.ts'
import type { Document } from '../text/document.ts'
import type { Segment } from '../text/segment.ts'

/** The sentences of an article by what their names are. */
export interface Zones {
  /** All but the credits, in order. */
  story: Segment[]
  /** Those of the story that are given to the tagger; where all letters are capitals they say nothing. */
  tagged: Segment[]
  /** "Reporting by …": whoever stands here is no part of the news. */
  credits: Segment[]
}

export function readZones({ title, body }: Document): Zones {
  const all = title ? [title, ...body] : body
  const credits = all.filter(isCredit)
  const story = credits.length === 0 ? all : all.filter((segment) => !credits.includes(segment))
  return { story, tagged: story.filter(({ style }) => style !== 'capitals'), credits }
}
