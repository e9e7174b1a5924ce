import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { ProgressDisplay } from '../progress.ts'
import { command } from './command.ts'
import { noEngines } from './project.ts'
import { finishProjecting, reportFailures, startProjecting, toJson, toLines } from './projecting.ts'
import { Stop } from './stop.ts'
import { WHERE_HELP, WHERE_OPTIONS, where } from './where.ts'

export const rebuild = command({
  help: `
Make the index in Elasticsearch, or the graph in Neo4j, anew from the archive. Searching goes on with
the old index until the new one is whole; the graph is empty at first and fills up. Of a Neo4j only
what is Dateline's is taken out.

Usage: dateline rebuild search|graph [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to send
${WHERE_HELP.split('\n').slice(0, 2).join('\n')}`,
  options: { ...WHERE_OPTIONS, json: { type: 'boolean' } },
  async run({ values, positionals }) {
    const [what, ...more] = positionals
    if ((what !== 'search' && what !== 'graph') || more.length > 0) {
      throw new UserError('write rebuild search or rebuild graph')
    }
    const place = where(values)
    if (place.type === 'embedded') throw noEngines('rebuild')
    const { elasticsearch, neo4j } = place
    const archive = openArchive(place.archive, { write: true })
    const stop = new Stop(`\nStopping; \`dateline rebuild ${what}\` begins anew.`)
    try {
      const engines = what === 'search' ? { elasticsearch } : { neo4j }
      const projection = await startProjecting(archive, engines, { job: 'rebuild' })
      const outcomes = await finishProjecting(projection, new ProgressDisplay(), stop)
      if (outcomes === null) return stop.status ?? 1
      const isWell = reportFailures(outcomes)
      if (values.json) console.log(JSON.stringify(toJson(outcomes)))
      else for (const line of toLines(outcomes)) console.log(line)
      return isWell ? 0 : 1
    } finally {
      archive.close()
    }
  },
})
