import { type Archive, openArchive } from '#archive/open.ts'
import { hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { ensureFullText } from './full-text.ts'
import { ProgressDisplay } from './progress.ts'

/**
 * Opens an archive to be searched without engines; builds its full-text index first if it is
 * missing.
 */
export function openEmbedded(path: string): Archive {
  const archive = openArchive(path, { write: false })
  if (hasFullTextIndex(archive.db)) return archive
  archive.close()
  const writing = openArchive(path, { write: true })
  buildFullText(writing)
  writing.close()
  return openArchive(path, { write: false })
}

/** Builds the full-text index if it is missing; the archive must be open for writing. */
export function buildFullText(archive: Archive): void {
  const display = new ProgressDisplay()
  ensureFullText(archive, ({ done, all }) =>
    display.counting(done, all, 'articles made searchable'),
  )
  display.end()
}
