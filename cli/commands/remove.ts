import { setImmediate } from 'node:timers/promises'
import { type Archive, openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { composed } from '#core/text.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { ProgressDisplay } from '../support/progress.ts'
import type { Projection } from '#indexer/projection/projection.ts'
import { command } from '../support/command.ts'
import { buildFullText } from '../support/embedded.ts'
import { finishProjecting, reportFailures, startProjecting } from '../support/projecting.ts'
import { Stop } from '../support/stop.ts'
import { counted, plain, print, printError } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { type Backend, resolveBackend } from '../support/resolve-backend.ts'

/** Articles removed per transaction: few enough to stop quickly. */
const BATCH = 500
const STOPPING = '\nStopping after this batch; the same signal again stops at once.'

export const remove = command({
  help: `
Remove articles from the archive, its index and its graph. They stay out when their file is
indexed again, until \`dateline index --restore\`.

Usage: dateline remove ID… [options]
       dateline remove --source NAME [options]

  --source NAME        all articles of this outlet
  --dry-run            only list the articles that would be removed
  --archive FILE       the archive to change
${BACKEND_HELP}`,
  options: {
    source: { type: 'string' },
    'dry-run': { type: 'boolean' },
    ...BACKEND_OPTIONS,
  },
  async run({ values, positionals }) {
    const { source } = values
    if (positionals.length > 0 === (source !== undefined)) {
      throw new UserError('remove needs either the ids of articles or --source NAME')
    }
    const named = source === undefined ? positionals : { source: composed(source) }
    const backend = resolveBackend(values)
    return values['dry-run'] === true ? listThose(named, backend) : takeOut(named, backend)
  },
})

/** Ids, or all articles of an outlet. */
type ArticleSelection = string[] | { source: string }

function listThose(named: ArticleSelection, backend: Backend): number {
  const archive = openArchive(backend.archive, { write: false })
  try {
    const { ids, areAllKnown } = find(archive, named)
    for (const id of ids) print(plain(id))
    print(`${counted(ids.length, 'article')} would be removed.`)
    return areAllKnown ? 0 : 1
  } finally {
    archive.close()
  }
}

async function takeOut(named: ArticleSelection, backend: Backend): Promise<number> {
  const archive = openArchive(backend.archive, { write: true })
  let projection: Projection | null = null
  try {
    if (backend.type === 'engines')
      projection = await startProjecting(archive, Object.values(backend.engines))
    else buildFullText(archive)
    if (hasFullTextIndex(archive.db)) archive.follow(createFullTextIndex(archive.db))
    const { ids, areAllKnown } = find(archive, named)
    const stop = new Stop(STOPPING)
    const removed = await removeInBatches(archive, archive.copiesFirst(ids), stop.signal)
    print(`${counted(removed, 'article')} removed.`)

    const isThere = projection === null || (await isSent(projection, stop))
    if (removed === ids.length && isThere) return areAllKnown ? 0 : 1
    if (stop.status !== null) printError(stopped(ids.length - removed))
    return stop.status ?? 1
  } finally {
    await projection?.stop()
    archive.close()
  }
}

function find(archive: Archive, named: ArticleSelection): { ids: string[]; areAllKnown: boolean } {
  const ids = Array.isArray(named) ? [...new Set(named)] : archive.idsOf(named.source)
  if (!Array.isArray(named) && ids.length === 0) {
    throw new UserError(
      `no article comes from ${named.source}; \`dateline status\` lists the sources`,
    )
  }
  const unknown = new Set(ids.filter((id) => !archive.known(id)))
  for (const id of unknown) printError(`dateline: there is no article ${plain(id)}`)
  return { ids: ids.filter((id) => !unknown.has(id)), areAllKnown: unknown.size === 0 }
}

/** Returns how many were removed before the signal. */
async function removeInBatches(
  archive: Archive,
  ids: string[],
  signal: AbortSignal,
): Promise<number> {
  let removed = 0
  for (let at = 0; at < ids.length && !signal.aborted; at += BATCH) {
    removed += archive.remove(ids.slice(at, at + BATCH), { barred: true })
    // Writing is synchronous: signals are only delivered in between.
    await setImmediate()
  }
  return removed
}

/** Returns whether the engines were updated. */
async function isSent(projection: Projection, stop: Stop): Promise<boolean> {
  const outcomes = await finishProjecting(projection, new ProgressDisplay(), stop)
  return outcomes !== null && reportFailures(outcomes)
}

function stopped(left: number): string {
  return left > 0
    ? 'Stopped; what was removed is kept out, and the same command continues from there.'
    : 'Stopped; the next `dateline project` or `dateline index` updates the engines.'
}
