import type { DatabaseSync } from 'node:sqlite'
import { byPublication, isNearCopy } from '#core/stories/near-copy.ts'
import { createStoryIndex } from './story-index.ts'
import { createStoryTexts } from './story-texts.ts'

/** Near-copies of articles, by row. */
export interface Copies {
  /** Indexes its text, as the founder of a story or as another member. */
  add(row: number, founds: boolean): void
  remove(row: number): void
  /**
   * The first published founder that is earlier than the article and that it copies; null if none.
   */
  founderOf(row: number): number | null
  /** Copies of the article that were published later, except those in `without`. */
  later(row: number, without: ReadonlySet<number>): number[]
  byPublication: (a: number, b: number) => number
  /** Whether the index has all keys of the article, as a founder or not. */
  isFound(row: number, founds: boolean): boolean
  /** Drops cached texts, which may have changed. */
  forget: (row?: number) => void
}

/** Finds copies through an index of text keys. */
export function createCopies(db: DatabaseSync): Copies {
  const index = createStoryIndex(db)
  const texts = createStoryTexts(db)
  const inOrder = (a: number, b: number) => byPublication(texts.published(a), texts.published(b))
  const areCopies = (a: number, b: number) => isNearCopy(texts.text(a), texts.text(b))
  const found = (row: number, founds: boolean) => index.candidates(texts.text(row), founds)

  return {
    add: (row, founds) => index.add(row, texts.text(row), founds),
    remove: (row) => index.remove(row, texts.text(row)),
    founderOf(row) {
      const earlier = found(row, true).filter((other) => inOrder(other, row) < 0)
      return earlier.sort(inOrder).find((founder) => areCopies(founder, row)) ?? null
    },
    later: (row, without) =>
      [...found(row, true), ...found(row, false)].filter(
        (other) => !without.has(other) && inOrder(other, row) > 0 && areCopies(row, other),
      ),
    byPublication: inOrder,
    isFound: (row, founds) => index.has(row, texts.text(row), founds),
    forget: (row) => (row === undefined ? texts.clear() : texts.forget(row)),
  }
}
