import type { Finding } from '#archive/audit.ts'
import type { EngineCode } from '#archive/ledger.ts'
import type { Archive } from '#archive/open.ts'
import { openProjectionLedger } from '#archive/projection-ledger.ts'
import { renew } from '#archive/bump-revs.ts'
import type { Engines } from '#stores/shared/engine-address.ts'
import { ProgressDisplay } from './progress.ts'
import {
  type EngineDifference,
  type Target,
  compareEngine,
  repairEngine,
  toFindings,
} from '#indexer/projection/compare-engine.ts'
import { prepareTarget } from '#indexer/projection/fill.ts'
import { openTarget } from '#indexer/projection/open-target.ts'
import { finishProjecting, reportFailures, startProjecting } from './projecting.ts'
import { Stop } from './stop.ts'

const ENGINES: EngineCode[] = ['elasticsearch', 'neo4j']

/** Compares what both engines hold with the archive. */
export async function checkEngines({ db }: Archive, engines: Engines): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const engine of ENGINES) {
    await withTarget(engine, engines, async (target) => {
      findings.push(...toFindings(await compareEngine(engine, target, db)))
    })
  }
  return findings
}

/** Makes both engines hold what the archive does; returns how many things were sent again. */
export async function repairEngines(archive: Archive, engines: Engines): Promise<number> {
  let repaired = 0
  for (const engine of ENGINES) {
    await withTarget(engine, engines, async (target) => {
      repaired += await mend(engine, target, archive)
    })
  }
  const stop = new Stop('\nStopping; the same command goes on from there.')
  const projection = await startProjecting(archive, engines)
  const outcomes = await finishProjecting(projection, new ProgressDisplay(), stop)
  if (outcomes) reportFailures(outcomes)
  return repaired
}

async function mend(engine: EngineCode, target: Target, { db, path }: Archive): Promise<number> {
  const difference = await compareEngine(engine, target, db)
  if (!differs(difference)) return 0
  const ledger = openProjectionLedger(path)
  try {
    await prepareTarget(engine, target, { db, ledger })
    const sent = await repairEngine(difference, target, { db, ledger })
    const left = await compareEngine(engine, target, db)
    // What somebody else wrote is at a later version than ours.
    if (differs(left))
      renew(db, { articles: keysOf(left, 'article'), entities: keysOf(left, 'entity') })
    return sent
  } finally {
    ledger.close()
  }
}

async function withTarget(
  engine: EngineCode,
  engines: Engines,
  work: (target: Target) => Promise<void>,
): Promise<void> {
  const target = await openTarget(engine, engines[engine], () => undefined)
  try {
    await work(target)
  } finally {
    await target.close()
  }
}

function differs({ kinds }: EngineDifference): boolean {
  return (kinds ?? []).some(({ difference }) =>
    Object.values(difference).some((keys: string[]) => keys.length > 0),
  )
}

/** Of what the archive holds and the engine does not, or not so. */
function keysOf({ kinds }: EngineDifference, wanted: 'article' | 'entity'): string[] {
  return (kinds ?? []).flatMap(({ kind, difference: { missing, differing } }) =>
    kind === wanted ? [...missing, ...differing] : [],
  )
}
