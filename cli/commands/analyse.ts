import { setImmediate as nextTurn } from 'node:timers/promises'
import { openAnalysisShelf } from '#archive/analysis-shelf.ts'
import { openArchive } from '#archive/open.ts'
import { type AnalysisProgress, analyse as analyseGraph } from '#core/analysis/analyse.ts'
import type { Analysis } from '#core/analysis/analysis.ts'
import { readGraph } from '#core/analysis/read-graph.ts'
import { ExpiredError, UserError } from '#core/errors.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { command } from '../support/command.ts'
import { openHeldStores } from '../support/held-stores.ts'
import { ProgressDisplay } from '../support/progress.ts'
import { Stop } from '../support/stop.ts'
import { counted, plain, print, printJson } from '../support/terminal.ts'

const SHOWN = 10

export const analyse = command({
  help: `
Analyse the whole graph: numbers of ties, betweenness, communities, and positions on the map of the
archive. The browser and the API show the result; once the archive changes, they say so until this is
run again.

Usage: dateline analyse [options]

  --json               the summary as one JSON object
  --archive FILE       the archive to analyse; stores the result
${BACKEND_HELP}`,
  options: { ...BACKEND_OPTIONS, json: { type: 'boolean' } },
  async run({ values, positionals }) {
    if (positionals.length > 0) throw new UserError('analyse takes no arguments')
    const { stores, archive, close } = await openHeldStores(values)
    const stop = new Stop('\nStopping; the analysis before this one stays.')
    const display = new ProgressDisplay()
    try {
      const { graph, version } = await readGraph(stores.graph, {
        signal: stop.signal,
        onRead: (read, what) => display.counted(read, `${what} read`),
      })
      const found = await run(analyseGraph(graph), display, stop)
      if (found === null) return stop.status ?? 1
      await keep(archive, { ...found, version, made: new Date().toISOString() })
      display.end()
      const { communities, entities, ties, sources, modularity } = found
      if (values.json) {
        printJson({ version, entities, ties, sources, modularity, communities: communities.length })
        return 0
      }
      print(
        `${counted(entities, 'name')} and ${counted(ties, 'tie')}: ${counted(communities.length, 'community', 'communities')}`,
      )
      for (const { name, size } of communities.slice(0, SHOWN)) {
        print(`${String(size).padStart(7)}  ${plain(name)}`)
      }
      return 0
    } catch (error) {
      if (stop.status !== null) return stop.status
      if (error instanceof ExpiredError) throw new UserError(error.message, { cause: error })
      throw error
    } finally {
      display.end()
      await close()
    }
  },
})

/** Null if stopped. */
async function run<T>(
  work: Generator<AnalysisProgress, T>,
  display: ProgressDisplay,
  { signal }: Stop,
): Promise<T | null> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    display.percentage(step.value.done, step.value.what)
    await nextTurn()
    if (signal.aborted) return null
  }
}

async function keep(path: string, found: Analysis): Promise<void> {
  // Migrates an older archive, so that it has the tables for the result.
  openArchive(path, { write: true }).close()
  const shelf = openAnalysisShelf(path)
  try {
    await shelf.put(found)
  } finally {
    await shelf.close()
  }
}
