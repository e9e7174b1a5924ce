import type { DatabaseSync } from 'node:sqlite'
import { type StorySource, type StoryText, toStoryText } from '#core/stories/near-copy.ts'
import { lazyStatements } from '../lazy-statements.ts'

/** Copies come close together: most texts that an import compares are among the last. */
const KEPT = 1000

export interface StoryTexts {
  /** Of an article that is in the archive. */
  text(row: number): StoryText
  forget(row: number): void
  clear(): void
}

export function createStoryTexts(db: DatabaseSync): StoryTexts {
  const read = lazyStatements(db)(
    'select id, title, body, published_at as publishedAt from article join article_text using (row) where row = ?',
  )
  const kept = new Map<number, StoryText>()

  return {
    text(row) {
      const known = kept.get(row)
      const text = known ?? toStoryText(read().get(row) as unknown as StorySource)
      kept.delete(row)
      kept.set(row, text)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return text
    },
    forget: (row) => void kept.delete(row),
    clear: () => kept.clear(),
  }
}
