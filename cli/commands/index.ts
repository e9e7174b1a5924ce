import { existsSync } from 'node:fs'
import { ENGINE_NAMES } from '#backends.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { ProgressDisplay } from '../support/progress.ts'
import type { EngineOutcome, Projection } from '#indexer/projection/projection.ts'
import { type IndexSummary, runIndex } from '#indexer/pipeline/run-index.ts'
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
import { Stop } from '../support/stop.ts'
import { count, counted, plain, print, printError, printJson } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { type Backend, resolveBackend } from '../support/resolve-backend.ts'

const STOPPING = '\nStopping after this batch; the same signal again stops at once.'

export const index = command({
  help: `
Read articles into the archive; those already in it stay as they are. ${ENGINE_NAMES}, where
they are used, are filled meanwhile; it ends when they have all of it.

Usage: dateline index PATH… [options]

PATH is a file, a folder (read with all that is in it) or - for standard input. Understood are
plain text, HTML, JSONL, JSON arrays, CSV, TSV, RSS and Atom, each also as .gz.

  --archive FILE       the archive to write; made if it is not there
${READ_HELP}
  --model FOLDER       find names by a token classifier in ONNX, far slower: the folder holds
                       model.onnx, config.json and tokenizer.json or vocab.txt
  --no-names           store sentences without names
  --workers N          find names in N threads; by default as many as measure best here
  --restore            let articles in again that were removed
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
  },
  async run({ values, positionals: paths }) {
    if (paths.length === 0) {
      throw new UserError('index needs a file or a folder, as in `dateline index news/`')
    }
    const reading = readOptions(values)
    const model = values.model === undefined ? undefined : await chooseModel(values.model)
    const backend = resolveBackend(values)
    const archive = openForIndexing(backend.archive, paths)
    const display = new ProgressDisplay()
    let projection: Projection | null = null
    try {
      if (backend.type === 'engines')
        projection = await startProjecting(archive, Object.values(backend.engines))
      else buildFullText(archive)
      const stop = new Stop(STOPPING)
      const summary = await runIndex(archive, paths, {
        ...reading,
        ...(model && { model }),
        names: !values['no-names'],
        restore: values.restore === true,
        ...(values.workers !== undefined && { workers: toWorkers(values.workers) }),
        fullText: hasFullText(archive, backend),
        signal: stop.signal,
        onProgress: (progress) => display.update(progress, projection?.states()),
      })
      const outcomes = projection && (await finishProjecting(projection, display, stop))
      display.end()
      const isWell = report(summary, outcomes ?? [], values.json === true)
      if (stop.status !== null) {
        printError('Stopped; what was read is kept, and the same command goes on from there.')
      }
      return stop.status ?? (isWell ? 0 : 1)
    } finally {
      display.end()
      await projection?.stop()
      archive.close()
    }
  },
})

/** With engines the archive needs no full-text index of its own, but one that exists is kept up to date. */
function hasFullText({ db }: Archive, { type }: Backend): boolean {
  return type === 'embedded' || hasFullTextIndex(db)
}

/** Creates no archive when none of the paths exists. */
function openForIndexing(path: string, paths: string[]) {
  const missing = paths.filter((each) => each !== '-' && !existsSync(each))
  if (missing.length === paths.length && !existsSync(path)) {
    throw new UserError(`there is no file or folder ${missing.join(', ')}; check the path`)
  }
  const archive = openArchive(path, { write: true, create: true })
  if (!archive.sample) return archive
  archive.close()
  throw new UserError(
    `${path} holds the invented sample news, which stay by themselves; name another file with --archive`,
  )
}

function toWorkers(written: string): number {
  const workers = Number(written)
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers
  throw new UserError(`--workers cannot be ${written}; write a number from 1 to ${MOST_WORKERS}`)
}

const MOST_WORKERS = 64

/** Returns whether all went well. */
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
  const out = barred > 0 ? `${count(barred)} left out since they were removed, ` : ''
  print(
    `Read ${counted(read, 'article')} (${rate}): ${count(added)} added, ${count(changed)} changed, ` +
      `${count(unchanged)} unchanged, ${out}${count(rejected)} rejected, ${counted(warnings, 'warning')}.`,
  )
  for (const line of outcomeLines(engines)) print(line)
  if (rejected > 0) print('`dateline rejected` lists what was left out, and why.')
  else if (warnings > 0) print('`dateline rejected` lists the warnings.')
  return isWell
}
