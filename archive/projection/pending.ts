import type { DatabaseSync } from 'node:sqlite'
import type { Checkpoints, Stream } from './checkpoints.ts'

const COUNTS: Record<Stream, string> = {
  articles: `
    select (select count(*) from article where rev > :since)
      + (select count(*) from removed where rev > :since) as count`,
  entities: `
    select (select count(*) from entity where rev > :since)
      + (select count(*) from gone where b = '' and rev > :since) as count`,
  ties: `
    select (select count(*) from tie where rev > :since)
      + (select count(*) from gone where b <> '' and rev > :since) as count`,
}

/** Estimates how many changes a generation lacks, for a progress display. */
export function pendingChanges(
  db: DatabaseSync,
  streams: readonly Stream[],
  since: Checkpoints,
): number {
  return streams.reduce((sum, stream) => {
    const row = db.prepare(COUNTS[stream]).get({ since: since[stream] }) as { count: number }
    return sum + row.count
  }, 0)
}

/** Grows with every change. */
export function archiveRev(db: DatabaseSync): number {
  return (db.prepare('select rev from state').get() as { rev: number }).rev
}

export function archiveId(db: DatabaseSync): string {
  return (db.prepare('select id from state').get() as { id: string }).id
}

/** Whether the archive was restored from a backup. */
export function isRestored(db: DatabaseSync): boolean {
  return (
    (db.prepare('select restored from state').get() as { restored: string | null }).restored !==
    null
  )
}
