import { ENGINE_NAMES } from '#backends.ts'
import type { Finding } from '#archive/audit.ts'
import { openArchive } from '#archive/open.ts'
import type { Engines } from '#stores/backend.ts'
import { verify } from '../support/verification.ts'
import { archiveToRead } from '../support/archive-path.ts'
import { checkEngines, repairEngines } from '../support/check-engines.ts'
import { command } from '../support/command.ts'
import { count, counted, plain, print, printError, printJson } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { resolveBackend, resolveEngines } from '../support/resolve-backend.ts'

export const verifyArchive = command({
  help: `
Check the archive against its full-text index and its graph, by counting and indexing anew; and, where
they are used, ${ENGINE_NAMES} against the archive.

Usage: dateline verify [options]

  --repair             send again what differs in an engine, and take out what the archive does
                       not hold
  --json               as one JSON object
  --archive FILE       the archive to check
${BACKEND_HELP}

The digest is equal for two archives that hold the same articles.`,
  options: {
    ...BACKEND_OPTIONS,
    repair: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values }) {
    const repair = values.repair === true
    const backend = repair ? resolveEngines('verify --repair', values) : resolveBackend(values)
    const path = backend.type === 'embedded' ? archiveToRead(values.archive) : backend.archive
    const archive = openArchive(path, { write: repair })
    try {
      const engines = backend.type === 'engines' ? backend.engines : null
      const repaired = engines && repair ? await repairEngines(archive, engines) : null
      const result = verify(archive)
      const differing = engines ? await checkEngines(archive, engines) : []
      const findings = [...result.findings, ...differing]
      const ok = findings.length === 0
      if (values.json) {
        const mended = repaired !== null && { repaired }
        printJson({ archive: path, ...result, ok, findings, ...mended })
        return ok ? 0 : 1
      }
      for (const finding of findings) printError(toLine(finding))
      print(`digest ${result.digest}`)
      if (repaired !== null) print(`${counted(repaired, 'thing')} sent again.`)
      print(conclusion({ path, engines, isArchiveSound: result.ok, ok, seconds: result.seconds }))
      return ok ? 0 : 1
    } finally {
      archive.close()
    }
  },
})

function toLine({ what, count: number, examples }: Finding): string {
  const shown = examples.length > 0 ? `, such as ${examples.map(plain).join(', ')}` : ''
  return `differs in ${count(number)}: ${what}${shown}`
}

interface Verdict {
  path: string
  engines: Engines | null
  /** The archive alone agrees with its index and its graph. */
  isArchiveSound: boolean
  ok: boolean
  seconds: number
}

function conclusion({ path, engines, isArchiveSound, ok, seconds }: Verdict): string {
  if (!isArchiveSound) {
    return `${path} does not agree with its index and graph; index its files into a new archive with --archive.`
  }
  if (!engines) return `${path} agrees with its index and its graph (${seconds.toFixed(1)} s).`
  const names = Object.values(engines).map(({ engine }) => engine.name)
  return ok
    ? `${path}, ${names.join(' and ')} agree.`
    : `${names.join(' or ')} does not agree with the archive; \`dateline verify --repair\` mends it.`
}
