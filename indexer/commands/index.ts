import { existsSync } from 'node:fs'
import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { ProgressDisplay } from '../progress.ts'
import { toField } from '../readers/columns.ts'
import { type Format, FORMATS } from '../readers/result.ts'
import { type IndexSummary, runIndex } from '../run-index.ts'
import { chooseModel } from '../text-reader.ts'
import { archivePath } from './archive-path.ts'
import { command } from './command.ts'
import { Stop } from './stop.ts'
import { count, counted, plain } from './terminal.ts'

const STOPPING = '\nStopping after this batch; the same signal again stops at once.'

export const index = command({
  help: `
Read articles into the archive; those already in it stay as they are.

Usage: dateline index PATH… [options]

PATH is a file, a folder (read with all that is in it) or - for standard input. Understood are
plain text, HTML, JSONL, JSON arrays, CSV, TSV, RSS and Atom, each also as .gz.

  --archive FILE       the archive to write; made if it is not there
  --source NAME        the outlet, whatever the records say
  --format FORMAT      ${FORMATS.join(', ')}; otherwise told by ending and content
  --map A=B,C=D        read field A from column B: --map title=headline,body=text
  --model FOLDER       find names by a token classifier in ONNX, far slower: the folder holds
                       model.onnx, config.json and tokenizer.json or vocab.txt
  --no-names           store sentences without names
  --restore            let articles in again that were removed
  --json               the summary as one JSON object on the last line`,
  options: {
    archive: { type: 'string' },
    source: { type: 'string' },
    format: { type: 'string' },
    map: { type: 'string', multiple: true },
    model: { type: 'string' },
    'no-names': { type: 'boolean' },
    restore: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals: paths }) {
    if (paths.length === 0) {
      throw new UserError('index needs a file or a folder, as in `dateline index news/`')
    }
    const format = toFormat(values.format)
    const map = toMap(values.map ?? [])
    const model = values.model === undefined ? undefined : await chooseModel(values.model)
    const archive = openForIndexing(archivePath(values.archive), paths)
    const stop = new Stop(STOPPING)
    const display = new ProgressDisplay()
    try {
      const summary = await runIndex(archive, paths, {
        ...(values.source === undefined ? {} : { source: values.source }),
        ...(format && { format }),
        ...(map && { map }),
        ...(model && { model }),
        names: !values['no-names'],
        restore: values.restore === true,
        signal: stop.signal,
        onProgress: (progress) => display.update(progress),
      })
      display.end()
      report(summary, values.json === true)
      if (stop.status !== null) {
        console.error('Stopped; what was read is kept, and the same command goes on from there.')
      }
      return stop.status ?? (summary.rejected > 0 ? 1 : 0)
    } finally {
      display.end()
      archive.close()
    }
  },
})

/** Does not make an archive where there is nothing to put into it. */
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

function toFormat(written: string | undefined): Format | undefined {
  if (written === undefined) return undefined
  const format = FORMATS.find((each) => each === written.toLowerCase())
  if (!format) throw new UserError(`there is no format ${written}; write ${FORMATS.join(', ')}`)
  return format
}

function toMap(written: string[]): Record<string, string> | undefined {
  if (written.length === 0) return undefined
  const pairs = written.flatMap((each) => each.split(',')).map((pair) => pair.split('='))
  const wrong = pairs.find((pair) => pair.length !== 2 || pair.includes(''))
  if (wrong) {
    throw new UserError(`--map cannot read ${wrong.join('=')}; write title=headline,body=text`)
  }
  for (const [field] of pairs) toField(field!)
  return Object.fromEntries(pairs) as Record<string, string>
}

function report({ notes, ...counts }: IndexSummary, json: boolean): void {
  for (const note of notes) console.error(plain(note))
  if (json) {
    console.log(JSON.stringify(counts))
    return
  }
  const { read, added, changed, unchanged, barred, rejected, warnings, seconds } = counts
  const rate = `${seconds.toFixed(1)} s, ${count(counts.articlesPerSecond)} a second`
  const out = barred > 0 ? `${count(barred)} left out since they were removed, ` : ''
  console.log(
    `Read ${counted(read, 'article')} (${rate}): ${count(added)} added, ${count(changed)} changed, ` +
      `${count(unchanged)} unchanged, ${out}${count(rejected)} rejected, ${counted(warnings, 'warning')}.`,
  )
  if (rejected > 0) console.log('`dateline rejected` lists what was left out, and why.')
  else if (warnings > 0) console.log('`dateline rejected` lists the warnings.')
}
