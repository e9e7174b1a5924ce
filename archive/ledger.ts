import type { DatabaseSync } from 'node:sqlite'

/** A record that was left out, or a thing worth knowing about one that went in. */
export interface Rejected {
  path: string
  /** Null where the whole file is meant. */
  line: number | null
  code: string
  message: string
  sample: string
}

export interface ReadFile {
  path: string
  hash: string
  /** False while it is being read, or where reading it was cut short. */
  done: boolean
  articles: number
  rejected: number
}

/** What was read, and what was left out of it. */
export interface Ledger {
  file(path: string): ReadFile | null
  /** Notes that a file is about to be read, and forgets what was rejected in it before. */
  beginFile(path: string, hash: string): void
  finishFile(path: string, counts: { articles: number; rejected: number }): void
  /** Files are read anew after this, as if never seen. */
  forgetFiles(): void
  reject(rejected: Rejected): void
  rejected(): (Rejected & { firstSeen: string; attempts: number })[]
}

const MAX_SAMPLE = 4096

export function createLedger(db: DatabaseSync): Ledger {
  const lazily = (text: string) => {
    let statement: ReturnType<DatabaseSync['prepare']> | undefined
    return () => (statement ??= db.prepare(text))
  }
  const find = lazily('select path, hash, done, articles, rejected from file where path = ?')
  const begin = lazily('insert or replace into file values (?, ?, 0, 0, 0, ?)')
  const finish = lazily('update file set done = 1, articles = ?, rejected = ? where path = ?')
  const reject = lazily(
    `insert into rejected (path, line, code, message, sample, first_seen, attempts) values (?, ?, ?, ?, ?, ?, 1)
     on conflict (path, line, code) do update set
       message = excluded.message, sample = excluded.sample, attempts = attempts + 1`,
  )
  const clear = lazily('delete from rejected where path = ?')
  const list = lazily(
    `select path, line, code, message, sample, first_seen as firstSeen, attempts
     from rejected order by path, line, code`,
  )

  return {
    file(path) {
      const found = find().get(path) as unknown as
        (Omit<ReadFile, 'done'> & { done: number }) | undefined
      return found ? { ...found, done: found.done === 1 } : null
    },
    beginFile(path, hash) {
      clear().run(path)
      begin().run(path, hash, new Date().toISOString())
    },
    finishFile(path, { articles, rejected }) {
      finish().run(articles, rejected, path)
    },
    forgetFiles() {
      db.exec('delete from file')
    },
    reject({ path, line, code, message, sample }) {
      const now = new Date().toISOString()
      reject().run(path, line ?? 0, code, message, sample.slice(0, MAX_SAMPLE), now)
    },
    rejected() {
      const rows = list().all() as unknown as ReturnType<Ledger['rejected']>
      return rows.map((row) => ({ ...row, line: row.line === 0 ? null : row.line }))
    },
  }
}
