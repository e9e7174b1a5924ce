import type { DatabaseSync } from 'node:sqlite'
import {
  type Published,
  type StorySource,
  type StoryText,
  timeOf,
  toStoryText,
} from '#core/stories/near-copy.ts'
import { lazyStatements } from '../lazy-statements.ts'

/** Copies come close together: an import mostly compares texts with recent ones. */
const KEPT = 1000
/**
 * Dates are cached for more articles than texts, because stories of many thousands of copies are
 * sorted by them.
 */
const KEPT_DATES = 100_000

/** What is known of an article without reading its text again. */
export interface StoryOutline extends Pick<StorySource, 'id' | 'publishedAt'> {
  keys: readonly number[]
}

export interface StoryTexts {
  /** Holds the outline of an article stored in this transaction until `forgetOutlines`. */
  outline: (row: number, outline: StoryOutline) => void
  forgetOutlines: () => void
  /** The article must be in the archive. */
  text(row: number): StoryText
  published(row: number): Published
  keys(row: number): readonly number[]
  forget: (row: number) => void
  clear: () => void
}

export function createStoryTexts(db: DatabaseSync): StoryTexts {
  const lazily = lazyStatements(db)
  const read = lazily(
    'select id, title, body, published_at as publishedAt from article join article_text using (row) where row = ?',
  )
  const readDate = lazily('select id, published_at as publishedAt from article where row = ?')
  const texts = new Map<number, StoryText>()
  const dates = new Map<number, Published>()
  const keys = new Map<number, readonly number[]>()

  function date(row: number, { id, publishedAt }: Pick<StorySource, 'id' | 'publishedAt'>) {
    const published = { id, time: timeOf(publishedAt) }
    if (dates.size === KEPT_DATES) dates.clear()
    dates.set(row, published)
    return published
  }

  return {
    outline(row, outline) {
      date(row, outline)
      keys.set(row, outline.keys)
    },
    forgetOutlines: () => keys.clear(),
    keys(row) {
      return keys.get(row) ?? this.text(row).keys
    },
    text(row) {
      const known = texts.get(row)
      const text = known ?? toStoryText(read().get(row) as unknown as StorySource)
      texts.delete(row)
      texts.set(row, text)
      if (texts.size > KEPT) texts.delete(texts.keys().next().value!)
      return text
    },
    published(row) {
      const known = texts.get(row) ?? dates.get(row)
      return known ?? date(row, readDate().get(row) as Pick<StorySource, 'id' | 'publishedAt'>)
    },
    forget(row) {
      for (const cached of [texts, dates, keys]) cached.delete(row)
    },
    clear() {
      for (const cached of [texts, dates, keys]) cached.clear()
    },
  }
}
