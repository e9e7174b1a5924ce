import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

const BUSY = 5
const RETRY_MS = 200

interface LockOptions {
  /** Called once, if another process has the lock. */
  onWait?: () => void
  signal?: AbortSignal | undefined
}

/**
 * Locks a folder against other processes, waiting if necessary; returns the function that unlocks
 * it.
 */
export async function lock(
  folder: string,
  { onWait, signal }: LockOptions = {},
): Promise<() => void> {
  // The system releases this lock when the process dies; a lock file would remain.
  const db = new DatabaseSync(join(folder, 'lock.db'))
  try {
    for (let attempt = 1; !take(db); attempt++) {
      if (attempt === 1) onWait?.()
      await wait(RETRY_MS, undefined, { signal })
    }
  } catch (error) {
    db.close()
    throw error
  }
  return () => db.close()
}

function take(db: DatabaseSync): boolean {
  try {
    db.exec('begin exclusive')
    return true
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== BUSY) throw error
    return false
  }
}
