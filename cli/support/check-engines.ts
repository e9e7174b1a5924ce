import type { Finding } from '#archive/audit/audit.ts'
import { bumpRevs } from '#archive/audit/bump-revs.ts'
import type { Archive } from '#archive/open.ts'
import { openProjectionLedger } from '#archive/projection/projection-ledger.ts'
import {
  type EngineDifference,
  type EngineTarget,
  compareEngine,
  repairEngine,
  toFindings,
} from '#indexer/projection/compare-engine.ts'
import { prepareTarget } from '#indexer/projection/fill.ts'
import type { Engine, EngineAt, Engines } from '#stores/backend.ts'
import { ProgressDisplay } from './progress.ts'
import { finishProjecting, reportFailures, startProjecting } from './projecting.ts'
import { Stop } from './stop.ts'

/** Compares what the engines hold with the archive. */
export async function checkEngines({ db }: Archive, engines: Engines): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const each of Object.values(engines)) {
    await withTarget(each, async (target) => {
      findings.push(...toFindings(await compareEngine(each.engine, target, db)))
    })
  }
  return findings
}

/** Brings the engines in line with the archive; returns how many items were sent again. */
export async function repairEngines(archive: Archive, engines: Engines): Promise<number> {
  let repaired = 0
  for (const each of Object.values(engines)) {
    await withTarget(each, async (target) => {
      repaired += await repair(each.engine, target, archive)
    })
  }
  const stop = new Stop('\nStopping; the same command continues from there.')
  const projection = await startProjecting(archive, Object.values(engines))
  const outcomes = await finishProjecting(projection, new ProgressDisplay(), stop)
  if (outcomes) reportFailures(outcomes)
  return repaired
}

async function repair(
  engine: Engine,
  target: EngineTarget,
  { db, path }: Archive,
): Promise<number> {
  const difference = await compareEngine(engine, target, db)
  if (!differs(difference)) return 0
  const ledger = openProjectionLedger(path)
  try {
    await prepareTarget(engine, target, { db, ledger })
    const sent = await repairEngine(difference, target, { db, ledger })
    const left = await compareEngine(engine, target, db)
    // Documents written by somebody else have a later version than ours.
    if (differs(left))
      bumpRevs(db, { articles: keysOf(left, 'article'), entities: keysOf(left, 'entity') })
    return sent
  } finally {
    ledger.close()
  }
}

async function withTarget(
  { engine, address }: EngineAt,
  work: (target: EngineTarget) => Promise<void>,
): Promise<void> {
  const target = await engine.openTarget(address, () => undefined)
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

/** Keys of items that the engine lacks or holds differently. */
function keysOf({ kinds }: EngineDifference, wanted: 'article' | 'entity'): string[] {
  return (kinds ?? []).flatMap(({ kind, difference: { missing, differing } }) =>
    kind === wanted ? [...missing, ...differing] : [],
  )
}
