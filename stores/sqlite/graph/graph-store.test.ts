import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { StoreError } from '#core/errors.ts'
import { type Story, story } from '#tests/builders.ts'
import { testGraphRedirects } from '#tests/contracts/graph-redirects.ts'
import { testGraphScans } from '#tests/contracts/graph-scan.ts'
import { testGraphStore } from '#tests/contracts/graph-store.ts'
import { openSqliteGraphStore } from './graph-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'graph-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newPath = () => join(folder, `${++files}.db`)

function write(path: string, stories: Story[]) {
  const archive = openArchive(path, { write: true, create: true })
  archive.write(
    stories.map((told) => ({ ...told, extractor: '1', origin: { path: 'news', line: null } })),
  )
  archive.close()
}

function remove(path: string, id: string) {
  const archive = openArchive(path, { write: true })
  archive.remove([id], { barred: false })
  archive.close()
}

testGraphStore(async (stories) => {
  const path = newPath()
  write(path, stories)
  return openSqliteGraphStore(path)
})

testGraphRedirects(async (stories, settle) => {
  const path = newPath()
  write(path, stories)
  const archive = openArchive(path, { write: true })
  await settle(archive)
  archive.close()
  return openSqliteGraphStore(path)
})

testGraphScans(async (stories) => {
  const path = newPath()
  write(path, stories)
  const store = openSqliteGraphStore(path)
  return { store, add: async (more) => write(path, more), close: () => store.close() }
})

describe('sqlite graph store', () => {
  it('ends a path search where it is when the caller leaves', async () => {
    const path = newPath()
    const names = Array.from({ length: 20 }, (_, i) => `[Ana ${i}](person-ana-${i}).`)
    write(path, [
      story({ id: 'a', body: names.map((name) => `[Peru](country-pe): ${name}`).join('\n') }),
    ])
    const store = openSqliteGraphStore(path)
    let looked = 0
    const leaving = {
      get aborted() {
        return ++looked === 4
      },
      reason: new Error('the reader left'),
    } as unknown as AbortSignal
    const query = {
      ...{ from: 'person-ana-0', to: 'person-ana-1', maxHops: 4, minStories: 1, hubs: true },
      ...{ avoid: [], avoidKinds: [], period: null },
    }

    await expect(store.routes(query, leaving)).rejects.toBe(leaving.reason)
    expect(looked).toBe(4)
    expect((await store.routes(query))!.routes).toHaveLength(1)
    await store.close()
  })

  const first = story({
    id: 'a',
    body: '[Ana Silva](person-ana-silva) went to [Peru](country-pe).',
  })
  const second = story({
    id: 'b',
    body: '[Ana Silva](person-ana-silva) met [Bo Ek](person-bo-ek).',
  })

  it('shows later writes of another connection', async () => {
    const path = newPath()
    write(path, [first])
    const store = openSqliteGraphStore(path)
    const before = await store.suggest('bo', 5)

    write(path, [second])

    expect(before).toEqual([])
    expect(await store.suggest('bo', 5)).toMatchObject([{ id: 'person-bo-ek' }])
    expect(await store.suggest('ana', 5)).toMatchObject([{ id: 'person-ana-silva', articles: 2 }])
    expect(await store.entity('person-ana-silva')).toMatchObject({ articles: 2, version: 2 })
    await store.close()
  })

  it('forgets the names of entities that nothing names any longer', async () => {
    const path = newPath()
    write(path, [first, second])
    const store = openSqliteGraphStore(path)
    const before = await store.suggest('bo', 5)

    remove(path, 'b')

    expect(before).toHaveLength(1)
    expect(await store.suggest('bo', 5)).toEqual([])
    expect(await store.suggest('ana', 5)).toMatchObject([{ articles: 1 }])
    await store.close()
  })

  it('forgets a name even if equally many new ones were added', async () => {
    const path = newPath()
    write(path, [first, second])
    const store = openSqliteGraphStore(path)
    await store.suggest('bo', 5)

    remove(path, 'b')
    write(path, [story({ id: 'c', body: '[Cy Ng](person-cy-ng) left.' })])

    expect(await store.suggest('bo', 5)).toEqual([])
    expect(await store.suggest('cy', 5)).toHaveLength(1)
    await store.close()
  })

  it('answers from an empty archive', async () => {
    const path = newPath()
    write(path, [])
    const store = openSqliteGraphStore(path)

    expect(await store.entities({ size: 5 })).toMatchObject({ items: [], total: { value: 0 } })
    expect(await store.suggest('a', 5)).toEqual([])
    expect(await store.entity('country-pe')).toBeNull()
    await store.close()
  })

  it('fails with StoreError if there is no archive', () => {
    const path = newPath()
    writeFileSync(
      path,
      'not a database, but as long as the header of one: 100 bytes at the least, '.repeat(2),
    )

    expect(() => openSqliteGraphStore(path)).toThrow(StoreError)
    expect(() => openSqliteGraphStore(newPath())).toThrow(StoreError)
  })

  it('fails with StoreError once it is closed', async () => {
    const path = newPath()
    write(path, [first])
    const store = openSqliteGraphStore(path)

    await store.close()
    await store.close()

    await expect(store.entity('country-pe')).rejects.toThrow(StoreError)
  })
})
