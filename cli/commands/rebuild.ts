import { UserError } from '#core/errors.ts'
import { command } from '../support/command.ts'
import { sendArchive } from '../support/send-archive.ts'
import { ENGINES_HELP, WHERE_OPTIONS, whereEngines } from '../support/resolve-backend.ts'

export const rebuild = command({
  help: `
Make the index in Elasticsearch, or the graph in Neo4j, anew from the archive. Searching goes on with
the old index until the new one is whole; the graph is empty at first and fills up. Of a Neo4j only
what is Dateline's is taken out.

Usage: dateline rebuild search|graph [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to send
${ENGINES_HELP}`,
  options: { ...WHERE_OPTIONS, json: { type: 'boolean' } },
  async run({ values, positionals }) {
    const [what, ...more] = positionals
    if ((what !== 'search' && what !== 'graph') || more.length > 0) {
      throw new UserError('write rebuild search or rebuild graph')
    }
    const { archive, elasticsearch, neo4j } = whereEngines('rebuild', values)
    return sendArchive(archive, {
      engines: what === 'search' ? { elasticsearch } : { neo4j },
      job: 'rebuild',
      stopping: `\`dateline rebuild ${what}\` begins anew`,
      json: values.json === true,
    })
  },
})
