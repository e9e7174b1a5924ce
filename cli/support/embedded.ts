import { type Archive, openArchive } from '#archive/open.ts'
import { hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { ensureFullText } from './full-text.ts'
import { ProgressDisplay } from './progress.ts'

/** Opens an archive to be searched by itself, with a full-text index of its own: that is made first if it is missing. */
export function openEmbedded(path: string): Archive {
  const archive = openArchive(path, { write: false })
  if (hasFullTextIndex(archive.db)) return archive
  archive.close()
  const writing = openArchive(path, { write: true })
  buildFullText(writing)
  writing.close()
  return openArchive(path, { write: false })
}

/** Makes the full-text index of an archive that is open for writing, where it is missing. */
export function buildFullText(archive: Archive): void {
  const display = new ProgressDisplay()
  ensureFullText(archive, ({ done, all }) =>
    display.counting(done, all, 'articles made searchable'),
  )
  display.end()
}
