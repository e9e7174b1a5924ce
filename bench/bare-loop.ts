import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { openArchive } from '#archive/open.ts'
import { foldForAsciiTokenizer } from '#core/text.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'

type Row = SQLInputValue[]

/** All rows of an archive by table, and by article for tables with one row per article. */
export interface ArchiveRows {
  articles: (Record<'article' | 'article_text' | 'reading' | 'fulltext', Row> & {
    story_key: Row[]
  })[]
  words: Row[]
  file: Row[]
}

const BATCH = 500

/** Reads every row that an import without names wrote to an archive. */
export function rowsOf(path: string): ArchiveRows {
  const archive = openArchive(path, { write: false })
  const all = (sql: string) => {
    const statement = archive.db.prepare(sql)
    statement.setReturnArrays(true)
    return statement.all() as unknown as Row[]
  }
  const tables = (['article', 'article_text', 'reading'] as const).map((table) =>
    all(`select * from ${table} order by row`),
  )
  const texts = all(
    'select row, title, body from article join article_text using (row) order by row',
  )
  const keys = Map.groupBy(all('select * from story_key'), (row) => row[4])
  const articles = texts.map(([row, title, body], i) => ({
    article: tables[0]![i]!,
    article_text: tables[1]![i]!,
    reading: tables[2]![i]!,
    fulltext: [row!, foldForAsciiTokenizer(title as string), foldForAsciiTokenizer(body as string)],
    story_key: keys.get(row) ?? [],
  }))
  const rows = { articles, words: all('select * from word'), file: all('select * from file') }
  archive.close()
  return rows
}

/** Inserts the rows into the same tables of a new archive and does nothing else; returns seconds. */
export function insertBare(path: string, { articles, words, file }: ArchiveRows): number {
  const archive = openArchive(path, { write: true, create: true })
  createFullTextIndex(archive.db)
  const started = performance.now()
  const put = {
    article: insert(archive.db, 'article', articles[0]!.article.length),
    article_text: insert(archive.db, 'article_text', articles[0]!.article_text.length),
    reading: insert(archive.db, 'reading', articles[0]!.reading.length),
    fulltext: archive.db.prepare('insert into fulltext (rowid, title, body) values (?, ?, ?)'),
    story_key: insert(archive.db, 'story_key', 5),
    word: insert(archive.db, 'word', 2),
    file: insert(archive.db, 'file', file[0]?.length ?? 6),
  }
  const wordsEach = Math.ceil(words.length / Math.ceil(articles.length / BATCH))
  for (let i = 0, batch = 0; i < articles.length; i += BATCH, batch++) {
    archive.db.exec('begin immediate')
    for (const rows of articles.slice(i, i + BATCH)) {
      put.article.run(...rows.article)
      put.article_text.run(...rows.article_text)
      put.reading.run(...rows.reading)
      put.fulltext.run(...rows.fulltext)
      for (const row of rows.story_key) put.story_key.run(...row)
    }
    for (const row of words.slice(batch * wordsEach, (batch + 1) * wordsEach)) put.word.run(...row)
    archive.db.exec('commit')
  }
  for (const row of file) put.file.run(...row)
  const seconds = (performance.now() - started) / 1000
  archive.close()
  return seconds
}

function insert(
  db: DatabaseSync,
  table: 'article' | 'article_text' | 'reading' | 'story_key' | 'word' | 'file',
  columns: number,
) {
  const values = Array.from({ length: columns }, () => '?').join(', ')
  return db.prepare(`insert into ${table} values (${values})`)
}
