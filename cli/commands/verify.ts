import type { Finding } from '#archive/audit.ts'
import { openArchive } from '#archive/open.ts'
import { verify } from '../support/verification.ts'
import { archiveToRead } from '../support/archive-path.ts'
import { checkEngines, repairEngines } from '../support/check-engines.ts'
import { command } from '../support/command.ts'
import { count, counted, plain, print, printError, printJson } from '../support/terminal.ts'
import {
  WHERE_HELP,
  WHERE_OPTIONS,
  type Where,
  where,
  whereEngines,
} from '../support/resolve-backend.ts'

export const verifyArchive = command({
  help: `
Check the archive against its full-text index and its graph, by counting and indexing anew; and, where
they are used, Elasticsearch and Neo4j against the archive.

Usage: dateline verify [options]

  --repair             send again what differs in Elasticsearch or Neo4j, and take out what the
                       archive does not hold
  --json               as one JSON object
  --archive FILE       the archive to check
${WHERE_HELP}

The digest is equal for two archives that hold the same articles.`,
  options: {
    ...WHERE_OPTIONS,
    repair: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ values }) {
    const repair = values.repair === true
    const place: Where = repair ? whereEngines('verify --repair', values) : where(values)
    const path = place.type === 'embedded' ? archiveToRead(values.archive) : place.archive
    const archive = openArchive(path, { write: repair })
    try {
      const hasEngines = place.type === 'engines'
      const repaired = hasEngines && repair ? await repairEngines(archive, place) : null
      const result = verify(archive)
      const differing = hasEngines ? await checkEngines(archive, place) : []
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
      print(conclusion(path, result.ok, ok, hasEngines, result.seconds))
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

function conclusion(
  path: string,
  isArchiveWell: boolean,
  isAllWell: boolean,
  hasEngines: boolean,
  seconds: number,
): string {
  if (!isArchiveWell) {
    return `${path} does not agree with its index and graph; index its files into a new archive with --archive.`
  }
  if (!isAllWell) {
    return 'Elasticsearch or Neo4j does not agree with the archive; `dateline verify --repair` mends it.'
  }
  return hasEngines
    ? `${path}, Elasticsearch and Neo4j agree.`
    : `${path} agrees with its index and its graph (${seconds.toFixed(1)} s).`
}
