import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from './lazy-statements.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

/** A record that was left out, or a warning about one that went in. */
export interface Rejected {
  path: string
  /** Null for the file as a whole. */
  line: number | null
  code: string
  message: string
  sample: string
  /** How many records it stands for; 1 unless given. */
  records?: number
}

export interface ReadFile {
  path: string
  hash: string
  /** Rev of the archive when reading this content began. */
  rev: number
  /** False while it is being read, or if reading was cut short. */
  done: boolean
  articles: number
  rejected: number
}

export interface StoredRejected extends Rejected {
  records: number
  firstSeen: string
  attempts: number
}

/** What a stretch of reading adds to the ledger. */
export interface LedgerEntries {
  /** Files being read; their earlier rejections are cleared. */
  opened: { path: string; hash: string | null; rev: number }[]
  rejected: Rejected[]
  /** Files that were read to the end. */
  finished: { path: string; hash: string; rev: number; articles: number; rejected: number }[]
}

/** Record of what was read and what was left out. */
export interface Ledger {
  file(path: string): ReadFile | null
  /** Writes in one transaction; call it after the articles of these entries are stored. */
  enter(entries: LedgerEntries): void
  /**
   * Lists what a backend refused, with the backend's id as code; kept when the file is read again.
   */
  refuse(rejected: Rejected): void
  /** Everything left out, by reading or by a backend. */
  rejected(): StoredRejected[]
  /** Rejections and warnings from reading a file. */
  rejectedIn(path: string): StoredRejected[]
}

const MAX_SAMPLE = 4096
const FIELDS = 'path, line, code, message, sample, first_seen as firstSeen, attempts, records'

export function createLedger(db: DatabaseSync): Ledger {
  const lazily = lazyStatements(db)
  const find = lazily('select path, hash, rev, done, articles, rejected from file where path = ?')
  const put = lazily('insert or replace into file values (?, ?, ?, ?, ?, ?, ?)')
  const reject = lazily(
    `insert into rejected
       (path, line, code, nth, message, sample, first_seen, attempts, records, refused)
     values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
     on conflict (path, line, code, nth) do update set
       message = excluded.message, sample = excluded.sample, records = excluded.records,
       attempts = attempts + 1`,
  )
  const countAt = lazily(
    'select count(*) as n from rejected where path = ? and line = ? and code = ? and refused = 0',
  )
  const clear = lazily('delete from rejected where path = ? and refused = 0')
  const list = lazily(`select ${FIELDS} from rejected order by path, line, code, nth`)
  const listIn = lazily(
    `select ${FIELDS} from rejected where path = ? and refused = 0 order by line, code, nth`,
  )

  function add(rejected: Rejected, now: string, refused: 0 | 1): void {
    const { path, line, code, message, sample, records = 1 } = rejected
    const beginning = sample.slice(0, MAX_SAMPLE)
    const place = [path, line ?? 0, code] as const
    // A backend refuses the same article repeatedly; reading leaves out different records of one
    // line.
    const isOnlyOne = refused === 1 || line === null
    const nth = isOnlyOne ? 0 : (countAt().get(...place)!.n as number)
    reject().run(...place, nth, message, beginning, now, records, refused)
  }

  return {
    file(path) {
      const found = find().get(path) as unknown as
        (Omit<ReadFile, 'done'> & { done: number }) | undefined
      return found ? { ...found, done: found.done === 1 } : null
    },
    enter({ opened, rejected, finished }) {
      if (opened.length + rejected.length + finished.length === 0) return
      const now = new Date().toISOString()
      inTransaction(db, () => {
        for (const { path, hash, rev } of opened) {
          clear().run(path)
          if (hash !== null) put().run(path, hash, rev, 0, 0, 0, now)
        }
        for (const each of rejected) add(each, now, 0)
        for (const file of finished) {
          put().run(file.path, file.hash, file.rev, 1, file.articles, file.rejected, now)
        }
      })
    },
    refuse: (rejected) => add(rejected, new Date().toISOString(), 1),
    rejected: () => list().all().map(toStored),
    rejectedIn: (path) => listIn().all(path).map(toStored),
  }
}

function toStored(row: Record<string, unknown>): StoredRejected {
  const stored = row as unknown as StoredRejected
  return { ...stored, line: stored.line === 0 ? null : stored.line }
}
