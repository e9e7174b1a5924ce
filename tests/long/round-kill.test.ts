import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateDigest } from '#archive/audit/digest.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { settleNames } from '#archive/registry/settle.ts'
import { RULES } from '#archive/registry/rules.ts'
import { SURROUNDINGS, dateline } from '#tests/dateline.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { SAMPLE } from '#tests/shared-data.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')
const KILLS = 30
const SEED = Number(process.env['DATELINE_SEED'] ?? Date.now() % 100_000)

const folder = mkdtempSync(join(tmpdir(), 'round-kill-'))
/** All articles are stored, and every form is an entity of its own: `index` has nothing left but a round. */
const base = join(folder, 'base.db')
let before = ''
let after = ''

beforeAll(async () => {
  await dateline(['index', SAMPLE, '--archive', base])
  after = digestOf(base)
  const archive = openArchive(base, { write: true })
  archive.db.exec('delete from settled')
  await settleNames(archive, { rules: { ...RULES, joinForms, linkLoneName: () => null } })
  archive.db.exec('delete from settled')
  archive.close()
  before = digestOf(base)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

const joinForms: typeof RULES.joinForms = (forms) => ({
  clusters: forms.map(({ id }) => [id]),
  joins: [],
  candidates: [],
})

function read<T>(path: string, work: (archive: Archive) => T): T {
  const archive = openArchive(path, { write: false })
  try {
    return work(archive)
  } finally {
    archive.close()
  }
}

const digestOf = (path: string) => read(path, ({ db }) => stateDigest(db))

/** Whether the registry decided and its articles are not counted anew yet. */
const isUnderWay = (path: string) =>
  read(path, ({ db }) => db.prepare('select 1 from stale limit 1').get() !== undefined)

const index = (archive: string) => ['index', SAMPLE, '--archive', archive]

async function kill(archive: string, moment: number): Promise<void> {
  const child = spawn(PROGRAM, index(archive), { stdio: 'ignore', env: SURROUNDINGS })
  const closed = once(child, 'close')
  await Promise.race([closed, wait(moment)])
  child.kill('SIGKILL')
  await closed
}

describe(`a round inside index, killed at ${KILLS} moments (DATELINE_SEED=${SEED})`, () => {
  it('leaves the names as they were or as they will be, and the next run ends it', async () => {
    expect(before).not.toBe(after)
    const archive = join(folder, 'killed.db')
    copyFileSync(base, archive)
    const started = performance.now()
    await dateline(index(archive))
    const duration = performance.now() - started
    const random = seeded(SEED)

    for (let n = 0; n < KILLS; n++) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(archive + suffix, { force: true })
      copyFileSync(base, archive)
      // Starting takes the first third.
      await kill(archive, (0.3 + 0.8 * random()) * duration)
      const state = isUnderWay(archive) ? 'under way' : digestOf(archive)
      expect([before, after, 'under way'], `kill ${n}`).toContain(state)
      const { status, stdout } = await dateline(['verify', '--archive', archive])
      if (state !== 'under way')
        expect({ status, stdout }, `kill ${n}`).toMatchObject({ status: 0 })

      await dateline(index(archive))
      expect(digestOf(archive), `kill ${n}`).toBe(after)
    }
  }, 900_000)
})
