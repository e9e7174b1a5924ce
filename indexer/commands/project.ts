import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { ProgressDisplay } from '../progress.ts'
import { command } from './command.ts'
import { finishProjecting, reportFailures, startProjecting, toJson, toLines } from './projecting.ts'
import { Stop } from './stop.ts'
import { WHERE_HELP, WHERE_OPTIONS, where } from './where.ts'

export const project = command({
  help: `
Send to Elasticsearch and Neo4j what they lack of the archive, as \`dateline index\` does at its end.

Usage: dateline project [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to send
${WHERE_HELP.split('\n').slice(0, 2).join('\n')}`,
  options: { ...WHERE_OPTIONS, json: { type: 'boolean' } },
  async run({ values }) {
    const place = where(values)
    if (place.type === 'embedded') throw noEngines('project')
    const archive = openArchive(place.archive, { write: true })
    const stop = new Stop('\nStopping; the same command goes on from there.')
    try {
      const projection = await startProjecting(archive, place)
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

export function noEngines(name: string): UserError {
  return new UserError(
    `${name} needs Elasticsearch and Neo4j; start them with \`dateline engines start\`, or name them with --elasticsearch and --neo4j`,
  )
}
