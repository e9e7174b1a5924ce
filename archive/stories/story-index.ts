import type { DatabaseSync } from 'node:sqlite'
import { FEWEST_KEYS, MOST_DAYS_APART, type StoryText } from '#core/stories/near-copy.ts'
import { MOST_KEYS } from '#core/stories/story-keys.ts'
import { lazyStatements } from '../lazy-statements.ts'

/** Articles without a date may be copies of any other. */
const NO_DAY = -1_000_000

/**
 * Limit for archives in which every text begins with the same words of the site: the founders that
 * share most keys are enough.
 */
const MOST_FOUNDERS = 60

const KEYS = Array.from({ length: MOST_KEYS }, (_, i) => `?${i + 6}`).join(', ')

const CANDIDATES = `
  select article from (
    select article, key = ?4 as is_same from story_key where key in (${KEYS}) and founds = ?5 and day between ?1 and ?2
    union all select article, key = ?4 from story_key where key in (${KEYS}) and founds = ?5 and day = ?3
    union all select article, 1 from story_key where key = ?4 and founds = ?5 and day not between ?1 and ?2
  ) group by article having count(*) >= ${FEWEST_KEYS} or max(is_same)
  order by count(*) desc, article limit iif(?5 = 1, ${MOST_FOUNDERS}, -1)`

export interface StoryIndex {
  add(row: number, text: StoryText, founds: boolean): void
  remove(row: number, text: StoryText): void
  /** Whether the index has all keys of an article. */
  has(row: number, text: StoryText, founds: boolean): boolean
  /**
   * Articles that share enough keys and are close enough in time to be copies, and articles with
   * the same words at any time: founders if `founds`, else the others.
   */
  candidates(text: StoryText, founds: boolean): number[]
}

/** Finds articles by the keys of their texts. */
export function createStoryIndex(db: DatabaseSync): StoryIndex {
  const lazily = lazyStatements(db)
  const put = lazily(
    'insert or ignore into story_key (key, founds, day, article) values (?, ?, ?, ?)',
  )
  const drop = lazily(
    'delete from story_key where key = ? and founds in (0, 1) and day = ? and article = ?',
  )
  const held = lazily(
    'select 1 from story_key where key = ? and founds = ? and day = ? and article = ?',
  )
  const find = lazily(CANDIDATES)

  return {
    add(row, { keys, day }, founds) {
      for (const key of keys) put().run(key, Number(founds), day ?? NO_DAY, row)
    },
    remove(row, { keys, day }) {
      for (const key of keys) drop().run(key, day ?? NO_DAY, row)
    },
    has: (row, { keys, day }, founds) =>
      [...keys].every((key) => held().get(key, Number(founds), day ?? NO_DAY, row) !== undefined),
    candidates({ keys: all, day }, founds) {
      const keys = [...all]
      if (keys.length === 0) return []
      const padded = Array.from({ length: MOST_KEYS }, (_, i) => keys[i] ?? keys[0]!)
      const span = day === null ? [NO_DAY, -NO_DAY] : [day - MOST_DAYS_APART, day + MOST_DAYS_APART]
      const rows = find().all(...span, NO_DAY, keys[0]!, Number(founds), ...padded)
      return (rows as { article: number }[]).map(({ article }) => article)
    },
  }
}
