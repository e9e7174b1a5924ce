import { expect, it } from 'vitest'
import type { Warning } from '#core/page.ts'
import { story } from '#tests/builders.ts'
import { serveStories } from './testing.ts'

const NEWS = [
  ...Array.from({ length: 12 }, (_, i) =>
    story({
      id: `grain-${i}`,
      source: i < 6 ? 'post' : 'herald',
      body: `Peru sold grain, batch ${i}.`,
    }),
  ),
  story({ id: 'bank', source: 'herald', body: 'A bank failed.' }),
]

const { app } = serveStories(NEWS)

interface Answer {
  items: { id: string }[]
  total: { value: number }
  next: string | null
  warnings: Warning[]
  reading: { q: string; description: string; match?: string }
  facets: { values: { value: string; count: number }[] }[]
}

async function ask(path: string) {
  const response = await app.request(`/api/v1/${path}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

it('finds all words where it can, and says so', async () => {
  const { reading, warnings, total } = await ask('articles?q=peru+grain')

  expect([total.value, reading.match, warnings]).toEqual([12, 'all', []])
})

it('goes down for a question that nothing answers word by word, and says how it was read', async () => {
  const { reading, warnings, total } = await ask(
    'articles?q=who+sold+the+grain+of+Peru+to+a+bank%3F',
  )

  expect(total.value).toBe(12)
  expect(reading).toEqual({
    q: 'who sold the grain of peru to a bank',
    description: 'Articles with at least 3 of “sold”, “grain”, “peru” and “bank”.',
    match: 'most',
  })
  expect(warnings).toMatchObject([
    {
      code: 'widened',
      message: 'No article has all of these words: articles with most of them are shown.',
    },
  ])
})

it.each([
  ['all', 0],
  ['most', 12],
  ['any', 13],
])('stays at match=%s', async (match, found) => {
  const { total, warnings, reading } = await ask(`articles?q=sold+grain+peru+bank&match=${match}`)

  expect([total.value, reading.match, warnings]).toEqual([found, match, []])
})

it('takes the step from the words alone, whatever is filtered, and for every kind of answer', async () => {
  const q = 'q=sold+grain+peru+bank'

  expect((await ask(`articles?${q}&source=herald&facets=source`)).facets[0]!.values).toMatchObject([
    { value: 'herald', count: 6 },
    { value: 'post', count: 6 },
  ])
  expect((await ask(`articles?${q}&source=herald`)).reading.match).toBe('most')
  expect((await ask(`graph?${q}`)).total.value).toBe(12)
  expect((await ask(`explain?${q}`)).total.value).toBe(12)
})

it('names the step in the cursor, so that the next page is of the same list', async () => {
  const q = 'articles?q=sold+grain+peru+bank&size=5'
  const first = await ask(q)
  const second = await ask(`${q}&cursor=${first.next}`)
  const third = await ask(`${q}&cursor=${second.next}`)

  expect(first.next).toMatch(/^most\./)
  expect(second.reading.match).toBe('most')
  const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id))
  expect(new Set(ids).size).toBe(12)
  expect(third.next).toBeNull()
})

it('keeps the rarest words of a question that has too many', async () => {
  const words = Array.from({ length: 40 }, (_, i) => `word${i}`).join('+')
  const { total, warnings } = await ask(`articles?q=peru+${words}`)

  expect(total.value).toBe(12)
  expect(warnings.map(({ code }) => code)).toEqual(['long-question', 'widened'])
})
