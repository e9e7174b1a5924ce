import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from './lazy-statements.ts'
import { inTransaction } from './transaction.ts'

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
  /** Of the archive when reading this content began. */
  rev: number
  /** False while it is being read, or where reading it was cut short. */
  done: boolean
  articles: number
  rejected: number
}

export interface StoredRejected extends Rejected {
  firstSeen: string
  attempts: number
}

/** What a stretch of reading adds to the ledger. */
export interface LedgerEntries {
  /** Files that are being read; what was rejected in them before is forgotten. */
  opened: { path: string; hash: string | null; rev: number }[]
  rejected: Rejected[]
  /** Files that were read to their end. */
  finished: { path: string; hash: string; rev: number; articles: number; rejected: number }[]
}

/** What was read, and what was left out of it. */
export interface Ledger {
  file(path: string): ReadFile | null
  /** In one transaction; call it after the articles that the entries speak of are stored. */
  enter(entries: LedgerEntries): void
  /** All, or those of one file. */
  rejected(path?: string): StoredRejected[]
}

const MAX_SAMPLE = 4096

/** Codes of what an engine refused; they go when it takes the thing after all, not when its file is read again. */
export const ENGINE_CODES = ['elasticsearch', 'neo4j'] as const
export type EngineCode = (typeof ENGINE_CODES)[number]

export function createLedger(db: DatabaseSync): Ledger {
  const lazily = lazyStatements(db)
  const find = lazily('select path, hash, rev, done, articles, rejected from file where path = ?')
  const put = lazily('insert or replace into file values (?, ?, ?, ?, ?, ?, ?)')
  const reject = lazily(
    `insert into rejected (path, line, code, message, sample, first_seen, attempts) values (?, ?, ?, ?, ?, ?, 1)
     on conflict (path, line, code) do update set
       message = excluded.message, sample = excluded.sample, attempts = attempts + 1`,
  )
  const clear = lazily(
    `delete from rejected where path = ? and code not in ('${ENGINE_CODES.join("', '")}')`,
  )
  const list = lazily(
    `select path, line, code, message, sample, first_seen as firstSeen, attempts
     from rejected where path = ifnull(?, path) order by path, line, code`,
  )

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
        for (const { path, line, code, message, sample } of rejected) {
          reject().run(path, line ?? 0, code, message, sample.slice(0, MAX_SAMPLE), now)
        }
        for (const file of finished) {
          put().run(file.path, file.hash, file.rev, 1, file.articles, file.rejected, now)
        }
      })
    },
    rejected(path) {
      const rows = list().all(path ?? null) as unknown as (StoredRejected & { line: number })[]
      return rows.map((row) => ({ ...row, line: row.line === 0 ? null : row.line }))
    },
  }
}
