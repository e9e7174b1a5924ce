import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import type { Stores } from '#stores/stores.ts'
import { type FollowArchiveOptions, followArchive } from './follow-archive.ts'
import { failingStores } from './testing.ts'

const EVERY_MS = 5

let folder: string
let own: string
let sample: string
let opened: { path: string; closed: boolean }[]
let served: Stores[]
let following: { close(): Promise<void> } | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'follow-'))
  own = join(folder, 'archive.db')
  sample = join(folder, 'sample.db')
  opened = []
  served = []
  following = null
})
afterEach(async () => {
  await following?.close()
  rmSync(folder, { recursive: true })
})

/** Opens what a file says: one that says "making" is an archive that is not ready. */
const open: FollowArchiveOptions<Stores>['open'] = async (path) => {
  const { readFileSync } = await import('node:fs')
  if (readFileSync(path, 'utf8') === 'making') throw new Error('not an archive yet')
  const file = { path, closed: false }
  opened.push(file)
  const close = async () => void (file.closed = true)
  return { ...failingStores(), close }
}

async function follow() {
  const onOpen = (stores: Stores) => served.push(stores)
  following = await followArchive({ candidates: [own, sample], open, onOpen, everyMs: EVERY_MS })
}

const paths = () => opened.map(({ path }) => path)
const settled = () => new Promise((resolve) => setTimeout(resolve, 10 * EVERY_MS))

describe('followArchive', () => {
  it('says how to make an archive where there is none', async () => {
    await expect(follow()).rejects.toThrow(UserError)
    await expect(follow()).rejects.toThrow(`there is no archive at ${own}; \`dateline index FILE\``)
  })

  it('fails where the first archive cannot be opened, even if there is another', async () => {
    writeFileSync(own, 'making')
    writeFileSync(sample, 'news')

    await expect(follow()).rejects.toThrow('not an archive yet')
  })

  it('serves the first that is there, once', async () => {
    writeFileSync(own, 'news')
    writeFileSync(sample, 'news')
    await follow()
    writeFileSync(own, 'more news')
    await settled()

    expect(paths()).toEqual([own])
    expect(served).toHaveLength(1)
  })

  it('changes over to an earlier one as soon as it opens', async () => {
    writeFileSync(sample, 'news')
    await follow()
    writeFileSync(own, 'making')
    await settled()
    const before = paths()
    writeFileSync(own, 'news')

    await expect.poll(paths).toEqual([sample, own])
    expect(before).toEqual([sample])
    expect(served).toHaveLength(2)
  })

  it('notices another file in the place of the one it serves', async () => {
    writeFileSync(own, 'news')
    writeFileSync(join(folder, 'other.db'), 'other news')
    await follow()
    renameSync(join(folder, 'other.db'), own)

    await expect.poll(paths).toEqual([own, own])
  })

  it('goes on serving what was deleted while nothing takes its place', async () => {
    writeFileSync(own, 'news')
    await follow()
    rmSync(own)
    await settled()

    expect(opened).toEqual([{ path: own, closed: false }])
  })

  it('closes all that it opened', async () => {
    writeFileSync(sample, 'news')
    await follow()
    writeFileSync(own, 'news')
    await expect.poll(paths).toHaveLength(2)
    await following!.close()

    expect(opened.map(({ closed }) => closed)).toEqual([true, true])
  })
})
