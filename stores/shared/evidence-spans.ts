import type { Mention } from '#core/article.ts'
import { nameId } from '#core/city.ts'
import type { EvidenceSpan } from '#core/search.ts'

/** Where a sentence that begins at `start` names some entities or cities. */
export function evidenceSpans(
  mentions: readonly Mention[],
  { sentence, start, entities }: { sentence: number; start: number; entities: readonly string[] },
): EvidenceSpan[] {
  return mentions.flatMap((mention) => {
    const entity = nameId(mention)
    if (mention.sentence !== sentence || entity === null || !entities.includes(entity)) return []
    const at = { start: mention.start - start, end: mention.end - start, entity }
    return [mention.via === 'archive' ? { ...at, inferred: true as const } : at]
  })
}
