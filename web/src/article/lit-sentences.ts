import type { ArticleView } from '#core/search.ts'
import type { ArticleRoute } from '../router/route.ts'

/** Indexes of the sentences that a URL highlights, in order: one, or all that name an entity. */
export function litSentences(
  { sentences, mentions }: Pick<ArticleView, 'sentences' | 'mentions'>,
  { sentence, entity }: Pick<ArticleRoute, 'sentence' | 'entity'>,
): Set<number> {
  const known = new Set(sentences.map(({ n }) => n))
  if (sentence !== null) return new Set(known.has(sentence) ? [sentence] : [])
  if (entity === null) return new Set()
  const naming = mentions.filter((mention) => mention.entity === entity)
  const numbers = naming.flatMap(({ sentence }) => (sentence === null ? [] : [sentence]))
  return new Set(numbers.sort((a, b) => a - b))
}
