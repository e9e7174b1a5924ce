import type { PreparedEntry } from '#archive/articles.ts'
import { openArchive } from '#archive/open.ts'
import { ConflictError } from '#core/errors.ts'
import type { IntakeOutcome } from '#core/article-intake.ts'
import type { Engines } from '#stores/backend.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { type ImportCounts, Intake } from '../pipeline/intake.ts'
import { projectOnce } from '../projection/project-once.ts'

const OUTCOMES = ['added', 'changed', 'unchanged', 'barred'] as const

export interface IntakeTarget {
  /** Path; created if missing. */
  archive: string
  /** Filled from the archive; null if the archive's own file serves. */
  engines: Engines | null
}

/**
 * Stores one article like an import. Throws ArchiveBusyError if another process writes the archive.
 */
export async function storeEntry(
  { archive: path, engines }: IntakeTarget,
  entry: PreparedEntry,
  warnings: string[],
): Promise<Exclude<IntakeOutcome, 'queued'>> {
  const archive = openArchive(path, { write: true, create: true })
  try {
    if (archive.sample) {
      throw new ConflictError(
        'this archive holds the invented sample news, which stay by themselves: `dateline index` makes one of your own',
      )
    }
    if (!engines || hasFullTextIndex(archive.db)) archive.follow(createFullTextIndex(archive.db))
    const intake = new Intake(archive, { restore: false, note: () => {} })
    intake.store([
      { type: 'opened', path: entry.origin.path, hash: null },
      { type: 'article', entry, warnings, bytes: 0 },
      { type: 'finished' },
    ])
    if (engines) await projectOnce(path, engines)
    return outcomeOf(intake.counts)
  } finally {
    archive.close()
  }
}

/** Lists an input as rejected. Throws ArchiveBusyError like `storeEntry`. */
export function rejectInput(archivePath: string, path: string, reason: string): void {
  const archive = openArchive(archivePath, { write: true, create: true })
  try {
    const message = `${path}: ${reason}`
    const rejected = [{ path, line: null, code: 'queued', message, sample: '' }]
    archive.enter({ opened: [], rejected, finished: [] })
  } finally {
    archive.close()
  }
}

const outcomeOf = (counts: ImportCounts) =>
  OUTCOMES.find((outcome) => counts[outcome] > 0) ?? 'unchanged'
