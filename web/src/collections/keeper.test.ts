import { afterEach, expect, it, vi } from 'vitest'
import type { CollectionItem } from '#core/notebook.ts'
import { Keeper } from './keeper.svelte.ts'
import { idFor } from './new-collection.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const ITEM: CollectionItem = { kind: 'article', article: 'a', note: '', version: 0 }

/** A server without a writable archive. */
function refuseAll() {
  const problem = JSON.stringify({ status: 501, detail: 'this server has no archive' })
  vi.stubGlobal('fetch', async () => new Response(problem, { status: 501 }))
}

it.each([
  ['The Grid!', [], 'the-grid'],
  ['The Grid', ['the-grid', 'the-grid-2'], 'the-grid-3'],
  ['Łódź — é', [], 'lodz-e'],
  ['東京', [], 'collection'],
])('makes an id of %s', (title, taken, id) => {
  expect(idFor(title, taken)).toBe(id)
})

it('keeps collections in the browser where the server has no archive', async () => {
  refuseAll()
  const keeper = new Keeper()
  await keeper.load()
  await keeper.create('The grid', [ITEM])

  expect([keeper.isLocal, keeper.problem]).toEqual([true, null])
  const again = new Keeper()
  await again.load()
  expect(again.collections).toMatchObject([{ id: 'the-grid', title: 'The grid', items: [ITEM] }])

  await again.remove('the-grid')
  expect(again.collections).toEqual([])
})

it('says what went wrong, and loses nothing', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"detail":"the key is wrong"}', { status: 401 }))
  const keeper = new Keeper()
  await keeper.load()

  expect([keeper.isLocal, keeper.problem]).toEqual([null, 'the key is wrong'])
})
