import { ENGINE_NAMES } from '#backends.ts'
import { UserError } from '#core/errors.ts'
import { STORE_ROLES } from '#core/store-role.ts'
import { command } from '../support/command.ts'
import { sendArchive } from '../support/send-archive.ts'
import { ENGINES_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { resolveEngines } from '../support/resolve-backend.ts'

export const rebuild = command({
  help: `
Build the full-text index or the graph in ${ENGINE_NAMES} from the archive again. The old
index serves searches until the new one is complete; the graph is empty at first and fills up. Only
Dateline's own data is removed from the graph store.

Usage: dateline rebuild search|graph [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to send
${ENGINES_HELP}`,
  options: { ...BACKEND_OPTIONS, json: { type: 'boolean' } },
  async run({ values, positionals }) {
    const [what, ...more] = positionals
    const role = STORE_ROLES.find((each) => each === what)
    if (!role || more.length > 0) throw new UserError('write rebuild search or rebuild graph')
    const { archive, engines } = resolveEngines('rebuild', values)
    return sendArchive(archive, {
      engines: [engines[role]],
      job: 'rebuild',
      stopping: `\`dateline rebuild ${role}\` starts over`,
      json: values.json === true,
    })
  },
})
