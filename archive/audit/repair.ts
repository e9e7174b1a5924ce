import type { DatabaseSync } from 'node:sqlite'
import type { StoredReading, Texts } from '#core/reading.ts'
import { type DamagedArticle, damagedArticles } from './article-audit.ts'
import { toArticleNames } from '../counts/article-counts.ts'
import { type Counters, createCounters } from '../counts/counters.ts'
import { readingChecksum } from '../reading-checksum.ts'
import { createLocated } from '../located.ts'
import { createSaid } from '../said.ts'
import { createStoryFinder } from '../stories/story-finder.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

/** Reads a text again; `withNames` is false if the article was stored without names. */
export type Reread = (texts: Texts, withNames: boolean) => Promise<StoredReading>

export interface Repair {
  /** Files to index again, because the text of some of their articles is damaged. */
  files: string[]
  /** Number of articles that were read or counted again. */
  articles: number
}

/** Articles whose counts are summed in memory at once. */
const AT_ONCE = 5000

/**
 * Repairs what is derived from the texts: damaged readings are read again and everything is
 * recounted. A damaged text stays until its file is indexed again, which then sees it as changed.
 * `db` is the archive's writing connection; the full-text index is not touched.
 */
export async function repairArchive(db: DatabaseSync, reread: Reread): Promise<Repair> {
  const damaged = [...damagedArticles(db)]
  const readings = new Map<number, StoredReading>()
  for (const article of damaged.filter(isUnreadable)) {
    readings.set(article.row, await readAgain(db, article, reread))
  }
  inTransaction(db, () => {
    for (const article of damaged) if (article.parts.includes('text')) askForText(db, article)
    for (const [row, reading] of readings) putReading(db, row, reading)
    recount(db, new Set(damaged.map(({ row }) => row)))
  })
  const lost = damaged.filter(({ parts }) => parts.includes('text'))
  return { files: [...new Set(lost.map(({ path }) => path ?? '-'))], articles: damaged.length }
}

/** A changed text no longer matches its reading. */
const isUnreadable = ({ parts }: DamagedArticle) =>
  parts.includes('text') || parts.includes('reading')

async function readAgain(
  db: DatabaseSync,
  { row }: DamagedArticle,
  reread: Reread,
): Promise<StoredReading> {
  const stored = db
    .prepare(
      `select title, ifnull(body, '') as body, dateline, extractor
       from article left join article_text using (row) where row = ?`,
    )
    .get(row) as unknown as Texts & { extractor: string }
  return reread(stored, stored.extractor !== '')
}

/** No text has an empty hash, so indexing the file again sees the article as changed. */
function askForText(db: DatabaseSync, { row, path }: DamagedArticle): void {
  db.prepare(
    `update article set hash = '',
       authors = iif(json_valid(authors) and json_type(authors) = 'array', authors, '[]') where row = ?`,
  ).run(row)
  db.prepare(`insert or ignore into article_text (row, body, metadata) values (?, '', '{}')`).run(
    row,
  )
  db.prepare(
    `update article_text set metadata = iif(json_valid(metadata), metadata, '{}') where row = ?`,
  ).run(row)
  // Mark the file as never read, so that what was stored since its first reading does not count as
  // later.
  db.prepare('delete from file where path = ?').run(path)
}

function putReading(db: DatabaseSync, row: number, reading: StoredReading): void {
  const { sentences, mentions, roles, quotations } = reading
  db.prepare(
    `insert or replace into reading (row, sentences, mentions, roles, quotations, names, checksum, told)
     values (?, ?, ?, ?, ?, ?, ?, null)`,
  ).run(
    ...[row, sentences, mentions, roles, quotations],
    new Uint8Array(0),
    readingChecksum(reading),
  )
  createSaid(db).put(row, reading)
  // The next round of the registry makes this row again.
  db.prepare('delete from heard where article = ?').run(row)
}

type ReadingRow = StoredReading &
  Texts & { row: number; publishedAt: string | null; names: Uint8Array }

/** Recounts everything from the readings, as the next revs of the archive. */
function recount(db: DatabaseSync, changed: ReadonlySet<number>): void {
  let { rev } = db.prepare('select rev from state').get() as { rev: number }
  rev++
  db.exec(`
    create temp table if not exists tied (a text, b text);
    delete from tied;
    insert into tied select x.id, y.id from tie join entity x on x.row = tie.a join entity y on y.row = tie.b;
    delete from tie; delete from named; delete from located; delete from alias; delete from role;
    update entity set articles = 0, stories = 0, sentences = 0, first = null, last = null`)
  const counters = createCounters(db)
  const located = createLocated(db)
  const put = db.prepare('update reading set names = ? where row = ?')
  const stamp = db.prepare('update article set rev = ?, sentences = ? where row = ?')
  const total = { articles: 0, sentences: 0 }
  for (const rows of pagesOf(db)) {
    counters.begin()
    for (const { row, publishedAt, names, ...stored } of rows) {
      const counted = toArticleNames(stored, stored)
      const pairs = counters.add(row, publishedAt, counted)
      put.run(pairs, row)
      located.put(row, stored)
      const isSame = !changed.has(row) && Buffer.compare(pairs, names) === 0
      // Each its own rev, because changes are read page by page of revs.
      if (!isSame) stamp.run(++rev, counted.sentences, row)
    }
    counters.flush(rev)
    total.articles += counters.articles
    total.sentences += counters.sentences
  }
  rev = findStoriesAnew(db, rev, counters)
  recordTombstones(db, rev)
  db.prepare(
    'update state set rev = ?, articles = ?, sentences = ?, stories = (select count(distinct story) from article)',
  ).run(rev, total.articles, total.sentences)
}

/**
 * Recomputes the stories, keeping their numbers where possible; shared names were counted once per
 * article so far.
 */
function findStoriesAnew(db: DatabaseSync, rev: number, counters: Counters): number {
  counters.begin()
  db.exec('delete from story_key; update article set founds = null')
  const rows = db.prepare('select row from article order by row').all() as { row: number }[]
  const shared = db.prepare('select story from article group by story having count(*) > 1')
  for (const { story } of shared.all() as { story: number }[]) counters.countShared(story)
  const finder = createStoryFinder(db, counters.touchStory)
  finder.begin()
  for (const { row } of rows) finder.check(row)
  const last = finder.settle(rev)
  counters.flush(last)
  return last
}

function* pagesOf(db: DatabaseSync): Generator<ReadingRow[]> {
  const page = db.prepare(
    `select a.row, a.published_at as publishedAt, a.title, t.body, t.dateline, r.sentences, r.mentions, r.roles, r.quotations, r.names
     from article a join article_text t using (row) join reading r using (row)
     where a.row > ? order by a.row limit ${AT_ONCE}`,
  )
  let after = 0
  for (;;) {
    const rows = page.all(after) as unknown as ReadingRow[]
    yield rows
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.row
  }
}

/** Tells projections about entities and ties that nothing names any longer. */
function recordTombstones(db: DatabaseSync, rev: number): void {
  db.prepare(
    `insert or replace into gone select a, b, ? from tied
     where exists (select 1 from projection where stream = 'ties') and not exists (
       select 1 from tie where tie.a = (select row from entity where id = tied.a)
         and tie.b = (select row from entity where id = tied.b)
     )`,
  ).run(rev)
  db.prepare(
    `insert or replace into gone select id, '', ? from entity
     where sentences = 0 and exists (select 1 from projection where stream = 'entities')`,
  ).run(rev)
  db.exec('delete from entity where sentences = 0; drop table tied')
}
