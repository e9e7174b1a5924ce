import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

const BUSY = 5
const RETRY_MS = 200

interface LockOptions {
  /** Called once, if another has it. */
  onWait?: () => void
  signal?: AbortSignal | undefined
}

/** Waits until no other process is at work in a folder; returns what lets the next one in. */
export async function lock(
  folder: string,
  { onWait, signal }: LockOptions = {},
): Promise<() => void> {
  // The system takes this lock from a process that dies, which a file that says "locked" would outlive.
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
