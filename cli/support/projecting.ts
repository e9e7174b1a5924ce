import type { Archive } from '#archive/open.ts'
import type { EngineCode } from '#archive/ledger.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { Engines } from '#stores/shared/engine-address.ts'
import { ProgressDisplay } from './progress.ts'
import { ENGINE_NAMES } from '#indexer/projection/engine-names.ts'
import type { Job } from '#indexer/projection/messages.ts'
import {
  type EngineState,
  type Outcome,
  type Outcomes,
  type Projection,
  startProjection,
} from '#indexer/projection/projection.ts'
import type { Sent } from '#indexer/projection/run-projection.ts'
import type { Stop } from './stop.ts'
import { count, counted, plain, printError } from './terminal.ts'

export interface ProjectingOptions {
  job?: Job
  onProgress?: (states: EngineState[]) => void
}

/** Makes the engines ready to be filled from an archive; throws UserError with what to do where one cannot be. */
export async function startProjecting(
  archive: Archive,
  { elasticsearch, neo4j }: Partial<Engines>,
  options: ProjectingOptions = {},
): Promise<Projection> {
  const engines = { ...(elasticsearch && { elasticsearch }), ...(neo4j && { neo4j }) }
  try {
    return await startProjection({ archive: archive.path, engines, ...options })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new UserError(
      `${error.message}; start it, or work on the archive's own file with --embedded`,
      { cause: error },
    )
  }
}

/** Waits, with a display of progress, until the engines have all of the archive. Null where it was told to stop before. */
export async function finishProjecting(
  projection: Projection,
  display: ProgressDisplay,
  stop: Stop,
): Promise<Outcomes | null> {
  const timer = setInterval(() => display.engines(projection.states()), 100)
  const stopped = new Promise<null>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(null))
    if (stop.signal.aborted) resolve(null)
  })
  try {
    const outcomes = await Promise.race([projection.finish(), stopped])
    if (outcomes === null || stop.status !== null) {
      await projection.stop()
      return null
    }
    return outcomes
  } finally {
    clearInterval(timer)
    display.end()
  }
}

const GOING_ON =
  'the articles are safe in the archive, and the next `dateline project` or `dateline index` goes on'

/** Says, on stderr, what an engine does not have; returns whether all went well. */
export function reportFailures(outcomes: Outcomes): boolean {
  let isWell = true
  for (const [engine, outcome] of entriesOf(outcomes)) {
    if ('error' in outcome) {
      const { error } = outcome
      const advice = error instanceof StoreError ? `; ${GOING_ON}` : ''
      printError(
        `dateline: ${ENGINE_NAMES[engine]} has not all of it: ${plain(error.message)}${advice}`,
      )
      isWell = false
    } else {
      for (const note of outcome.notes) printError(plain(note))
      if (outcome.refused > 0) isWell = false
    }
  }
  return isWell
}

/** What each engine was sent, for people. */
export function toLines(outcomes: Outcomes): string[] {
  return entriesOf(outcomes).flatMap(([engine, outcome]) => {
    if ('error' in outcome) return []
    const { sent, refused, seconds } = outcome
    const name = ENGINE_NAMES[engine]
    const facts = `${counted(sent, 'change')} sent, ${seconds.toFixed(1)} s`
    return refused === 0
      ? `${name} has all of it (${facts}).`
      : `${name} refused ${count(refused)} (${facts}); \`dateline rejected\` lists them.`
  })
}

const entriesOf = (outcomes: Outcomes) => Object.entries(outcomes) as [EngineCode, Outcome][]

/** As one part of a JSON summary. */
export function toJson(outcomes: Outcomes): Record<string, unknown> {
  const entries = entriesOf(outcomes).map(([engine, outcome]) => [
    engine,
    'error' in outcome ? { error: outcome.error.message } : withoutNotes(outcome),
  ])
  return Object.fromEntries(entries) as Record<string, unknown>
}

const withoutNotes = ({ sent, refused, seconds }: Sent) => ({ sent, refused, seconds })
