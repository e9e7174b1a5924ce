import { backUpArchive } from '#archive/backup/back-up.ts'
import { UserError } from '#core/errors.ts'
import { archivePath } from '../support/archive-path.ts'
import { command } from '../support/command.ts'
import { ProgressDisplay } from '../support/progress.ts'
import { counted, plain, print, printJson, size } from '../support/terminal.ts'

export const backup = command({
  help: `
Write a snapshot of the archive to one compressed file, even while it is served and indexed: articles,
names, decisions, keys and rejections. An earlier backup with that name is replaced.

Usage: dateline backup FILE [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to back up`,
  options: { archive: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values, positionals: [file, ...more] }) {
    if (file === undefined || more.length > 0) throw new UserError('write backup FILE')
    const display = new ProgressDisplay()
    const made = await backUpArchive(archivePath(values.archive), file, (done) =>
      display.percentage(done, 'backed up'),
    ).finally(() => display.end())
    if (values.json) printJson({ file, ...made })
    else {
      const articles = counted(made.archive.articles, 'article')
      print(`${plain(file)} holds ${articles} (${size(made.compressed)}).`)
    }
    return 0
  },
})
