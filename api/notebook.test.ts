import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { stateDigest } from '#archive/audit/digest.ts'
import { openArchive } from '#archive/open.ts'
import { openNotebook } from '#archive/notebook.ts'
import type { Collection, SavedSearch } from '#core/notebook.ts'
import type { Hit } from '#core/search.ts'
import { openAdapters } from '#stores/sqlite/workers/sqlite-adapters.ts'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { serveStories, writeArchive } from './testing.ts'

const NEWS = [
  story({
    id: 'grid',
    title: 'Grid talks',
    source: 'Post',
    body: '[Ana Silva](person-ana-silva) met [Peru](country-pe) over the grid.\nRain fell.',
  }),
  story({ id: 'gas', title: 'Gas talks', source: 'Herald', body: 'Gas for [Peru](country-pe).' }),
]

const folder = mkdtempSync(join(tmpdir(), 'notebook-'))
const path = join(folder, 'archive.db')
writeArchive(path, NEWS)
const stores = openAdapters(path)
const notebook = openNotebook(path)
const names = { search: 'SQLite', graph: 'SQLite' }
const app = createApp({ ...stores, names, notebook, writeKey: 'a-write-key' })
afterAll(async () => {
  await Promise.all([stores.search.close(), stores.graph.close(), notebook.close()])
  rmSync(folder, { recursive: true })
})

async function send<T>(method: string, address: string, body?: unknown, key = 'a-write-key') {
  const response = await app.request(`/api/v1/${address}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : null) as T,
  }
}

const ITEMS = [
  { kind: 'sentence', article: 'grid', sentence: 1, note: 'They met.', version: 1 },
  { kind: 'tie', a: 'country-pe', b: 'person-ana-silva', note: '', version: 1 },
  { kind: 'entity', entity: 'country-pe', note: '', version: 1 },
  { kind: 'article', article: 'nowhere', note: '', version: 1 },
]

it('keeps collections in their order, replaces and deletes them', async () => {
  const put = await send<Collection>('PUT', 'collections/the-grid', {
    title: 'The grid',
    items: ITEMS,
  })

  expect(put.body).toMatchObject({ id: 'the-grid', title: 'The grid', note: '', items: ITEMS })
  expect((await send<Collection>('GET', 'collections/the-grid')).body).toEqual(put.body)
  expect((await send('PUT', 'collections/other', { title: 'Other' })).status).toBe(200)
  const { body } = await send<{ items: Collection[] }>('GET', 'collections')
  expect(body.items.map(({ id }) => id).sort()).toEqual(['other', 'the-grid'])
  expect((await send('DELETE', 'collections/other')).body).toEqual({ deleted: true })
  expect((await send('DELETE', 'collections/other')).status).toBe(404)
})

it('exports a collection as a dossier with numbered citations', async () => {
  const { text } = await send('GET', 'collections/the-grid/dossier?format=markdown')

  expect(text).toContain('## Grid talks\n\n> Ana Silva met Peru over the grid. [1]\n\nThey met.')
  expect(text).toContain('## Peru and Ana Silva\n\n> 1 sentence names both.')
  expect(text).toContain('## Peru\n\n> Named in 2 sentences of 2 articles')
  expect(text).toContain('## nowhere\n\n> This is no longer in the archive.')
  expect(text).toContain('1. Grid talks. Post, 2023-06-22.')
  expect((await send('GET', 'collections/the-grid/dossier')).text).toContain('<!doctype html>')
  expect((await send('GET', 'collections/nothing/dossier')).status).toBe(404)
})

it.each([
  ['PUT', 'collections/The_Grid', { title: 'x' }, 400],
  ['PUT', 'collections/x', { title: '' }, 400],
  ['PUT', 'collections/x', { title: 'x', items: [{ kind: 'song' }] }, 400],
  ['PUT', 'saved/x', { name: 'x', search: 'nonsense=1' }, 400],
  ['PUT', 'saved/x', { name: 'x', search: 'q=on:never' }, 400],
  ['GET', 'saved/x/new', undefined, 404],
])('refuses %s %s %j', async (method, address, body, status) => {
  expect((await send(method, address, body)).status).toBe(status)
})

it('lets nobody write without the key', async () => {
  expect(
    (await send('PUT', 'collections/x', { title: 'x' }, 'another-key')).status,
  ).toBeGreaterThan(400)
  expect(
    (await send('DELETE', 'collections/the-grid', undefined, 'another-key')).status,
  ).toBeGreaterThan(400)
})

it('says what came in since a search was last looked at, whatever else changes', async () => {
  await send('PUT', 'saved/talks', { name: 'Talks', search: 'q=talks&sort=newest' })
  const fresh = () =>
    send<{ items: Hit[]; total: { value: number }; seen: string }>('GET', 'saved/talks/new')
  expect((await fresh()).body).toMatchObject({ items: [], total: { value: 0 } })

  writeArchive(path, [
    story({ id: 'new', title: 'New talks', body: 'Talks in [Peru](country-pe).' }),
    story({ id: 'rain', title: 'Rain', body: 'Rain.' }),
    story({ ...NEWS[1]!.article, body: 'Gas talks went on.' }),
  ])

  expect((await fresh()).body.items.map(({ id }) => id)).toEqual(['new'])
  const seen = await send<SavedSearch>('POST', 'saved/talks/seen')
  expect(seen.body.seen >= seen.body.created).toBe(true)
  expect((await fresh()).body.total.value).toBe(0)
})

it('is a feed', async () => {
  const atom = (await send('GET', 'saved/talks/feed')).text
  expect(atom).toContain('<title>Talks</title>')
  expect(atom.match(/<entry>/g)).toHaveLength(3)
  const feed = (await send<{ items: { id: string }[] }>('GET', 'saved/talks/feed?format=json')).body
  expect(feed.items.map(({ id }) => id).sort()).toEqual(['gas', 'grid', 'new'])
  expect((await send('DELETE', 'saved/talks')).status).toBe(200)
})

it('raises no rev and stands in no digest', async () => {
  const digest = () => {
    const archive = openArchive(path, { write: false })
    const state = [stateDigest(archive.db), archive.db.prepare('select rev from state').get()]
    archive.close()
    return state
  }
  const before = digest()
  await send('PUT', 'collections/more', { title: 'More' })

  expect(digest()).toEqual(before)
})

it('says where there is no archive to keep things in', async () => {
  const { app: without } = serveStories([])
  expect((await without.request('/api/v1/collections')).status).toBe(501)
  expect((await without.request('/api/v1/saved')).status).toBe(501)
})
