import type { DatabaseSync } from 'node:sqlite'
import { byPublication, isNearCopy, isSameText, toDay } from '#core/stories/near-copy.ts'
import { lazyStatements } from '../lazy-statements.ts'
import { createStoryIndex } from './story-index.ts'
import { createStoryTexts, type StoryTexts } from './story-texts.ts'

/** Near-copies of articles, by row. */
export interface Copies extends Pick<StoryTexts, 'outline' | 'forget' | 'clear'> {
  /** Call at the start of a transaction. */
  begin: () => void
  /** Indexes its text, as the founder of a story or as another member. */
  add(row: number, founds: boolean): void
  remove(row: number, founds: boolean): void
  /** Founders that may be copies of the article. */
  founders(row: number): number[]
  /** The first published founder, of these, that is earlier than the article and that it copies; null if none. */
  founderOf(row: number, founders: number[]): number | null
  /**
   * Copies of the article that were published later, except those in `without`, and those that stay with a founder of
   * the same text whose story the article takes over.
   */
  later(row: number, founders: number[], without: ReadonlySet<number>): number[]
  /** The other articles of its story. */
  fellows(row: number): number[]
  byPublication: (a: number, b: number) => number
  /** Whether every other article copies both or neither. */
  areSame(a: number, b: number): boolean
  /** Whether the index has all keys of the article, as a founder or not. */
  isFound(row: number, founds: boolean): boolean
}

/** Finds copies through an index of text keys. */
export function createCopies(db: DatabaseSync): Copies {
  const index = createStoryIndex(db)
  const texts = createStoryTexts(db)
  const inOrder = (a: number, b: number) => byPublication(texts.published(a), texts.published(b))
  const areCopies = (a: number, b: number) => isNearCopy(texts.text(a), texts.text(b))
  const areSame = (a: number, b: number) => isSameText(texts.text(a), texts.text(b))
  const indexed = (row: number) => ({
    keys: texts.keys(row),
    day: toDay(texts.published(row).time),
  })
  const { outline, forget, clear } = texts
  const inStoryOf = lazyStatements(db)(
    'select row from article where story = (select story from article where row = ?1) and row <> ?1',
  )
  const fellows = (row: number) =>
    (inStoryOf().all(row) as { row: number }[]).map((each) => each.row)

  return {
    begin() {
      index.begin()
      texts.forgetOutlines()
    },
    outline,
    forget,
    clear,
    areSame,
    add: (row, founds) => index.add(row, indexed(row), founds),
    remove: (row, founds) => index.remove(row, indexed(row), founds),
    founders: (row) => index.candidates(indexed(row), true),
    founderOf(row, founders) {
      const earlier = founders.filter((other) => inOrder(other, row) < 0)
      return earlier.sort(inOrder).find((founder) => areCopies(founder, row)) ?? null
    },
    later(row, founders, without) {
      const isLater = (other: number) => inOrder(other, row) > 0
      const same = founders.find((other) => isLater(other) && areSame(row, other))
      const staying = new Set(same === undefined ? [] : fellows(same))
      return [...founders, ...index.candidates(indexed(row), false)].filter(
        (other) =>
          !without.has(other) && !staying.has(other) && isLater(other) && areCopies(row, other),
      )
    },
    fellows,
    byPublication: inOrder,
    isFound: (row, founds) => index.has(row, indexed(row), founds),
  }
}
