import { expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { serveStories } from '../testing.ts'

const NEWS = [
  story({ id: 'a', source: 'Herald', title: 'Coffee', body: 'The quota of [Brazil](country-br).' }),
  story({ id: 'b', source: 'Herald', title: 'Coffee', body: 'Prices fell.' }),
  story({ id: 'c', source: 'Courier', title: 'Tea', body: 'The quota was kept.' }),
]

const { app } = serveStories(NEWS)

interface Answer {
  total: { value: number }
  branches: {
    depth: number
    q: string
    total: { value: number }
    without: { value: number } | null
    matches: boolean | null
    position: { start: number; end: number } | null
  }[]
  meant: unknown[]
  article?: { id: string; title: string; isFound: boolean; because: string[] }
}

async function explain(parameters: Record<string, string>) {
  const response = await app.request(`/api/v1/explain?${new URLSearchParams(parameters)}`)
  return { status: response.status, body: (await response.json()) as Answer }
}

it('counts each part, and what the search would find without it', async () => {
  const { body } = await explain({ q: 'quota (coffee OR -tea) country:BR', source: 'Courier' })
  const rows = body.branches.map(({ depth, q, total, without }) => {
    return [depth, q, total.value, without?.value]
  })

  expect(body.total).toEqual({ value: 0, relation: 'eq' })
  expect(rows).toEqual([
    [0, 'quota', 2, 0],
    [0, 'coffee OR NOT tea', 2, 0],
    [1, 'coffee', 2, undefined],
    [1, 'NOT tea', 2, undefined],
    [2, 'tea', 1, undefined],
    [0, 'country:BR', 1, 0],
    [0, 'source:Courier', 1, 1],
  ])
  expect(body.branches[0]!.position).toEqual({ start: 0, end: 5 })
  expect(body.branches.at(-1)!.position).toBeNull()
})

it('says why an article is not found', async () => {
  const { body } = await explain({ q: 'coffee quota -tea', id: 'c' })

  expect(body.article).toEqual({
    id: 'c',
    title: 'Tea',
    isFound: false,
    because: [
      'It is not among: Articles with “coffee”.',
      'It is not among: Articles not with “tea”.',
    ],
  })
  expect(body.branches.map(({ matches }) => matches)).toEqual([false, true, false, true])
})

it('says that an article is found', async () => {
  expect((await explain({ q: 'quota', id: 'a' })).body.article).toMatchObject({
    isFound: true,
    because: [],
  })
})

it('explains a search for everything', async () => {
  expect((await explain({})).body).toMatchObject({ total: { value: 3 }, branches: [] })
})

it('refuses the id of no article', async () => {
  expect((await explain({ q: 'quota', id: 'x' })).status).toBe(400)
})

it('offers the spellings that the archive has, with what each would find', async () => {
  const { body } = await explain({ q: 'cofee quota' })

  expect(body.meant).toEqual([
    { q: 'coffee quota', word: 'cofee', instead: 'coffee', total: { value: 1, relation: 'eq' } },
  ])
  expect((await explain({ q: 'cofee quota', source: 'Courier' })).body.meant).toEqual([])
  expect((await explain({ q: 'coffee quota' })).body.meant).toEqual([])
})
