import { expect, it } from 'vitest'
import type { Matched, Screened } from './match.ts'
import { story } from '#tests/builders.ts'
import { serveStories } from '../testing.ts'

const NEWS = [
  story({
    id: 'a',
    body: '[James Baker](person-james-baker) met [Ana Silva](person-ana-silva).\n[Peru](country-pe).',
  }),
  story({
    id: 'b',
    body: '[Howard Baker](person-howard-baker) wrote to the [Tin Council](org-tin-council).',
  }),
  story({ id: 'c', body: '[Ana Silva](person-ana-silva) left [Peru](country-pe).' }),
]

const { app } = serveStories(NEWS)

async function post<T>(path: string, body: unknown) {
  const response = await app.request(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as T }
}

it('finds whom each name of a list means, and stops at none', async () => {
  const names = [
    'Ana Silva',
    'silva',
    'Baker',
    'Nobody Known',
    '…',
    'person-ana-silva',
    'org-none',
    'Sylva',
    'Peru',
  ]
  const { body } = await post<Matched>('match', { names })

  expect(
    body.items.map(({ name, accepted, candidates, note }) => [
      name,
      accepted,
      candidates.map(({ reason }) => reason),
      note,
    ]),
  ).toEqual([
    ['Ana Silva', 'person-ana-silva', ['has this name'], null],
    ['silva', 'person-ana-silva', ['has this surname'], null],
    ['Baker', null, ['has this surname', 'has this surname'], 'may be any of 2'],
    ['Nobody Known', null, [], 'nobody and nothing is called so here'],
    ['…', null, [], 'there is no word in it'],
    ['person-ana-silva', 'person-ana-silva', ['has this id'], null],
    ['org-none', null, [], 'there is no entity with this id'],
    ['Sylva', null, ['is spelled “silva” here'], 'found by another spelling: to be confirmed'],
    ['Peru', 'country-pe', ['has this name'], null],
  ])
  expect(body.network!.ties).toEqual([
    { a: 'country-pe', b: 'person-ana-silva', sentences: 1, articles: 1, stories: 1 },
  ])
})

it('takes names of one kind alone', async () => {
  const { body } = await post<Matched>('match', { names: ['Peru'], kind: 'person' })

  expect(body).toMatchObject({ items: [{ accepted: null, candidates: [] }], network: null })
})

it.each([[{ names: [] }], [{ names: Array.from({ length: 1001 }, () => 'x') }], [{ text: 'x' }]])(
  'refuses %j',
  async (body) => {
    expect((await post('match', body)).status).toBe(400)
  },
)

it('finds the names of the archive that stand in a text, and how they are tied', async () => {
  const text = 'Yesterday Ana Silva flew to Peru. Ana Silva was met by Zoltan Nemeth.'
  const { body } = await post<Screened>('screen', { text })
  const rows = body.items.map(({ name, accepted, places }) => {
    return [name, accepted, places.map(({ start, end }) => text.slice(start, end))]
  })

  expect(rows).toContainEqual(['Ana Silva', 'person-ana-silva', ['Ana Silva', 'Ana Silva']])
  expect(rows).toContainEqual(['Peru', 'country-pe', ['Peru']])
  expect(rows).toContainEqual(['Zoltan Nemeth', null, ['Zoltan Nemeth']])
  expect(body.network!.ties).toHaveLength(1)
})
