import type { DatabaseSync } from 'node:sqlite'
import { foldForAsciiTokenizer } from '#core/text.ts'
import { COMMON_WORDS_SCHEMA, createCommonWordChanges, storeCommonWords } from './common-words.ts'
import { type Form, Vocabulary } from './vocabulary.ts'

/*
 * Texts are folded by our own definition of words before FTS5's `ascii` tokenizer splits them
 * exactly as we do. Written forms are indexed once, and `word` maps each stem to its forms, so that
 * a bare word is searched as all forms of its stem: half the size and time of indexing every text
 * twice.
 */
const SCHEMA = `
  create virtual table if not exists fulltext using fts5(
    title, body, content='', contentless_delete=1, tokenize='ascii'
  );
  create table if not exists word (
    stem text not null,
    word text not null,
    primary key (stem, word)
  ) strict, without rowid;
  create table if not exists target (
    name text primary key,
    rev integer not null        -- of the archive, up to which everything is in
  ) strict, without rowid;
  ${COMMON_WORDS_SCHEMA}
`

const BUILT_AT_ONCE = 200

/** Keeps the index in step with the archive, within the archive's own transactions. */
export interface FullTextIndex {
  put(row: number, article: { title: string; body: string }): void
  remove(row: number): void
  /** Writes the new words collected so far. */
  flush(): void
  caughtUp(rev: number): void
  undone(): void
  /** Adds new words of articles that are put next. */
  learn(forms: Form[]): void
}

/**
 * Creates the index if it is missing; `db` is the archive's writing connection. With `taught`, new
 * words come only through `learn`, from a thread that extracts them.
 */
export function createFullTextIndex(db: DatabaseSync, { taught = false } = {}): FullTextIndex {
  db.exec(SCHEMA)
  const put = db.prepare('insert into fulltext (rowid, title, body) values (?, ?, ?)')
  const remove = db.prepare('delete from fulltext where rowid = ?')
  const addWord = db.prepare('insert or ignore into word (stem, word) values (?, ?)')
  const setRev = db.prepare(`insert or replace into target (name, rev) values ('fulltext', ?)`)
  const noteChange = createCommonWordChanges(db)
  const vocabulary = taught ? null : new Vocabulary()
  let forms: Form[] = []

  function flush(): void {
    for (const [stem, word] of forms) addWord.run(stem, word)
    forms = []
  }

  return {
    put(row, { title, body }) {
      put.run(row, toIndexed(title), toIndexed(body))
      noteChange(row)
      vocabulary?.take(title, forms)
      vocabulary?.take(body, forms)
    },
    remove: (row) => void remove.run(row),
    flush,
    caughtUp(rev) {
      flush()
      setRev.run(rev)
    },
    undone() {
      vocabulary?.forget()
      if (vocabulary) forms = []
    },
    learn: (more) => void forms.push(...more),
  }
}

/** Comparing lengths is the fastest test for an all-ASCII text. */
function toIndexed(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : foldForAsciiTokenizer(text)
}

/** Also false if building it was interrupted. */
export function hasFullTextIndex(db: DatabaseSync): boolean {
  const table = db.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'target'`)
  if (!table.get()) return false
  const whole = db.prepare(
    `select 1 where exists (select 1 from target where name = 'fulltext')
       or not exists (select 1 from article)`,
  )
  return whole.get() !== undefined
}

/**
 * Builds the index of an archive that has none, through its writing connection. If interrupted, it
 * starts over.
 */
export function* buildFullTextIndex(db: DatabaseSync): Generator<{ done: number; all: number }> {
  db.exec(`
    drop table if exists fulltext; drop table if exists word; drop table if exists target;
    drop table if exists common_word; drop table if exists common_words; drop table if exists common_word_changed`)
  const index = createFullTextIndex(db)
  const texts = db.prepare(
    `select row, title, body from article join article_text using (row)
     where row > ? order by row limit ${BUILT_AT_ONCE}`,
  )
  const { all, rev } = db
    .prepare('select (select count(*) from article) as "all", rev from state')
    .get() as { all: number; rev: number }
  let after = 0
  for (let done = 0; done < all;) {
    const page = texts.all(after) as { row: number; title: string; body: string }[]
    done += page.length
    after = page.at(-1)!.row
    db.exec('begin immediate')
    for (const { row, ...article } of page) index.put(row, article)
    index.flush()
    // The rev marks the index as complete.
    if (done === all) index.caughtUp(rev)
    db.exec('commit')
    yield { done, all }
  }
  storeCommonWords(db)
}
