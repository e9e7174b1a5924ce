import { ENGINE_NAMES } from '#backends.ts'
import { command } from '../support/command.ts'
import { sendArchive } from '../support/send-archive.ts'
import { ENGINES_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { resolveEngines } from '../support/resolve-backend.ts'

export const project = command({
  help: `
Send to ${ENGINE_NAMES} what they lack from the archive, as \`dateline index\` does at its end.

Usage: dateline project [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to send
${ENGINES_HELP}`,
  options: { ...BACKEND_OPTIONS, json: { type: 'boolean' } },
  async run({ values }) {
    const { archive, engines } = resolveEngines('project', values)
    return sendArchive(archive, {
      engines: Object.values(engines),
      job: 'follow',
      stopping: 'the same command continues from there',
      json: values.json === true,
    })
  },
})
