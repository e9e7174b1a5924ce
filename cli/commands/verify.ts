import { ENGINE_NAMES } from '#backends.ts'
import type { Finding } from '#archive/audit/audit.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import type { Repair } from '#archive/audit/repair.ts'
import { UserError } from '#core/errors.ts'
import { damageSentence } from '#core/files/sqlite-errors.ts'
import type { Engines } from '#stores/backend.ts'
import { type Verification, repair, verify } from '../support/verification.ts'
import { archiveToRead } from '../support/archive-path.ts'
import { checkEngines, repairEngines } from '../support/check-engines.ts'
import { command } from '../support/command.ts'
import { count, counted, plain, print, printError, printJson } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { resolveBackend } from '../support/resolve-backend.ts'

export const verifyArchive = command({
  help: `
Check the archive against its full-text index and its graph, by counting and indexing again, and, if
they are used, ${ENGINE_NAMES} against the archive.

Usage: dateline verify [options]

  --repair             re-read and recount what is damaged in the archive, and name the files to
                       index again; resend what differs in an engine, and remove what the
                       archive does not hold
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
    const isRepair = values.repair === true
    const backend = resolveBackend(values)
    const path = backend.type === 'embedded' ? archiveToRead(values.archive) : backend.archive
    const archive = openArchive(path, { write: isRepair })
    try {
      const engines = backend.type === 'engines' ? backend.engines : null
      const repaired = isRepair ? await mend(archive, engines) : null
      const result = verify(archive)
      const isComparable = engines && !result.isFileDamaged
      const differing = isComparable ? await checkEngines(archive, engines) : []
      const findings = [...result.findings, ...differing]
      const ok = findings.length === 0
      if (values.json) {
        const mended = repaired && { repaired: repaired.sent, reread: repaired.files }
        printJson({ archive: path, ...result, ok, findings, ...mended })
        return ok ? 0 : 1
      }
      for (const finding of findings) printError(toLine(finding))
      if (result.digest) print(`digest ${result.digest}`)
      if (repaired) print(toRepaired(repaired))
      print(conclusion({ path, engines, result, ok, repaired }))
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

interface Mended extends Repair {
  /** Items sent to engines again. */
  sent: number
}

/**
 * Repairs the archive first, because engines are compared with it. Throws UserError if the file
 * itself is damaged.
 */
async function mend(archive: Archive, engines: Engines | null): Promise<Mended> {
  const { ok, isFileDamaged } = verify(archive)
  if (isFileDamaged) throw new UserError(damageSentence(archive.path))
  const done = ok ? { files: [], articles: 0 } : await repair(archive)
  return { ...done, sent: engines ? await repairEngines(archive, engines) : 0 }
}

const toRepaired = ({ articles, sent }: Mended) =>
  `${counted(articles, 'article')} repaired, ${counted(sent, 'item')} sent again.`

interface Verdict {
  path: string
  engines: Engines | null
  /** The result for the archive alone. */
  result: Verification
  ok: boolean
  repaired: Mended | null
}

function conclusion({ path, engines, result, ok, repaired }: Verdict): string {
  if (result.isFileDamaged) return damageSentence(path)
  if (repaired && repaired.files.length > 0) {
    const files = repaired.files.map(plain).join(' ')
    return `The text of some articles is damaged; \`dateline index ${files}\` reads it again.`
  }
  if (!result.ok) {
    return `${path} does not agree with its index and graph; \`dateline verify --repair\` repairs what it can.`
  }
  if (!engines) {
    return `${path} agrees with its index and its graph (${result.seconds.toFixed(1)} s).`
  }
  const names = Object.values(engines).map(({ engine }) => engine.name)
  return ok
    ? `${path}, ${names.join(' and ')} agree.`
    : `${names.join(' or ')} does not agree with the archive; \`dateline verify --repair\` repairs it.`
}
