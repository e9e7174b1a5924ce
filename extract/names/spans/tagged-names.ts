import type { Tagged } from '../candidate.ts'
import { withPortfolios } from './listed-portfolios.ts'
import { parted } from './split-conjunction.ts'
import type { Segment } from '../../text/segment.ts'
import { separated } from './split-span.ts'
import { applyDocumentRules } from '../../tagger/document-rules.ts'
import type { EntityType } from '../../tagger/labels.ts'
import type { TaggedName } from '../../tagger/tagger.ts'
import { tidied } from './adjust-span.ts'
import { withoutHeader } from './wire-headers.ts'
import type { Word } from '../../text/word.ts'

const KINDS: Record<EntityType, Tagged['kind']> = {
  PER: 'person',
  ORG: 'organization',
  LOC: 'place',
  MISC: null,
}

/** The words of sentences, as the tagger knows them. */
export function wordsOf(segments: Segment[]): Word[][] {
  return segments.map(({ tokens }) => tokens.map(({ word }) => word))
}

/** The words of sentences as they are written. */
export function textsOf(segments: Segment[]): string[][] {
  return segments.map(({ tokens }) => tokens.map(({ word }) => word.text))
}

/** What a tagger found in an article, together with what the article as a whole says of its names. */
export function taggedNames(segments: Segment[], found: TaggedName[]): Tagged[] {
  const names = applyDocumentRules(textsOf(segments), found).flatMap((name) => {
    const { sentence, from, to, type, confidence } = name
    const segment = segments[sentence]!
    const own: Tagged = { segment, from, to, kind: KINDS[type], via: 'tagger', confidence }
    return withoutHeader(own).map(tidied).flatMap(separated).flatMap(parted)
  })
  return withPortfolios(names)
}
