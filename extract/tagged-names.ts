import type { Candidate } from './candidate.ts'
import { parted } from './joined-bodies.ts'
import type { Segment } from './segment.ts'
import { applyDocumentRules } from './tagger/document-rules.ts'
import type { EntityType } from './tagger/labels.ts'
import { loadTagger } from './tagger/tagger.ts'
import { tidied } from './tidied.ts'

const tagger = loadTagger()

/** A span that the tagger takes for a name; its kind is null for peoples, events and works, which hide what they hold. */
export type Tagged = Omit<Candidate, 'kind'> & { kind: Candidate['kind'] | null }

const KINDS: Record<EntityType, Tagged['kind']> = {
  PER: 'person',
  ORG: 'organization',
  LOC: 'place',
  MISC: null,
}

/** What the tagger finds in an article, together with what the article as a whole says of its names. */
export function taggedNames(segments: Segment[]): Tagged[] {
  const words = segments.map(({ tokens }) => tokens.map(({ word }) => word))
  const sentences = words.map((sentence) => sentence.map(({ text }) => text))
  return applyDocumentRules(sentences, tagger.tag(words)).flatMap((name) => {
    const { sentence, from, to, type, confidence } = name
    const segment = segments[sentence]!
    return parted(tidied({ segment, from, to, kind: KINDS[type], via: 'tagger', confidence }))
  })
}
