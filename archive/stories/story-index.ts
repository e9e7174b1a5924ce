import type { DatabaseSync } from 'node:sqlite'
import { FEWEST_KEYS, MOST_DAYS_APART } from '#core/stories/near-copy.ts'
import { MOST_KEYS } from '#core/stories/story-keys.ts'
import { lazyStatements } from '../lazy-statements.ts'

/** Stands for the day of articles without a date, which may be copies of any other. */
const NO_DAY = -1_000_000
/**
 * News comes roughly in order of time: with the keys of some days side by side, an import writes to
 * a few pages of the index instead of all.
 */
const BUCKET_DAYS = 16
const bucketOf = (day: number) => Math.floor(day / BUCKET_DAYS)
/** The bucket of the keys of whole texts, which are looked for at any time. */
const WHOLE = -1_000_000

/**
 * Limit for archives in which every text begins with the same words of the site: the founders that
 * share most keys are enough.
 */
export const MOST_FOUNDERS = 60

/** Every statement takes as many keys, the first of which is that of the whole text; those of a short text are repeated. */
const padded = (keys: readonly number[]) =>
  Array.from({ length: MOST_KEYS }, (_, i) => keys[i] ?? keys[0]!)
const keysFrom = (first: number) => Array.from({ length: MOST_KEYS }, (_, i) => `?${first + i}`)

/** Parameters of these: bucket, founds, day, article, keys. */
const KEYS = keysFrom(5)
const ADD = `
  insert or ignore into story_key (bucket, key, founds, day, article)
  values (${WHOLE}, ${KEYS[0]}, ?2, ?3, ?4), ${KEYS.map((key) => `(?1, ${key}, ?2, ?3, ?4)`).join(', ')}`
const ENTRIES = `
  from story_key where founds = ?2 and day = ?3 and article = ?4
  and (bucket = ?1 and key in (${KEYS.join(', ')}) or bucket = ${WHOLE} and key = ${KEYS[0]})`

/** Parameters: founds, first and last day, three buckets, keys. */
const SOUGHT = keysFrom(7)
const candidatesIn = (buckets: string) => `
  select article from (
    select article, key = ${SOUGHT[0]} as is_same from story_key
    where bucket in (${buckets}) and key in (${SOUGHT.join(', ')}) and founds = ?1
      and (day between ?2 and ?3 or day = ${NO_DAY})
    union all select article, 1 from story_key where bucket = ${WHOLE} and key = ${SOUGHT[0]} and founds = ?1
  ) group by article having count(*) >= ${FEWEST_KEYS} or max(is_same)
  order by count(*) desc, article limit iif(?1 = 1, ${MOST_FOUNDERS}, -1)`

const ALL_BUCKETS = `
  with recursive known (bucket) as (
    select min(bucket) from story_key
    union all select (select min(bucket) from story_key where bucket > known.bucket) from known where bucket is not null
  ) select bucket from known`

/** What the index knows of an article. */
export interface IndexedText {
  keys: readonly number[]
  /** Null if undated. */
  day: number | null
}

export interface StoryIndex {
  /** Call at the start of a transaction: others may have written. */
  begin(): void
  add(row: number, text: IndexedText, founds: boolean): void
  remove(row: number, text: IndexedText, founds: boolean): void
  /** Whether the index has all keys of an article. */
  has(row: number, text: IndexedText, founds: boolean): boolean
  /**
   * Articles that share enough keys and are close enough in time to be copies, and articles with
   * the same words at any time: founders if `founds`, else the others.
   */
  candidates(text: IndexedText, founds: boolean): number[]
}

/** Finds articles by the keys of their texts. */
export function createStoryIndex(db: DatabaseSync): StoryIndex {
  const lazily = lazyStatements(db)
  const put = lazily(ADD)
  const drop = lazily(`delete ${ENTRIES}`)
  const count = lazily(`select count(*) as count ${ENTRIES}`)
  const findDated = lazily(candidatesIn('?4, ?5, ?6'))
  const findUndated = lazily(candidatesIn(ALL_BUCKETS))
  const anyUndated = lazily(`select 1 from story_key where bucket = ${bucketOf(NO_DAY)} limit 1`)
  let hasUndated: boolean | null = null

  function bucketsOf(days: number[]): number[] {
    hasUndated ??= anyUndated().get() !== undefined
    const buckets = days.map(bucketOf)
    return [...buckets, hasUndated ? bucketOf(NO_DAY) : buckets[0]!]
  }

  return {
    begin: () => void (hasUndated = null),
    add(row, text, founds) {
      if (text.keys.length > 0) put().run(...entriesOf(row, text, founds))
      if (text.day === null) hasUndated = true
    },
    remove(row, text, founds) {
      if (text.keys.length > 0) drop().run(...entriesOf(row, text, founds))
    },
    has(row, text, founds) {
      if (text.keys.length === 0) return true
      return count().get(...entriesOf(row, text, founds))?.count === text.keys.length + 1
    },
    candidates({ keys, day }, founds) {
      if (keys.length === 0) return []
      const days = day === null ? [NO_DAY, -NO_DAY] : [day - MOST_DAYS_APART, day + MOST_DAYS_APART]
      const find = day === null ? findUndated() : findDated()
      const rows = find.all(Number(founds), ...days, ...bucketsOf(days), ...padded(keys))
      return (rows as { article: number }[]).map(({ article }) => article)
    },
  }
}

function entriesOf(row: number, { keys, day }: IndexedText, founds: boolean): number[] {
  const known = day ?? NO_DAY
  return [bucketOf(known), Number(founds), known, row, ...padded(keys)]
}
