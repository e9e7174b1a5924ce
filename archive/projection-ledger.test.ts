import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openArchive } from './open.ts'
import { openProjectionLedger } from './projection-ledger.ts'

/** Longer than SQLite is usually told to wait. */
const LONG_MS = 5500

/** A writer whose one change takes long. */
const WRITER = `
  const { parentPort, workerData } = require('node:worker_threads')
  const db = new (require('node:sqlite').DatabaseSync)(workerData.path)
  db.exec('begin immediate')
  parentPort.postMessage('writing')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.ms)
  db.exec('commit')
  db.close()`

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'projection-ledger-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('waits for a change of articles that takes long', async () => {
  const path = join(folder, 'archive.db')
  openArchive(path, { write: true, create: true }).close()
  const ledger = openProjectionLedger(path)
  const writer = new Worker(WRITER, { eval: true, workerData: { path, ms: LONG_MS } })
  await once(writer, 'message')

  ledger.willSend('target', ['articles'], 7)
  expect(ledger.marks('target').sent).toBe(7)
  ledger.close()
  await once(writer, 'exit')
})
