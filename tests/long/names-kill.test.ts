import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateDigest } from '#archive/audit/digest.ts'
import { openArchive } from '#archive/open.ts'
import { SURROUNDINGS, dateline } from '#tests/dateline.ts'
import { SAMPLE } from '#tests/shared-data.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')
const KILLS = 30
const SEED = Number(process.env.DATELINE_SEED ?? Date.now() % 100_000)

const folder = mkdtempSync(join(tmpdir(), 'names-kill-'))
const base = join(folder, 'base.db')
let decisions: string[][]

const run = (archive: string, ...args: string[]) => dateline([...args, '--archive', archive])

beforeAll(async () => {
  await run(base, 'index', SAMPLE)
  const [a, b, c, d] = entitiesOf(base)
  decisions = [
    ['merge', a!, b!],
    ['rename', c!, 'A Name of Our Own'],
    ['reject', d!],
  ]
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

function read<T>(path: string, work: (archive: ReturnType<typeof openArchive>) => T): T {
  const archive = openArchive(path, { write: false })
  try {
    return work(archive)
  } finally {
    archive.close()
  }
}

/** People named in many articles. */
const entitiesOf = (path: string) =>
  read(path, ({ db }) =>
    db
      .prepare(`select id from entity where kind = 'person' order by articles desc, id limit 4`)
      .all()
      .map(({ id }) => id as string),
  )

const digestOf = (path: string) => read(path, ({ db }) => stateDigest(db))

const decided = (path: string) =>
  read(path, ({ db }) => Number(db.prepare('select count(*) as n from decision').get()!.n))

const decide = (path: string, decision: string[]) => run(path, 'names', ...decision)

/** Kills a command after a while. */
async function kill(args: string[], after: number): Promise<void> {
  const child = spawn(PROGRAM, args, { stdio: 'ignore', env: SURROUNDINGS })
  const closed = once(child, 'close')
  await Promise.race([closed, wait(after)])
  child.kill('SIGKILL')
  await closed
}

/** From 0 to 1, reproducible by seed. */
function moments(): () => number {
  let state = SEED
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

describe(`decisions on names, killed at ${KILLS} moments (DATELINE_SEED=${SEED})`, () => {
  it('are stored completely or not at all, and end in the state of undisturbed ones', async () => {
    const undisturbed = join(folder, 'undisturbed.db')
    copyFileSync(base, undisturbed)
    const started = performance.now()
    for (const decision of decisions) {
      const { status, stderr } = await decide(undisturbed, decision)
      expect({ status, stderr }).toMatchObject({ status: 0 })
    }
    const duration = (performance.now() - started) / decisions.length
    const expected = digestOf(undisturbed)
    expect(expected).not.toBe(digestOf(base))

    const next = moments()
    for (let round = 0; round * decisions.length < KILLS; round++) {
      const archive = join(folder, 'killed.db')
      copyFileSync(base, archive)
      for (const [i, decision] of decisions.entries()) {
        await kill(['names', ...decision, '--archive', archive], next() * duration * 1.1)
        if (decided(archive) === i) await decide(archive, decision)
        expect(decided(archive)).toBe(i + 1)
      }
      // If the last decision was stored but not applied, the next run applies it.
      await run(archive, 'index', SAMPLE)
      const { status, stdout } = await run(archive, 'verify')
      expect({ status, stdout }).toMatchObject({ status: 0 })
      expect(digestOf(archive), `round ${round}`).toBe(expected)
      for (const suffix of ['', '-wal', '-shm']) rmSync(archive + suffix, { force: true })
    }
  }, 900_000)
})
