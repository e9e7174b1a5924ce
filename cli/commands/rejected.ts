import { openArchive } from '#archive/open.ts'
import { archiveToRead } from '../support/archive-path.ts'
import { command } from '../support/command.ts'
import { plain, print, printJson } from '../support/terminal.ts'

export const rejected = command({
  help: `
List what was left out of the archive or went in with a warning: file, line and reason.

Usage: dateline rejected [options]

  --json               one JSON object per line, with the beginning of each record
  --archive FILE       the archive to read`,
  options: { archive: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const archive = openArchive(archiveToRead(values.archive), { write: false })
    const records = archive.rejected()
    archive.close()

    for (const record of records) {
      if (values.json) printJson(record)
      else print(plain(record.message))
    }
    if (records.length === 0 && !values.json) print('Nothing was left out.')
    return 0
  },
})
