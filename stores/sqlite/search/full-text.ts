import type { DatabaseSync } from 'node:sqlite'
import { foldForAsciiTokenizer } from '#core/text.ts'
import { type Form, Vocabulary } from './vocabulary.ts'

/*
 * Texts go into FTS5 folded by our own definition of words; its `ascii` tokenizer then splits them exactly as we do.
 * Written forms are indexed once; `word` maps each stem to its written forms, so that a bare word is searched as all
 * forms of its stem: half the size and time of indexing every text twice.
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
`

const BUILT_AT_ONCE = 200

/** Keeps the index in step with the archive, in the archive's own transactions. */
export interface FullTextIndex {
  put(row: number, article: { title: string; body: string }): void
  remove(row: number): void
  /** Writes the new words so far. */
  flush(): void
  caughtUp(rev: number): void
  undone(): void
  /** New words of the articles that are put next. */
  learn(forms: Form[]): void
}

/**
 * Creates the index where it is missing; `db` is the archive's writing connection. With `taught`, new words come only
 * through `learn`, from a thread that has looked for them.
 */
export function createFullTextIndex(db: DatabaseSync, { taught = false } = {}): FullTextIndex {
  db.exec(SCHEMA)
  const put = db.prepare('insert into fulltext (rowid, title, body) values (?, ?, ?)')
  const remove = db.prepare('delete from fulltext where rowid = ?')
  const addWord = db.prepare('insert or ignore into word (stem, word) values (?, ?)')
  const setRev = db.prepare(`insert or replace into target (name, rev) values ('fulltext', ?)`)
  const vocabulary = taught ? null : new Vocabulary()
  let forms: Form[] = []

  function flush(): void {
    for (const [stem, word] of forms) addWord.run(stem, word)
    forms = []
  }

  return {
    put(row, { title, body }) {
      put.run(row, toIndexed(title), toIndexed(body))
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

/** That a text is all ASCII shows soonest in the number of its bytes. */
function toIndexed(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : foldForAsciiTokenizer(text)
}

/** False also where making one was cut short. */
export function hasFullTextIndex(db: DatabaseSync): boolean {
  const table = db.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'target'`)
  if (!table.get()) return false
  const whole = db.prepare(
    `select 1 where exists (select 1 from target where name = 'fulltext')
       or not exists (select 1 from article)`,
  )
  return whole.get() !== undefined
}

/** Makes the index of an archive that has none, through its writing connection. Stopped midway, it begins anew. */
export function* buildFullTextIndex(db: DatabaseSync): Generator<{ done: number; all: number }> {
  db.exec('drop table if exists fulltext; drop table if exists word; drop table if exists target')
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
    // Only with its rev does the index count as whole.
    if (done === all) index.caughtUp(rev)
    db.exec('commit')
    yield { done, all }
  }
}
