import { type PreparedEntry, prepareEntry } from '#archive/articles.ts'
import { articlesNamed } from '#archive/projection/article-changes.ts'
import type { Archive } from '#archive/open.ts'
import { settleNames } from '#archive/registry/settle.ts'
import { encodeReading } from '#core/reading.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { type TextReader, openTextReader } from './pipeline/text-reader.ts'

export interface RereadOptions {
  /** Aborting keeps the running batch; the next call goes on from there. */
  signal?: AbortSignal
  onProgress?: (done: number, of: number) => void
}

/** Articles per transaction. */
const AT_ONCE = 200

/** Readings by other versions of our own extractor: not by a model, and not without names. */
const OUTDATED = `from article where extractor <> ? and extractor <> '' and extractor not glob '*[^0-9]*'`

/**
 * Re-reads stored texts last read by an earlier version, without the original files. Returns how
 * many; the registry's round follows.
 */
export async function rereadArticles(
  archive: Archive,
  { signal, onProgress }: RereadOptions = {},
): Promise<number> {
  const read = await openTextReader(null)
  const next = archive.db.prepare(`select id ${OUTDATED} order by row limit ${AT_ONCE}`)
  const counted = archive.db.prepare(`select count(*) as count ${OUTDATED}`).get(EXTRACTOR_VERSION)
  const of = (counted as { count: number }).count
  let done = 0
  while (!signal?.aborted) {
    const rows = next.all(EXTRACTOR_VERSION) as { id: string }[]
    if (rows.length === 0) break
    archive.writePrepared(
      await reread(
        archive,
        rows.map(({ id }) => id),
        read,
      ),
    )
    done += rows.length
    onProgress?.(done, of)
  }
  if (!signal?.aborted) await settleNames(archive)
  return done
}

async function reread(archive: Archive, ids: string[], read: TextReader): Promise<PreparedEntry[]> {
  const entries: PreparedEntry[] = []
  for (const { id, content } of articlesNamed(archive.db, ids)) {
    if (!content) continue
    const { article, origin } = content
    const reading = encodeReading(await read(article))
    const { path, line } = origin
    const entry = {
      article,
      reading,
      extractor: EXTRACTOR_VERSION,
      origin: { path: path ?? '', line },
    }
    // The text is the same: with its stored hash it counts as unchanged and leaves no revision.
    entries.push({ ...prepareEntry(entry), hash: archive.known(id)!.hash })
  }
  return entries
}
