import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { write } from '#tests/archive-steps.ts'
import { story } from '#tests/builders.ts'
import { STREAMS, createCheckpointLedger } from './checkpoints.ts'
import { type Archive, openArchive } from '../open.ts'

const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

describe('checkpoints', () => {
  it('are 0 for an unknown generation and are forgotten with it', () => {
    const archive = newArchive()
    const ledger = createCheckpointLedger(archive.db)
    const none = { sent: 0, entities: 0, articles: 0, ties: 0 }
    expect(ledger.checkpoints('t')).toEqual(none)

    ledger.willSend('t', STREAMS, 7)
    ledger.setCheckpoint('t', 'articles', 5)
    expect(ledger.checkpoints('t')).toEqual({ ...none, sent: 7, articles: 5 })

    ledger.setCheckpoint('t', 'articles', 3)
    expect(ledger.checkpoints('t').articles).toBe(5)

    ledger.forget('t')
    expect(ledger.checkpoints('t')).toEqual(none)
    archive.close()
  })

  it('keep tombstones only while some generation may hold the item', () => {
    const archive = newArchive()
    const ledger = createCheckpointLedger(archive.db)
    const gone = () => archive.db.prepare('select a, b from gone order by a, b').all().length
    const comeAndGo = () => {
      write(archive, [story({ id: 'a', body: '[Peru](country-pe) met [Quist](person-quist).' })])
      archive.remove(['a'], { barred: false })
    }
    comeAndGo()
    expect(gone()).toBe(0)

    ledger.willSend('search', ['entities', 'articles'], 0)
    comeAndGo()
    expect(gone()).toBe(2)

    ledger.willSend('graph', STREAMS, 0)
    comeAndGo()
    expect(gone()).toBe(3)

    ledger.setCheckpoint('search', 'entities', archive.rev())
    expect(gone()).toBe(3)
    ledger.setCheckpoint('graph', 'ties', archive.rev())
    expect(gone()).toBe(2)
    ledger.forget('graph')
    expect(gone()).toBe(0)
    archive.close()
  })
})

function newArchive(): Archive {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  // Durability is not tested here.
  archive.db.exec('pragma synchronous = off')
  return archive
}
