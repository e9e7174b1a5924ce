import { expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { failingStores, serveStories } from './testing.ts'

const day = (id: string, publishedAt: string, body: string) => story({ id, publishedAt, body })
const { app, stores } = serveStories([
  day('old', '2022-05-01', '[Ana <Silva>](person-ana-silva) met [Bo Ek](person-bo-ek).'),
  day('again', '2023-06-02', '[Ana <Silva>](person-ana-silva) met [Bo Ek](person-bo-ek).'),
  day('new', '2023-06-03', '[Ana <Silva>](person-ana-silva) met [Lena Abara](person-lena-abara).'),
  day(
    'newer',
    '2023-06-09',
    '[Ana <Silva>](person-ana-silva) met [Lena Abara](person-lena-abara).',
  ),
])

it('lists pairs seen together for the first time since a date, with the sentence', async () => {
  const response = await app.request('/api/v1/graph/firsts?since=2023-06')

  expect(await response.json()).toMatchObject({
    items: [
      {
        a: { id: 'person-ana-silva' },
        b: { id: 'person-lena-abara' },
        first: '2023-06-03',
        sentences: 2,
        evidence: { article: { id: 'new' } },
      },
    ],
    total: { value: 1, relation: 'eq' },
    warnings: [],
  })
})

it('is a feed, in which the text of a name is text', async () => {
  const atom = await (await app.request('/api/v1/graph/firsts/feed?since=2023-06')).text()

  expect(atom).toContain('<title>Ana &lt;Silva&gt; and Lena Abara</title>')
  expect(atom).toContain('/tie/person-ana-silva/person-lena-abara"/>')
  expect(atom).toContain('<updated>2023-06-03T00:00:00Z</updated>')
  const json = await app.request('/api/v1/graph/firsts/feed?since=2999&format=json')
  expect(await json.json()).toMatchObject({ title: 'New pairs since 2999', items: [] })
})

it('lists the pairs alone while the search store is down, and says so', async () => {
  const half = createApp({ ...stores, search: failingStores().search, report: () => {} })
  const response = await half.request('/api/v1/graph/firsts?since=2023')

  expect(await response.json()).toMatchObject({
    items: [{ evidence: null }],
    warnings: [{ code: 'search-down' }],
  })
})
