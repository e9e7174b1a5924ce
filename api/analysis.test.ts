import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openAnalysisShelf } from '#archive/analysis-shelf.ts'
import type { GraphMap } from '#core/analysis/analysis.ts'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { openAnalysed, openStoresOn, writeArchive } from './testing.ts'

const STORIES = [
  story({
    id: 'tin',
    body: 'Tin: [Ana](person-ana-silva), [Peru](country-pe), [Bo](person-bo-ek).',
  }),
  story({ id: 'gas', body: 'Gas: [Lena](person-lena-abara) in [Chile](country-cl).' }),
]
const folder = mkdtempSync(join(tmpdir(), 'analysis-'))
const path = join(folder, 'archive.db')
writeArchive(path, STORIES)
const fresh = openAnalysisShelf(path)
const stores = openStoresOn(STORIES)
afterAll(async () => {
  await Promise.all([stores.close(), fresh.close()])
  rmSync(folder, { recursive: true })
})

async function read(app: ReturnType<typeof createApp>, address: string) {
  const response = await app.request(`/api/v1/graph${address}`)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

it('says where the names of a search stand in its network, without an analysis', async () => {
  const { body } = await read(createApp(stores), '/standing?q=tin')

  expect(body).toMatchObject({
    entities: [
      { id: 'country-pe', degree: 2, betweenness: 0, community: 'country-pe' },
      { id: 'person-ana-silva', degree: 2 },
      { id: 'person-bo-ek', degree: 2 },
    ],
    communities: [{ id: 'country-pe', size: 3 }],
    total: { value: 1 },
  })
})

it('names the command where nothing was analysed yet, and says where no archive is', async () => {
  const before = createApp({ ...stores, analysis: fresh })
  for (const address of ['/analysis', '/analysis/map', '/analysis/entities']) {
    const { status, body } = await read(before, address)

    expect(status).toBe(404)
    expect(body.detail).toContain('dateline analyse')
    expect((await read(createApp(stores), address)).status).toBe(501)
  }
})

it('keeps communities, standing and the map of the whole graph until the next analysis', async () => {
  const shelf = await openAnalysed(path)
  const app = createApp({ ...stores, analysis: shelf })
  const { body: summary } = await read(app, '/analysis')
  const { body: page } = await read(app, '/analysis/entities?sort=degree&size=2')
  const { body: members } = await read(app, '/analysis/entities?community=country-cl')
  const map = (await read(app, '/analysis/map')).body as unknown as GraphMap

  expect(summary).toMatchObject({ entities: 5, ties: 4, sources: 5, communityTotal: 2 })
  expect(page).toMatchObject({ items: [{ id: 'country-pe' }, { degree: 2 }], total: { value: 5 } })
  expect(page.next).not.toBeNull()
  expect(members).toMatchObject({ items: [{ id: 'country-cl' }, { id: 'person-lena-abara' }] })
  expect(map.ids).toHaveLength(5)
  expect((await read(app, '/analysis/entities/person-bo-ek')).body).toMatchObject({ degree: 2 })
  expect((await read(app, '/analysis/entities/person-no-one')).status).toBe(404)
  await shelf.close()
})

it('says so once the archive has changed since', async () => {
  const shelf = await openAnalysed(path)
  const changed = openStoresOn([...STORIES, story({ id: 'new' })])
  const app = createApp({ ...changed, analysis: shelf })
  for (const address of ['/analysis', '/analysis/map', '/analysis/entities?size=1']) {
    const { body } = await read(app, address)

    expect(body.warnings).toMatchObject([{ code: 'stale' }])
  }
  expect(
    (await read(createApp({ ...stores, analysis: shelf }), '/analysis')).body.warnings,
  ).toEqual([])
  await Promise.all([changed.close(), shelf.close()])
})
