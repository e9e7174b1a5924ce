import { applyDocumentRules } from '#extract/tagger/document-rules.ts'
import type { Tagger } from '#extract/tagger/tagger.ts'
import type { TypedSpan } from './score.ts'
import type { NameFinder } from './world-news.ts'

/** The tagger with the document-level rules. */
export function findByTagger(tagger: Tagger): NameFinder {
  return (sentences) => {
    const spans: TypedSpan[][] = sentences.map(() => [])
    const names = applyDocumentRules(sentences, tagger.tag(sentences))
    for (const { sentence, from, to, type } of names) spans[sentence]!.push({ from, to, type })
    return spans
  }
}
