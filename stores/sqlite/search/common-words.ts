import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '#core/files/sqlite-transaction.ts'
import { stem } from '#core/text/stem.ts'
import { words } from '#core/text.ts'
import type { Columns } from './columns.ts'
import { type FormsOf, formsIn, quoted } from './match-expression.ts'
import { type RowSet, add, countOf, emptySet } from './row-set.ts'

/*
 * FTS5 takes 0.3 µs to hand over a match: a third of a second for a word of a million articles. The articles of the
 * commonest words are therefore kept as bitmaps beside the index, and read in no time. They are of the moment they were
 * stored; what was indexed later is asked of FTS5 and added.
 */
export const COMMON_WORDS_SCHEMA = `
  create table if not exists common_word (
    stem text primary key,
    articles blob not null      -- bit n of word m: row 32 m + n
  ) strict, without rowid;
  create table if not exists common_words (
    one integer primary key check (one = 1),
    last_row integer not null   -- of an article when they were stored
  ) strict;
  -- Articles up to that row that were indexed again since.
  create table if not exists common_word_changed (row integer primary key) strict;
`

/** A word in as many articles is read from FTS5 in some 10 ms. */
const COMMON = 25_000
const MAX_CHANGED = 1000
/** When the share of later articles exceeds this, the sets are stored anew. */
const MAX_LATER = 1 / 4
/** Articles whose words are counted to find the common ones. */
const SAMPLE = 2000
/** Words close to the limit in the sample may be beyond it. */
const TOLERANCE = 0.7

/** Notes the articles whose stored bits are no longer right, in the transaction that indexes them. */
export function createCommonWordChanges(db: DatabaseSync): (row: number) => void {
  const note = db.prepare(
    `insert or ignore into common_word_changed select ? where ? <= (select last_row from common_words)`,
  )
  return (row) => void note.run(row, row)
}

/** Stores the sets, unless they are still good; `common` is for tests. */
export function storeCommonWords(db: DatabaseSync, common = COMMON): void {
  const { articles, last } = db
    .prepare('select count(*) as articles, ifnull(max(row), 0) as last from article')
    .get() as { articles: number; last: number }
  if (articles < common || isFresh(db, articles, last)) return
  const rowsOf = readingRows(db)
  const formsOf = formsIn(db)
  const put = db.prepare('insert into common_word (stem, articles) values (?, ?)')
  inTransaction(db, () => {
    db.exec('delete from common_word; delete from common_words; delete from common_word_changed')
    for (const word of likelyCommon(db, (common / articles) * TOLERANCE)) {
      const set = emptySet(last + 1)
      for (const row of rowsOf(anyOf(formsOf(word)), 0)) add(set, row)
      if (countOf(set) >= common) put.run(word, new Uint8Array(set.buffer))
    }
    db.prepare('insert into common_words values (1, ?)').run(last)
  })
}

function isFresh(db: DatabaseSync, articles: number, last: number): boolean {
  const stored = db.prepare('select last_row as row from common_words').get()
  if (!stored) return false
  const { changed } = db.prepare('select count(*) as changed from common_word_changed').get() as {
    changed: number
  }
  return changed <= MAX_CHANGED && last - (stored.row as number) <= articles * MAX_LATER
}

/** Stems in more than a share of a sample that is spread over the archive. */
function likelyCommon(db: DatabaseSync, share: number): string[] {
  const rows = db.prepare('select row from article').all() as { row: number }[]
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  const sample = rows.filter((_, i) => i % step === 0)
  const text = db.prepare(
    'select title, body from article join article_text using (row) where row = ?',
  )
  const counts = new Map<string, number>()
  for (const { row } of sample) {
    const { title, body } = text.get(row) as { title: string; body: string }
    const found = new Set(words(`${title} ${body}`).map(({ word }) => stem(word)))
    for (const word of found) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts.keys()].filter((word) => counts.get(word)! >= share * sample.length)
}

/** The articles of common words in the current state; they may include some that are gone. */
export interface CommonRows {
  has(stem: string): boolean
  rows(stem: string): RowSet
}

/** What is stored about them. */
interface Stored {
  stems: ReadonlySet<string>
  lastRow: number
  /** Rows that are indexed anew. */
  changed: number[]
}

const NOTHING: Stored = { stems: new Set(), lastRow: 0, changed: [] }

export function createCommonRows(db: DatabaseSync, columns: Columns, formsOf: FormsOf): CommonRows {
  const rowsOf = readingRows(db)
  const exists = db.prepare(`select 1 from sqlite_schema where name = 'common_words'`)
  let version = -1
  let stored = NOTHING

  function current(): Stored {
    if (version !== columns.version) {
      // The tables may come while the archive is served.
      stored = exists.get() ? readStored(db) : NOTHING
      version = columns.version
    }
    return stored
  }

  return {
    has: (word) => current().stems.has(word),
    rows(word) {
      const { changed, lastRow } = current()
      const { articles } = db
        .prepare('select articles from common_word where stem = ?')
        .get(word) as { articles: Uint8Array }
      const set = emptySet(Math.max(columns.size, articles.length * 8))
      new Uint8Array(set.buffer).set(articles)
      const expression = anyOf(formsOf(word))
      for (const row of changed) set[row >>> 5]! &= ~(1 << (row & 31))
      for (const row of changed) for (const again of rowsOf(expression, row, row)) add(set, again)
      for (const row of rowsOf(expression, lastRow + 1)) add(set, row)
      return set
    },
  }
}

function readStored(db: DatabaseSync): Stored {
  const stored = db.prepare('select last_row as row from common_words').get()
  const changed = db
    .prepare('select row from common_word_changed limit ?')
    .all(MAX_CHANGED + 1) as { row: number }[]
  if (!stored || changed.length > MAX_CHANGED) return NOTHING
  const stems = db.prepare('select stem from common_word').all() as { stem: string }[]
  return {
    stems: new Set(stems.map(({ stem }) => stem)),
    lastRow: stored.row as number,
    changed: changed.map(({ row }) => row),
  }
}

/** Rows of an FTS5 expression from one row to another. */
function readingRows(db: DatabaseSync) {
  const matching = db.prepare(
    'select rowid from fulltext where fulltext match ? and rowid >= ? and rowid <= ?',
  )
  matching.setReturnArrays(true)
  return (expression: string, from: number, to = Number.MAX_SAFE_INTEGER): number[] =>
    (matching.all(expression, from, to) as unknown as [number][]).map(([row]) => row)
}

const anyOf = (forms: string[]) => forms.map(quoted).join(' OR ')
