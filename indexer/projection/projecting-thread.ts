import { parentPort, workerData } from 'node:worker_threads'
import { openArchive } from '#archive/open.ts'
import { openProjectionLedger } from '#archive/projection/projection-ledger.ts'
import type { Engine } from '#stores/backend.ts'
import { toMessage } from '#stores/sqlite/workers/worker-messages.ts'
import type { ProjectorCommand, ProjectingData, ProjectorReport } from './messages.ts'
import { type RunOptions, runProjection } from './run-projection.ts'

/*
 * Fills one engine from the archive in a thread of its own, because reading the archive is
 * synchronous and must block neither the import nor the other engine.
 */
const port = parentPort!
const data = workerData as ProjectingData
const tell = (report: ProjectorReport) => port.postMessage(report)

const stop = new AbortController()
const begin = Promise.withResolvers<void>()
const finishing = Promise.withResolvers<void>()
port.on('message', (order: ProjectorCommand) => {
  if (order === 'stop') stop.abort()
  if (order !== 'begin') finishing.resolve()
  begin.resolve()
})

const options: RunOptions = {
  stop: stop.signal,
  finishing: finishing.promise,
  patienceMs: data.patienceMs,
  async begin() {
    tell({ type: 'usable' })
    await begin.promise
    stop.signal.throwIfAborted()
  },
  onReady: () => tell({ type: 'ready' }),
  onProgress: (progress) => tell({ type: 'progress', progress }),
  onWaiting: (reason) => tell({ type: 'waiting', reason }),
}

try {
  await run()
} catch (error) {
  tell({ type: 'failed', error: toMessage(error) })
} finally {
  // Lets the thread end.
  port.close()
}

async function run() {
  const { backend } = (await import(data.module)) as { backend: Engine }
  const target = await backend.openTarget(data.address, options.onWaiting)
  const archive = openArchive(data.archive, { write: false })
  const ledger = openProjectionLedger(data.archive)
  try {
    const source = { db: archive.db, ledger, engine: backend }
    tell({ type: 'done', sent: await runProjection(data.job, target, source, options) })
  } finally {
    await target.close()
    ledger.close()
    archive.close()
  }
}
