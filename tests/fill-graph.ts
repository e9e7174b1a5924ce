import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { articleChanges } from '#archive/projection/article-changes.ts'
import { archiveState } from '#archive/scan.ts'
import { entityChanges, goneEntities } from '#archive/projection/entity-changes.ts'
import { createCheckpointLedger, STREAMS } from '#archive/projection/checkpoints.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { goneTies, tieChanges } from '#archive/projection/tie-changes.ts'
import type { Applied, GraphTarget } from '#core/projection.ts'
import { write } from './archive-steps.ts'
import type { Story } from './builders.ts'

/** A temporary archive, removed after `work`. */
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

/** Replaces the target's contents with the archive's. */
export async function fillGraph(target: GraphTarget, archive: Archive): Promise<void> {
  await target.clear()
  await sendChanges(target, archive)
}

/** Sends what changed in the archive since the last call. */
export async function sendChanges(target: GraphTarget, { db }: Archive): Promise<void> {
  const ledger = createCheckpointLedger(db)
  const state = archiveState(db)
  const filled = await target.prepare(state.archive)
  const [since, upTo] = [ledger.checkpoints(filled.target), state.rev]
  ledger.willSend(filled.target, STREAMS, upTo)

  await applied(target.putTies(goneTies(db, since.ties, upTo)))
  await applied(target.putEntities(entityChanges(db, since.entities, upTo)))
  await applied(target.putArticles(articleChanges(db, since.articles, upTo)))
  await applied(target.putTies(tieChanges(db, since.ties, upTo)))
  await applied(target.putEntities(goneEntities(db, since.entities, upTo)))
  await target.settle(state)
  for (const stream of STREAMS) ledger.setCheckpoint(filled.target, stream, upTo)
}

/** Consumes a stream; returns its items. */
export async function applied(stream: AsyncIterable<Applied>): Promise<Applied[]> {
  const said: Applied[] = []
  for await (const each of stream) said.push(each)
  return said
}
