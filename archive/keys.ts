import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { KeyRing, Scope } from '#core/access.ts'
import { StoreError, UserError } from '#core/errors.ts'
import { isDamage } from '#core/files/sqlite-errors.ts'
import { openForReading } from '#core/files/sqlite-file.ts'
import { openArchive } from './open.ts'

/*
 * A key is `dl_` with an id, which finds its row, and 256 random bits. The archive keeps only a
 * hash, so that nobody can use a key read from the file or a backup. A revoked key keeps its row,
 * so that no older backup brings it back.
 */

export interface StoredKey {
  id: string
  name: string
  scope: Scope
  created: string
  revoked: string | null
}

export interface KeyStore {
  /** The token is returned only here and not stored. */
  create(name: string, scope: Scope): StoredKey & { token: string }
  /** Throws UserError if there is no such key. */
  revoke(id: string): StoredKey
  close(): void
}

const PATTERN = /^dl_([0-9a-f]{8})_[\w-]{43}$/
const FIELDS = 'id, name, scope, created, revoked'
/** An import locks the file for as long as one batch takes. */
const PATIENCE_MS = 30_000

/** Opens the keys for writing, even while another process writes articles. */
export function openKeyStore(path: string): KeyStore {
  // Reports what is wrong with the file and migrates it.
  openArchive(path, { write: false }).close()
  const db = new DatabaseSync(path, { timeout: PATIENCE_MS })
  db.exec('pragma synchronous = full; pragma trusted_schema = off')
  const find = db.prepare(`select ${FIELDS} from key where id = ?`)
  const found = (id: string) => find.get(id) as StoredKey | undefined
  return {
    create(name, scope) {
      const id = randomBytes(4).toString('hex')
      const token = `dl_${id}_${randomBytes(32).toString('base64url')}`
      db.prepare('insert into key (id, name, scope, hash, created) values (?, ?, ?, ?, ?)').run(
        id,
        name,
        scope,
        hashOf(token),
        new Date().toISOString(),
      )
      return { ...found(id)!, token }
    },
    revoke(id) {
      const now = new Date().toISOString()
      db.prepare('update key set revoked = ifnull(revoked, ?) where id = ?').run(now, id)
      const key = found(id)
      if (!key) throw new UserError(`there is no key ${id}; \`dateline keys\` lists them`)
      return key
    },
    close: () => db.close(),
  }
}

/** Lists the keys, even of an archive on a read-only file system. */
export function listKeys(path: string): StoredKey[] {
  const { db, ...archive } = openArchive(path, { write: false })
  try {
    const keys = db.prepare(`select ${FIELDS} from key order by created, id`).all()
    return keys as unknown as StoredKey[]
  } finally {
    archive.close()
  }
}

/**
 * Opens the keys for a server, which asks on every request, so that a revoked key is refused at
 * once.
 */
export function openKeyRing(path: string): KeyRing {
  const db = openForReading(path)
  const find = db.prepare('select hash, scope from key where id = ? and revoked is null')
  const any = db.prepare('select 1 from key where revoked is null')
  return {
    scopeOf: reading((token: string) => {
      const id = PATTERN.exec(token)?.[1] ?? ''
      const key = find.get(id) as { hash: string; scope: Scope } | undefined
      // Always compare, so that unknown ids take as long as known ones.
      const isSame = timingSafeEqual(
        Buffer.from(key?.hash ?? hashOf('')),
        Buffer.from(hashOf(token)),
      )
      return key && isSame ? key.scope : null
    }),
    hasKeys: reading(() => any.get() !== undefined),
    close: () => db.close(),
  }
}

/** Turns SQLite's errors (damaged or closed file) into StoreErrors. */
function reading<A extends unknown[], T>(read: (...args: A) => T): (...args: A) => T {
  return (...args) => {
    try {
      return read(...args)
    } catch (cause) {
      const { message } = cause as Error
      throw new StoreError('the archive', message, {
        cause,
        ...(isDamage(cause) && { reason: 'damaged' }),
      })
    }
  }
}

/** Copies revocations between archives, so that restoring an older state brings no key back. */
export function copyRevocations(from: DatabaseSync, to: DatabaseSync): void {
  const revoked = from.prepare('select id, revoked from key where revoked is not null').all()
  const revoke = to.prepare('update key set revoked = ifnull(revoked, ?) where id = ?')
  for (const { id, revoked: at } of revoked) revoke.run(at!, id!)
}

const hashOf = (token: string) => hash('sha256', token)
