import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ENGINE_NAMES } from '#backends.ts'
import { type Archive, ArchiveBusyError, openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { isOpml } from '#indexer/formats/opml.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { ProgressDisplay } from '../support/progress.ts'
import type { EngineOutcome, Projection } from '#indexer/projection/projection.ts'
import { type IndexOptions, type IndexSummary, runIndex } from '#indexer/pipeline/run-index.ts'
import { chooseModel } from '#indexer/pipeline/text-reader.ts'
import { command } from '../support/command.ts'
import { buildFullText } from '../support/embedded.ts'
import {
  finishProjecting,
  reportFailures,
  startProjecting,
  toJson,
  outcomeLines,
} from '../support/projecting.ts'
import { READ_HELP, READ_OPTIONS, readOptions } from '../support/read-options.ts'
import type { ReadOptions } from '#indexer/result.ts'
import { Stop } from '../support/stop.ts'
import { watchFolders } from '../support/watch-folder.ts'
import { count, counted, plain, print, printError, printJson } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { type Backend, resolveBackend } from '../support/resolve-backend.ts'

const STOPPING = '\nStopping after this batch; the same signal again stops at once.'

export const index = command({
  help: `
Read articles into the archive; unchanged ones are skipped. ${ENGINE_NAMES}, if
used, are filled at the same time; the command ends when they have everything.

Usage: dateline index PATH… [options]

PATH is a file, a folder (read recursively) or - for standard input. Supported formats: plain text,
HTML, JSONL, JSON arrays, CSV, TSV, RSS and Atom, each also as .gz. A list of feeds (.opml) gives
the feeds their outlet names.

  --archive FILE       the archive to write; created if missing
${READ_HELP}
  --model FOLDER       find names with an ONNX token classifier (much slower); the folder has
                       model.onnx, config.json and tokenizer.json or vocab.txt
  --no-names           store sentences without names
  --workers N          find names in N threads; default: the fastest number for this machine
  --restore            store articles again that were removed
  --watch              then index new and changed files under the paths, until Ctrl-C
  --with-removals      with --watch: also remove the articles of deleted files
  --json               the summary as one JSON object on the last line
${BACKEND_HELP}`,
  options: {
    ...BACKEND_OPTIONS,
    ...READ_OPTIONS,
    model: { type: 'string' },
    'no-names': { type: 'boolean' },
    workers: { type: 'string' },
    restore: { type: 'boolean' },
    json: { type: 'boolean' },
    watch: { type: 'boolean' },
    'with-removals': { type: 'boolean' },
  },
  async run({ values, positionals: paths }) {
    if (paths.length === 0) {
      throw new UserError('index needs a file or a folder, as in `dateline index news/`')
    }
    if (values.watch && paths.includes('-')) {
      throw new UserError('--watch needs a folder; standard input cannot be watched')
    }
    if (values['with-removals'] && !values.watch) {
      throw new UserError('--with-removals needs --watch')
    }
    const how = {
      ...readOptions(values),
      ...(values.model !== undefined && { model: await chooseModel(values.model) }),
      names: !values['no-names'],
      restore: values.restore === true,
      ...(values.workers !== undefined && { workers: toWorkers(values.workers) }),
    }
    const task: IndexTask = {
      backend: resolveBackend(values),
      how,
      json: values.json === true,
      stop: new Stop(STOPPING),
    }
    const isWell = await indexOnce(paths, task)
    const { stop } = task
    if (values.watch && stop.status === null) {
      await indexChanges(paths, task, values['with-removals'] === true)
      return 0
    }
    if (stop.status !== null) {
      printError('Stopped; what was read is kept, and the same command continues from there.')
    }
    return stop.status ?? (isWell ? 0 : 1)
  },
})

interface IndexTask {
  backend: Backend
  how: Pick<IndexOptions, 'names' | 'restore' | 'model' | 'workers'> & ReadOptions
  json: boolean
  stop: Stop
}

/** Reads the paths into the archive and reports; first removes articles of deleted files. */
async function indexOnce(
  paths: string[],
  { backend, how, json, stop }: IndexTask,
  gone: string[] = [],
): Promise<boolean> {
  const archive = openForIndexing(backend.archive, paths)
  const display = new ProgressDisplay()
  let projection: Projection | null = null
  try {
    if (backend.type === 'engines')
      projection = await startProjecting(archive, Object.values(backend.engines))
    else buildFullText(archive)
    const fullText = hasFullText(archive, backend)
    const removed = removeArticlesOf(archive, gone, fullText)
    const summary = await runIndex(archive, paths, {
      ...how,
      fullText,
      signal: stop.signal,
      onProgress: (progress) => display.update(progress, projection?.states()),
    })
    const outcomes = projection && (await finishProjecting(projection, display, stop))
    display.end()
    if (removed > 0 && !json) print(`${counted(removed, 'article')} removed with their files.`)
    return report(summary, outcomes ?? [], json)
  } finally {
    display.end()
    await projection?.stop()
    archive.close()
  }
}

/** Indexes changes in folders until stopped, leaving the archive free for others in between. */
async function indexChanges(
  paths: string[],
  task: IndexTask,
  withRemovals: boolean,
): Promise<void> {
  const { signal } = task.stop
  printError(`Watching ${plain(paths.join(', '))}; Ctrl-C ends it.`)
  for await (const { written, removed } of watchFolders(paths, { signal })) {
    const gone = withRemovals ? removed : []
    if (written.length + gone.length === 0) continue
    // Lists of feeds in the folders name the outlets of feeds that come later.
    const lists = await opmlUnder(paths)
    await whenFree(() => indexOnce([...written, ...lists], task, gone), signal)
  }
}

async function opmlUnder(paths: string[]): Promise<string[]> {
  const found = paths.map(async (path) => {
    const names = await readdir(path, { recursive: true }).catch(() => [])
    return [path, ...names.map((name) => join(path, name))].filter(isOpml)
  })
  return (await Promise.all(found)).flat()
}

/** Waits while another process writes the archive. */
async function whenFree(work: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
      return
    } catch (error) {
      if (!(error instanceof ArchiveBusyError)) throw error
      await wait(BUSY_RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

const BUSY_RETRY_MS = 500

/** Not barred, because the file may come back. */
function removeArticlesOf(archive: Archive, paths: string[], fullText: boolean): number {
  if (paths.length === 0) return 0
  const follower = fullText ? createFullTextIndex(archive.db) : null
  if (follower) archive.follow(follower)
  const absolute = paths.map((path) => resolve(path))
  const removed = archive.remove(
    absolute.flatMap((path) => archive.othersFrom(path, '')),
    { barred: false },
  )
  if (follower) archive.unfollow(follower)
  // Without a hash it counts as not read.
  const opened = absolute.map((path) => ({ path, hash: null, rev: archive.rev() }))
  archive.enter({ opened, rejected: [], finished: [] })
  return removed
}

/** With engines the archive needs no full-text index of its own, but one that exists is kept up to date. */
function hasFullText({ db }: Archive, { type }: Backend): boolean {
  return type === 'embedded' || hasFullTextIndex(db)
}

/** Creates no archive when none of the paths exists. */
function openForIndexing(path: string, paths: string[]) {
  const missing = paths.filter((each) => each !== '-' && !existsSync(each))
  if (missing.length > 0 && missing.length === paths.length && !existsSync(path)) {
    throw new UserError(`there is no file or folder ${missing.join(', ')}; check the path`)
  }
  const archive = openArchive(path, { write: true, create: true })
  if (!archive.sample) return archive
  archive.close()
  throw new UserError(
    `${path} holds the invented sample news, which must stay separate; name another file with --archive`,
  )
}

function toWorkers(written: string): number {
  const workers = Number(written)
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers
  throw new UserError(`--workers cannot be ${written}; write a number from 1 to ${MOST_WORKERS}`)
}

const MOST_WORKERS = 64

/** Returns whether there were no failures. */
function report(
  { notes, ...counts }: IndexSummary,
  engines: EngineOutcome[],
  json: boolean,
): boolean {
  for (const note of notes) printError(plain(note))
  const isWell = reportFailures(engines) && counts.rejected === 0
  if (json) {
    const sent = engines.length > 0 && { engines: toJson(engines) }
    printJson({ ...counts, ...sent })
    return isWell
  }
  const { read, added, changed, unchanged, barred, rejected, warnings, seconds } = counts
  const rate = `${seconds.toFixed(1)} s, ${count(counts.articlesPerSecond)} a second`
  const out = barred > 0 ? `${count(barred)} skipped because they were removed, ` : ''
  print(
    `Read ${counted(read, 'article')} (${rate}): ${count(added)} added, ${count(changed)} changed, ` +
      `${count(unchanged)} unchanged, ${out}${count(rejected)} rejected, ${counted(warnings, 'warning')}.`,
  )
  for (const line of outcomeLines(engines)) print(line)
  if (rejected > 0) print('`dateline rejected` lists what was left out, and why.')
  else if (warnings > 0) print('`dateline rejected` lists the warnings.')
  return isWell
}
