import type { Archive } from '#archive/open.ts'
import { buildFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'

/**
 * Builds the archive's own full-text index if it is missing, as in an archive filled only for
 * engines.
 */
export function ensureFullText(
  archive: Archive,
  onProgress: (progress: { done: number; all: number }) => void,
): void {
  if (hasFullTextIndex(archive.db)) return
  for (const progress of buildFullTextIndex(archive.db)) onProgress(progress)
}
