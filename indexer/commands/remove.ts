import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { createFullTextIndex } from '#stores/search/sqlite-full-text.ts'
import { archivePath } from './archive-path.ts'
import { command } from './command.ts'
import { counted, plain } from './terminal.ts'

export const remove = command({
  help: `
Take articles out of the archive, its index and its graph. They stay out when their file is
indexed again, until \`dateline index --restore\`.

Usage: dateline remove ID… [options]
       dateline remove --source NAME [options]

  --source NAME        all articles of this outlet
  --dry-run            only say which articles would go
  --archive FILE       the archive to change`,
  options: {
    source: { type: 'string' },
    'dry-run': { type: 'boolean' },
    archive: { type: 'string' },
  },
  async run({ values, positionals }) {
    const { source } = values
    if (positionals.length > 0 === (source !== undefined)) {
      throw new UserError('remove needs either the ids of articles or --source NAME')
    }
    const dryRun = values['dry-run'] === true
    const path = archivePath(values.archive)
    const archive = openArchive(path, { write: !dryRun })
    if (!dryRun) archive.follow(createFullTextIndex(archive.db))
    try {
      const named = source === undefined ? [...new Set(positionals)] : archive.idsOf(source)
      const ids = named.filter((id) => archive.known(id))
      const unknown = named.filter((id) => !ids.includes(id))
      if (source !== undefined && ids.length === 0) {
        throw new UserError(
          `no article comes from ${source}; \`dateline status\` lists the sources`,
        )
      }
      for (const id of unknown) console.error(`dateline: there is no article ${plain(id)}`)

      if (dryRun) {
        for (const id of ids) console.log(plain(id))
        console.log(`${counted(ids.length, 'article')} would be removed.`)
      } else {
        console.log(`${counted(archive.remove(ids, { barred: true }), 'article')} removed.`)
      }
      return unknown.length > 0 ? 1 : 0
    } finally {
      archive.close()
    }
  },
})
