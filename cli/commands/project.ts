import { command } from '../support/command.ts'
import { sendArchive } from '../support/send-archive.ts'
import { ENGINES_HELP, WHERE_OPTIONS, whereEngines } from '../support/resolve-backend.ts'

export const project = command({
  help: `
Send to Elasticsearch and Neo4j what they lack of the archive, as \`dateline index\` does at its end.

Usage: dateline project [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to send
${ENGINES_HELP}`,
  options: { ...WHERE_OPTIONS, json: { type: 'boolean' } },
  async run({ values }) {
    const { archive, elasticsearch, neo4j } = whereEngines('project', values)
    return sendArchive(archive, {
      engines: { elasticsearch, neo4j },
      job: 'follow',
      stopping: 'the same command goes on from there',
      json: values.json === true,
    })
  },
})
