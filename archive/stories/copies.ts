import type { DatabaseSync } from 'node:sqlite'
import { byPublication, isNearCopy } from '#core/stories/near-copy.ts'
import { createStoryIndex } from './story-index.ts'
import { createStoryTexts } from './story-texts.ts'

/** Near-copies of articles, all by their rows. */
export interface Copies {
  /** Its text is found from now on, as the first one of a story or as another. */
  add(row: number, founds: boolean): void
  remove(row: number): void
  /** The first published of those that found a story, that is earlier than the article and of which it is a copy. */
  founderOf(row: number): number | null
  /** Copies of the article that were published later, but for those left out. */
  later(row: number, without: ReadonlySet<number>): number[]
  byPublication: (a: number, b: number) => number
  /** Whether the index has its keys as those of a founder, or of another. */
  isFound(row: number, founds: boolean): boolean
  /** Forgets texts, which may have changed. */
  forget: (row?: number) => void
}

/** Finds copies by the index of the keys of their texts. */
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
