import { expect, it } from 'vitest'
import type { Hit } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { serveStories } from './testing.ts'

const NEWS = [
  story({
    id: 'quota',
    title: 'Coffee quota',
    body: '[Brazil](country-br) wants a coffee quota for exporters.',
  }),
  story({
    id: 'export',
    title: 'Coffee exporters',
    body: 'Coffee exporters of [Brazil](country-br) met over the quota.',
  }),
  story({ id: 'fall', title: 'Coffee falls', body: 'Coffee fell without a quota.' }),
  story({ id: 'rain', title: 'Rain', body: 'It rained over the harbour.' }),
  story({ id: 'snow', title: 'Snow', body: 'Zamboni.' }),
  ...Array.from({ length: 6 }, (_, i) =>
    story({ id: `other-${i}`, title: 'Ships', body: 'Ships left the harbour.' }),
  ),
]

const { app } = serveStories(NEWS)

async function similar(id: string) {
  const response = await app.request(`/api/v1/articles/${id}/similar`)
  return {
    status: response.status,
    body: (await response.json()) as { items: Hit[]; total: { value: number } },
  }
}

it('finds the articles that share most of what tells of one, and not itself', async () => {
  const { body } = await similar('quota')

  expect(body.items.map(({ id }) => id)).toEqual(['export', 'fall'])
  expect(body.total.value).toBe(2)
})

it('finds none where nothing is shared', async () => {
  expect((await similar('snow')).body).toMatchObject({ items: [], total: { value: 0 } })
})

it('knows no article that is not there', async () => {
  expect((await similar('nowhere')).status).toBe(404)
})
