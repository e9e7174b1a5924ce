import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExpiredError, UserError } from '#core/errors.ts'
import { writePackage } from '../data-package/write-package.ts'
import { HOME } from '../support/archive-path.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { command } from '../support/command.ts'
import { ProgressDisplay } from '../support/progress.ts'
import { readQuery } from '../support/query.ts'
import { openHeldStores } from '../support/held-stores.ts'
import { count, plain, print, printError, printJson, size } from '../support/terminal.ts'

export const exportPackage = command({
  help: `
Write a data package: articles, their names and the graph as Parquet and GraphML, with a
datapackage.json that describes the files, the query and version, and checksums.

Usage: dateline export FOLDER [options]

  --query QUERY        only matching articles, as in \`dateline search\`; default everything
  --texts              include the texts of the articles
  --json               the files as JSON
  --archive FILE       the archive to export
${BACKEND_HELP}`,
  options: {
    ...BACKEND_OPTIONS,
    query: { type: 'string' },
    texts: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals: [folder, ...more] }) {
    if (folder === undefined || more.length > 0) throw new UserError('write export FOLDER')
    const { query = '', texts = false } = values
    const { stores, close } = await openHeldStores(values)
    const display = new ProgressDisplay()
    try {
      const { search, warnings } = await readQuery(query, (work) => work(stores.graph))
      for (const { message } of warnings) printError(plain(message))
      const onRows = (rows: number) => display.counted(rows, 'rows written')
      const options = { stores, search, query, texts, dateline: ownVersion(), onRows }
      const files = await writePackage(folder, options).finally(() => display.end())
      if (values.json) printJson({ folder, files })
      for (const { path, rows, bytes } of values.json ? [] : files) {
        print(`${path.padEnd(20)}${count(rows).padStart(12)} rows  ${size(bytes)}`)
      }
      return 0
    } catch (error) {
      if (error instanceof ExpiredError) throw new UserError(error.message, { cause: error })
      throw error
    } finally {
      await close()
    }
  },
})

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}
