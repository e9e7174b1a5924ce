import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Query } from '#core/query/parse.ts'
import { stem } from '#core/stem.ts'
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

/** An FTS5 expression, and whether it stands for the articles that do *not* match it. */
export interface Match {
  expression: string
  negated: boolean
}

/** Compiles a query for FTS5, which knows NOT only between two sets; every word is quoted, so none is an operator. */
export function toMatch(query: Query, formsOf: (stem: string) => string[]): Match {
  const match = (part: Query) => toMatch(part, formsOf)
  switch (query.type) {
    case 'word':
      return { expression: anyForm(query.word, formsOf), negated: false }
    case 'phrase':
      return { expression: quote(query.words.join(' ')), negated: false }
    case 'prefix':
      return { expression: `${quote(query.prefix)} *`, negated: false }
    case 'not': {
      const { expression, negated } = match(query.part)
      return { expression, negated: !negated }
    }
    case 'and':
      return allOf(query.parts.map(match))
    case 'or':
      return negate(allOf(query.parts.map(match).map(negate)))
  }
}

/** Reads the written forms of a stem from the index. */
export function formsIn(db: DatabaseSync): (stem: string) => string[] {
  const forms: StatementSync = db.prepare('select word from word where stem = ?')
  return (stem) => (forms.all(stem) as { word: string }[]).map(({ word }) => word)
}

const negate = ({ expression, negated }: Match): Match => ({ expression, negated: !negated })

/** a AND NOT b is "a NOT b"; NOT a AND NOT b is the opposite of "a OR b". */
function allOf(parts: Match[]): Match {
  const wanted = parts.filter(({ negated }) => !negated).map(({ expression }) => `(${expression})`)
  const unwanted = parts.filter(({ negated }) => negated).map(({ expression }) => `(${expression})`)
  if (wanted.length === 0) return { expression: unwanted.join(' OR '), negated: true }

  const all = wanted.join(' AND ')
  if (unwanted.length === 0) return { expression: all, negated: false }
  return { expression: `(${all}) NOT (${unwanted.join(' OR ')})`, negated: false }
}

function anyForm(word: string, formsOf: (stem: string) => string[]): string {
  const forms = formsOf(stem(word))
  return (forms.length > 0 ? forms : [word]).map(quote).join(' OR ')
}

const quote = (text: string) => `"${text}"`
