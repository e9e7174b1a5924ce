import type { TaggedSpan } from './spans/candidate.ts'
import { extendPortfolios } from './spans/listed-portfolios.ts'
import { splitConjunction } from './spans/split-conjunction.ts'
import { type Segment, textsOf } from '../text/segment.ts'
import { splitSpan } from './spans/split-span.ts'
import { applyDocumentRules } from '../tagger/document-rules.ts'
import type { EntityType } from '../tagger/labels.ts'
import type { TaggedName } from '../tagger/tagger.ts'
import { adjustSpan } from './spans/adjust-span.ts'
import { splitWireHeader } from './spans/wire-header.ts'

const KINDS: Record<EntityType, TaggedSpan['kind']> = {
  PER: 'person',
  ORG: 'organization',
  LOC: 'place',
  MISC: null,
}

/** The tagged names of an article after the document rules, with their spans corrected. */
export function readTaggedSpans(segments: Segment[], tagged: TaggedName[]): TaggedSpan[] {
  const names = applyDocumentRules(textsOf(segments), tagged).flatMap((name) => {
    const { sentence, from, to, type, confidence } = name
    const segment = segments[sentence]!
    const own: TaggedSpan = { segment, from, to, kind: KINDS[type], via: 'tagger', confidence }
    return splitWireHeader(own).map(adjustSpan).flatMap(splitSpan).flatMap(splitConjunction)
  })
  return extendPortfolios(names)
}
