import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import {
  type ProjectionLedger,
  openProjectionLedger,
} from '#archive/projection/projection-ledger.ts'
import { UserError } from '#core/errors.ts'
import type { Applied, ArticleChange, TargetState } from '#core/projection.ts'
import { backend as elasticsearch } from '#stores/elasticsearch/backend.ts'
import { backend as neo4j } from '#stores/neo4j/backend.ts'
import { write } from '#tests/archive-steps.ts'
import { story } from '#tests/builders.ts'
import { prepareTarget } from './fill.ts'
import { Projector } from './projector.ts'
import { searchRoute } from './route.ts'

const folder = mkdtempSync(join(tmpdir(), 'projector-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
let archive: Archive
let ledger: ProjectionLedger

beforeEach(() => {
  const path = join(folder, `${++files}.db`)
  archive = openArchive(path, { write: true, create: true })
  ledger = openProjectionLedger(path)
})
afterEach(() => {
  ledger.close()
  archive.close()
})

describe('Projector', () => {
  it('lists what an engine refuses, until it is sent again and accepted', async () => {
    write(archive, [story({ id: 'good' }), story({ id: 'bad' })])
    const refusing = new Set(['bad'])
    const projector = projecting(refusing)
    await projector.round()

    expect(projector).toMatchObject({ sent: 2, refused: 1 })
    expect(projector.isCaughtUp()).toBe(true)
    expect(archive.rejected()).toMatchObject([
      {
        path: 'p',
        line: null,
        code: 'elasticsearch',
        message: expect.stringMatching(/^p: bad .*too odd/) as string,
      },
    ])
    // Reading the file again clears only its own rejections.
    archive.enter({ opened: [{ path: 'p', hash: null, rev: 0 }], rejected: [], finished: [] })
    expect(archive.rejected()).toHaveLength(1)

    refusing.clear()
    write(archive, [story({ id: 'bad', body: 'Mended.' })])
    await projecting(refusing).round()
    expect(archive.rejected()).toEqual([])
  })

  it('continues after the last answer of an interrupted round', async () => {
    write(archive, [story({ id: 'a' }), story({ id: 'b' }), story({ id: 'c' })])
    const sent: string[] = []
    await expect(projecting(new Set(), sent, 'c').round()).rejects.toThrow('broke off')
    await projecting(new Set(), sent).round()

    expect(sent).toEqual(['a', 'b', 'c'])
  })
})

describe('prepareTarget', () => {
  const holding = (state: Partial<TargetState>) => {
    const all = { archive: idOf(archive), target: 't', rev: 0, ...state }
    return { state: async () => all, prepare: async () => all }
  }
  const prepare = (state: Partial<TargetState>) =>
    prepareTarget(neo4j, holding(state), { db: archive.db, ledger })

  it('continues with what this archive sent', async () => {
    write(archive, [story({ id: 'a' })])
    ledger.willSend('t', ['articles'], 1)

    expect(await prepare({ rev: 1 })).toMatchObject({ target: 't' })
  })

  it.each([
    ['of another archive', { archive: 'other' }, /another archive.*rebuild graph/],
    ['newer than the archive', { rev: 9 }, /never sent.*rebuild graph/],
    ['that is not known and not empty', { rev: 1, target: 'u' }, /never sent.*rebuild graph/],
  ])('refuses a target %s', async (_, state, sentence) => {
    write(archive, [story({ id: 'a' })])
    ledger.willSend('t', ['articles'], 1)

    await expect(prepare(state)).rejects.toThrow(UserError)
    await expect(prepare(state)).rejects.toThrow(sentence)
  })
})

const idOf = ({ db }: Archive) => (db.prepare('select id from state').get() as { id: string }).id

/** Projects to a fake engine that refuses some articles, or fails before one. */
function projecting(refusing: Set<string>, sent: string[] = [], breaksAt = ''): Projector {
  async function* putArticles(changes: Iterable<ArticleChange>): AsyncGenerator<Applied> {
    for (const { id, rev } of changes) {
      if (id === breaksAt) throw new Error('broke off')
      sent.push(id)
      yield { rev, count: 1, refused: refusing.has(id) ? [{ id, reason: 'too odd' }] : [] }
    }
  }
  async function* putEntities(): AsyncGenerator<Applied> {}
  return new Projector({
    db: archive.db,
    ledger,
    engine: elasticsearch,
    route: searchRoute(archive.db, { putArticles, putEntities }),
    target: 't',
    settle: async () => {},
    signal: new AbortController().signal,
    onProgress: () => {},
  })
}
