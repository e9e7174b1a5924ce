import type { Finding } from '#archive/audit.ts'
import type { EngineCode } from '#archive/ledger.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { openProjectionLedger } from '#archive/projection-ledger.ts'
import type { Engines } from '#stores/engine-address.ts'
import { compareEngine, repairEngine, toFindings } from '../project/compare-engine.ts'
import { prepareTarget } from '../project/fill.ts'
import { openTarget } from '../project/open-target.ts'
import { verify } from '../verify.ts'
import { archiveToRead } from './archive-path.ts'
import { command } from './command.ts'
import { noEngines } from './project.ts'
import { count, counted, plain } from './terminal.ts'
import { WHERE_HELP, WHERE_OPTIONS, where } from './where.ts'

const ENGINES: EngineCode[] = ['elasticsearch', 'neo4j']

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
    const place = where(values)
    const repair = values.repair === true
    if (repair && place.type === 'embedded') throw noEngines('verify --repair')
    const path = place.type === 'embedded' ? archiveToRead(values.archive) : place.archive
    const archive = openArchive(path, { write: repair })
    try {
      const result = verify(archive)
      const engines = place.type === 'engines' ? await checkEngines(archive, place, repair) : null
      const findings = [...result.findings, ...(engines?.findings ?? [])]
      const ok = findings.length === 0
      if (values.json) {
        const repaired = repair && { repaired: engines?.repaired }
        console.log(JSON.stringify({ archive: path, ...result, ok, findings, ...repaired }))
        return ok ? 0 : 1
      }
      for (const finding of findings) console.error(toLine(finding))
      console.log(`digest ${result.digest}`)
      if (repair) console.log(`${counted(engines?.repaired ?? 0, 'thing')} sent again.`)
      console.log(conclusion(path, result.ok, ok, engines !== null, result.seconds))
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

/** What differs in the end, and how many things were sent again to make it less. */
async function checkEngines(archive: Archive, engines: Engines, repair: boolean) {
  const findings: Finding[] = []
  let repaired = 0
  for (const engine of ENGINES) {
    const target = await openTarget(engine, engines[engine], () => undefined)
    try {
      const difference = await compareEngine(engine, target, archive.db)
      let left = toFindings(difference)
      if (repair && difference.kinds !== null && left.length > 0) {
        const ledger = openProjectionLedger(archive.path)
        try {
          await prepareTarget(engine, target, { db: archive.db, ledger })
          repaired += await repairEngine(difference, target, { db: archive.db, ledger })
          left = toFindings(await compareEngine(engine, target, archive.db))
        } finally {
          ledger.close()
        }
      }
      findings.push(...left)
    } finally {
      await target.close()
    }
  }
  return { findings, repaired }
}
