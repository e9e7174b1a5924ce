import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { setUpSample } from './sample-archive.ts'

const NO_PROCESS = 2 ** 22 + 1

let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-sample-'))
  path = join(folder, 'sample.db')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('setUpSample', () => {
  it('builds an archive marked as sample', async () => {
    await setUpSample(path)

    const archive = openArchive(path, { write: false })
    const state = archive.db.prepare('select articles from state').get()
    archive.close()
    expect(archive.sample).toBe(true)
    expect(state?.articles).toBeGreaterThanOrEqual(80)
  })

  it('leaves no other files', async () => {
    await setUpSample(path)

    expect(readdirSync(folder).filter((name) => name.includes('building'))).toEqual([])
  })

  it('builds only if the archive is older than its inputs', async () => {
    await setUpSample(path)
    const built = statSync(path).ino
    await setUpSample(path)
    const kept = statSync(path).ino
    utimesSync(path, 0, 0)
    await setUpSample(path)

    expect(kept).toBe(built)
    expect(statSync(path).mtimeMs).toBeGreaterThan(0)
  })

  it('removes the leftovers of its own killed build, and no others', async () => {
    const dead = `${path}.building-${NO_PROCESS}`
    const alive = `${path}.building-${process.ppid}`
    for (const file of [dead, `${dead}-wal`, alive]) writeFileSync(file, '')
    utimesSync(path, 0, 0)

    await setUpSample(path)

    expect([dead, `${dead}-wal`, alive].map(existsSync)).toEqual([false, false, true])
  })
})
