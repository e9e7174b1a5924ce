import { expect, it } from 'vitest'
import type { Warning } from '#core/page.ts'
import type { FacetCounts } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { failingStores, serveStories } from './testing.ts'

const NEWS = [
  story({
    id: 'visit',
    source: 'Caspian Post',
    body: '[James Baker](person-james-baker) flew to [Brazil](country-br).\n[Peru](country-pe).',
  }),
  story({
    id: 'vote',
    source: 'Herald',
    body: '[Howard Baker](person-howard-baker) voted.\n[Ana Silva](person-ana-silva) left [Brazil](country-br).',
  }),
  story({ id: 'song', source: 'Herald', body: '[Ana Silva](person-ana-silva) sang.' }),
]

const { app, stores } = serveStories(NEWS)

interface Answer {
  items: { id: string }[]
  warnings: Warning[]
  facets: FacetCounts[]
  detail: string
}

async function ask(q: string, more = '', on = app) {
  const address = `/api/v1/articles?sort=oldest&q=${encodeURIComponent(q)}${more}`
  const response = await on.request(address)
  return { status: response.status, body: (await response.json()) as Answer }
}

it.each([
  ['person:"James Baker"', ['visit'], []],
  ['person:silva', ['song', 'vote'], []],
  ['country:BR', ['visit', 'vote'], []],
  ['country:brazil -person:silva', ['visit'], []],
  ['entity:person-ana-silva', ['song', 'vote'], []],
  ['same(person:silva country:BR)', ['vote'], []],
  ['same(person:"howard baker" country:BR)', [], []],
  ['person:baker', ['visit', 'vote'], ['ambiguous-name']],
  ['person:nobody', [], ['unknown-name']],
  ['country:XX', [], ['unknown-name']],
])('finds by the names in %s', async (q, ids, codes) => {
  const { body } = await ask(q)

  expect(body.items.map(({ id }) => id).sort()).toEqual(ids)
  expect(body.warnings.map(({ code }) => code)).toEqual(codes)
})

it('lists who a name may be of', async () => {
  const { body } = await ask('vote person:baker')

  expect(body.warnings).toEqual([
    {
      code: 'ambiguous-name',
      message:
        '“baker” may be any of Howard Baker, James Baker; articles that name any of them are found.',
      position: 5,
      expected: 'person:person-howard-baker',
      reading: 'person:baker',
    },
  ])
})

it('refuses a name of several where it is to be strict', async () => {
  const { status, body } = await ask('person:baker', '&strict=true')

  expect(status).toBe(400)
  expect(body.detail).toContain('Howard Baker, James Baker')
})

it('marks what the query asks for in the facets, and counts each without it', async () => {
  const { body } = await ask('country:BR -source:herald', '&facets=country,source')

  expect(body.facets.map(({ values }) => values)).toEqual([
    [
      { value: 'country-br', name: 'Brazil', count: 1, chosen: 'included' },
      { value: 'country-pe', name: 'Peru', count: 1 },
    ],
    [
      { value: 'Caspian Post', name: 'Caspian Post', count: 1 },
      { value: 'Herald', name: 'Herald', count: 2, chosen: 'excluded' },
    ],
  ])
})

it('needs the graph store only for names', async () => {
  const half = createApp({ ...stores, graph: failingStores().graph })

  expect((await ask('brazil', '', half)).status).toBe(200)
  expect((await ask('country:country-br', '', half)).status).toBe(200)
  expect((await ask('person:baker', '', half)).status).toBe(503)
})
