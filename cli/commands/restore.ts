import { restoreArchive } from '#archive/backup/restore.ts'
import { UserError } from '#core/errors.ts'
import { archivePath } from '../support/archive-path.ts'
import { command } from '../support/command.ts'
import { ProgressDisplay } from '../support/progress.ts'
import { counted, plain, print, printError, printJson } from '../support/terminal.ts'

export const restore = command({
  help: `
Restore the archive from a backup. An existing one stays until the new one is complete and
checked; a running server then shows the new one. Engines are refilled by the next
\`dateline index\` or \`dateline project\`.

Usage: dateline restore FILE [options]

  --force              replace an existing archive
  --json               the summary as one JSON object
  --archive FILE       where to restore it`,
  options: { archive: { type: 'string' }, force: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ values, positionals: [file, ...more] }) {
    if (file === undefined || more.length > 0) throw new UserError('write restore FILE')
    const path = archivePath(values.archive)
    const display = new ProgressDisplay()
    const restored = await restoreArchive(file, path, {
      replace: values.force === true,
      onProgress: (done) => display.percentage(done, 'restored'),
    }).finally(() => display.end())
    const { archive, at, damagedKept } = restored
    if (damagedKept) printError(`The damaged archive was kept as ${plain(damagedKept)}.`)
    if (values.json) printJson({ path, ...restored })
    else print(`${plain(path)} holds ${counted(archive.articles, 'article')}, as of ${at}.`)
    return 0
  },
})
