import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WITHOUT_REGISTRY } from '#tests/without-registry.ts'
import { WITHOUT_STORIES } from '#tests/without-stories.ts'
import { openArchive } from '../open.ts'
import { openProjectionLedger } from './projection-ledger.ts'

/** Longer than the usual busy timeout of SQLite. */
const LONG_MS = 5500

/** A writer with one long transaction. */
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

it('waits for a long change of articles', async () => {
  const path = join(folder, 'archive.db')
  openArchive(path, { write: true, create: true }).close()
  const ledger = openProjectionLedger(path)
  const writer = new Worker(WRITER, { eval: true, workerData: { path, ms: LONG_MS } })
  await once(writer, 'message')

  ledger.willSend('target', ['articles'], 7)
  expect(ledger.checkpoints('target').sent).toBe(7)
  ledger.close()
  await once(writer, 'exit')
})

it("keeps a backend's refusals until it accepts the item, whatever reading does", () => {
  const { archive, ledger } = openBoth()
  archive.enter({ opened: [], rejected: [unreadable], finished: [] })
  ledger.refuse('one', 'a1', 'a1 was refused by One: too odd')

  archive.enter({ opened: [{ path: 'news', hash: null, rev: 0 }], rejected: [], finished: [] })
  expect(ledger.refused('one')).toEqual(['a1'])
  expect(ledger.refused('other')).toEqual([])
  expect(archive.rejected()).toMatchObject([{ code: 'one', sample: 'a1' }])
  expect(archive.rejectedIn('a1')).toEqual([])

  ledger.clearRejection('one', 'a1')
  expect(archive.rejected()).toEqual([])
  ledger.close()
  archive.close()
})

it('finds refusals listed by an archive of an earlier version', () => {
  const { archive, ledger, path } = openBoth()
  archive.enter({ opened: [], rejected: [unreadable], finished: [] })
  ledger.refuse('one', 'a1', 'a1 was refused by One: too odd')
  archive.db
    .exec(`alter table rejected drop column refused; alter table rejected drop column records;
    alter table reading drop column checksum; ${WITHOUT_STORIES} ${WITHOUT_REGISTRY} pragma user_version = 3`)
  ledger.close()
  archive.close()

  const migrated = openArchive(path, { write: true })
  const reopened = openProjectionLedger(path)
  expect(reopened.refused('one')).toEqual(['a1'])
  expect(migrated.rejectedIn('news')).toMatchObject([{ code: 'unreadable' }])
  reopened.close()
  migrated.close()
})

const unreadable = {
  path: 'news',
  line: 3,
  code: 'unreadable',
  message: 'news, line 3: cannot be read',
  sample: '{',
}

function openBoth() {
  const path = join(folder, 'archive.db')
  const archive = openArchive(path, { write: true, create: true })
  return { path, archive, ledger: openProjectionLedger(path) }
}
