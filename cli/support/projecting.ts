import type { Archive } from '#archive/open.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { EngineAt } from '#stores/backend.ts'
import { ProgressDisplay } from './progress.ts'
import type { Job } from '#indexer/projection/messages.ts'
import {
  type EngineOutcome,
  type EngineState,
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

/** Starts to fill engines from an archive; throws UserError with advice if one cannot be filled. */
export async function startProjecting(
  archive: Archive,
  engines: EngineAt[],
  options: ProjectingOptions = {},
): Promise<Projection> {
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

/** Shows progress until the engines have everything in the archive; null if stopped before that. */
export async function finishProjecting(
  projection: Projection,
  display: ProgressDisplay,
  stop: Stop,
): Promise<EngineOutcome[] | null> {
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
  'the articles are safe in the archive, and the next `dateline project` or `dateline index` continues'

/** Prints on stderr what an engine refused; returns whether there were no failures. */
export function reportFailures(outcomes: EngineOutcome[]): boolean {
  let isWell = true
  for (const { engine, outcome } of outcomes) {
    if ('error' in outcome) {
      const { error } = outcome
      const advice = error instanceof StoreError ? `; ${GOING_ON}` : ''
      printError(`dateline: ${engine.name} has not all of it: ${plain(error.message)}${advice}`)
      isWell = false
    } else {
      for (const note of outcome.notes) printError(plain(note))
      if (outcome.refused > 0) isWell = false
    }
  }
  return isWell
}

/** One line of text per filled engine. */
export function outcomeLines(outcomes: EngineOutcome[]): string[] {
  return outcomes.flatMap(({ engine: { name }, outcome }) => {
    if ('error' in outcome) return []
    const { sent, refused, seconds } = outcome
    const facts = `${counted(sent, 'change')} sent, ${seconds.toFixed(1)} s`
    return refused === 0
      ? `${name} has all of it (${facts}).`
      : `${name} refused ${count(refused)} (${facts}); \`dateline rejected\` lists them.`
  })
}

/** The engines' part of a JSON summary, by id. */
export function toJson(outcomes: EngineOutcome[]): Record<string, unknown> {
  const entries = outcomes.map(({ engine, outcome }) => [
    engine.id,
    'error' in outcome ? { error: outcome.error.message } : withoutNotes(outcome),
  ])
  return Object.fromEntries(entries) as Record<string, unknown>
}

const withoutNotes = ({ sent, refused, seconds }: Sent) => ({ sent, refused, seconds })
