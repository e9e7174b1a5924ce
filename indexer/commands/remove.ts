import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { composed } from '#core/text.ts'
import { createFullTextIndex, hasFullTextIndex } from '#stores/search/sqlite-full-text.ts'
import { ProgressDisplay } from '../progress.ts'
import type { Projection } from '../project/projection.ts'
import { command } from './command.ts'
import { buildFullText } from './embedded.ts'
import { finishProjecting, reportFailures, startProjecting } from './projecting.ts'
import { Stop } from './stop.ts'
import { counted, plain } from './terminal.ts'
import { WHERE_HELP, WHERE_OPTIONS, where } from './where.ts'

export const remove = command({
  help: `
Take articles out of the archive, its index and its graph. They stay out when their file is
indexed again, until \`dateline index --restore\`.

Usage: dateline remove ID… [options]
       dateline remove --source NAME [options]

  --source NAME        all articles of this outlet
  --dry-run            only say which articles would go
  --archive FILE       the archive to change
${WHERE_HELP}`,
  options: {
    source: { type: 'string' },
    'dry-run': { type: 'boolean' },
    ...WHERE_OPTIONS,
  },
  async run({ values, positionals }) {
    const source = values.source === undefined ? undefined : composed(values.source)
    if (positionals.length > 0 === (source !== undefined)) {
      throw new UserError('remove needs either the ids of articles or --source NAME')
    }
    const dryRun = values['dry-run'] === true
    const place = where(values)
    const archive = openArchive(place.archive, { write: !dryRun })
    const usesEngines = place.type === 'engines' && !dryRun
    let projection: Projection | null = null
    try {
      if (usesEngines) projection = await startProjecting(archive, place)
      else if (!dryRun) buildFullText(archive)
      if (!dryRun && hasFullTextIndex(archive.db)) archive.follow(createFullTextIndex(archive.db))
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
      const isThere = projection === null || (await isSent(projection))
      return unknown.length > 0 || !isThere ? 1 : 0
    } finally {
      await projection?.stop()
      archive.close()
    }
  },
})

/** Whether the engines heard of it. */
async function isSent(projection: Projection): Promise<boolean> {
  const stop = new Stop('\nStopping; the next `dateline project` or `dateline index` goes on.')
  const outcomes = await finishProjecting(projection, new ProgressDisplay(), stop)
  return outcomes !== null && reportFailures(outcomes)
}
