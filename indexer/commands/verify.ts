import { openArchive } from '#archive/open.ts'
import { verify } from '../verify.ts'
import { archiveToRead } from './archive-path.ts'
import { command } from './command.ts'
import { count, plain } from './terminal.ts'

export const verifyArchive = command({
  help: `
Check the archive against its full-text index and its graph, by counting and indexing anew.

Usage: dateline verify [options]

  --json               as one JSON object
  --archive FILE       the archive to check

The digest is equal for two archives that hold the same articles.`,
  options: { archive: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const path = archiveToRead(values.archive)
    const archive = openArchive(path, { write: false })
    const result = verify(archive)
    archive.close()

    if (values.json) {
      console.log(JSON.stringify({ archive: path, ...result }))
      return result.ok ? 0 : 1
    }
    for (const { what, count: number, examples } of result.findings) {
      const shown = examples.length > 0 ? `, such as ${examples.map(plain).join(', ')}` : ''
      console.error(`differs in ${count(number)}: ${what}${shown}`)
    }
    console.log(`digest ${result.digest}`)
    console.log(
      result.ok
        ? `${path} agrees with its index and its graph (${result.seconds.toFixed(1)} s).`
        : `${path} does not agree with its index and graph; index its files into a new archive with --archive.`,
    )
    return result.ok ? 0 : 1
  },
})
