import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { articleChanges } from '#archive/article-changes.ts'
import { archiveState } from '#archive/contents.ts'
import { entityChanges } from '#archive/entity-changes.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { tieChanges } from '#archive/tie-changes.ts'
import type { Applied, GraphTarget } from '#core/projection.ts'
import type { Story } from '#tests/builders.ts'

/** An archive that is gone when the work is done. */
export async function withArchive<T>(
  stories: Story[],
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'filling-'))
  const archive = openArchive(join(folder, 'archive.db'), { write: true, create: true })
  try {
    write(archive, stories)
    return await work(archive)
  } finally {
    archive.close()
    rmSync(folder, { recursive: true })
  }
}

export function write(archive: Archive, stories: Story[]): void {
  archive.write(
    stories.map((told) => ({ ...told, extractor: '1', origin: { path: 'news', line: null } })),
  )
}

/** Replaces what the target holds by all that the archive does. */
export async function fillGraph(target: GraphTarget, archive: Archive): Promise<void> {
  await target.clear()
  const state = archiveState(archive.db)
  await target.prepare(state.archive)
  await applied(target.putEntities(entityChanges(archive.db, 0, state.rev)))
  await applied(target.putArticles(articleChanges(archive.db, 0, state.rev)))
  await applied(target.putTies(tieChanges(archive.db, 0, state.rev)))
  await target.settle(state)
}

/** Waits for all of a stream; returns what it said. */
export async function applied(stream: AsyncIterable<Applied>): Promise<Applied[]> {
  const said: Applied[] = []
  for await (const each of stream) said.push(each)
  return said
}
