import { expect, it } from 'vitest'
import type { Answer } from '#core/answers.ts'
import { story } from '#tests/builders.ts'
import { serveStories } from '../testing.ts'

const NEWS = [
  story({
    id: 'long',
    source: 'post',
    title: 'Grain sold',
    body: '[Ana Silva](person-ana-silva) sold the grain reserve to the Harbour Bank on Monday.\nThe price was 40 dollars.',
  }),
  story({
    id: 'brief',
    source: 'herald',
    title: 'Grain sold',
    body: '[Ana Silva](person-ana-silva) sold the grain reserve to the Harbour Bank on Monday, it said.',
  }),
  story({
    id: 'other',
    source: 'herald',
    title: 'Reserves',
    body: 'The grain reserve was sold for little to a harbour bank, [Omar Quist](person-omar-quist) wrote.\nRain fell.',
  }),
  story({ id: 'rain', source: 'post', title: 'Weather', body: 'It rained in the harbour.' }),
  story({
    id: 'ship',
    source: 'post',
    title: 'Ships',
    body: '[Omar Quist](person-omar-quist) sailed from Zanzibar.\nA president sailed too.',
  }),
  story({ id: 'club', source: 'post', title: 'A club', body: 'The president of the club left.' }),
]

const { app } = serveStories(NEWS)

interface Found {
  items: Answer[]
  kind: string | null
  read: number
}

async function ask(q: string, more = '') {
  const response = await app.request(`/api/v1/answers?q=${encodeURIComponent(q)}${more}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Found
}

it('answers with sentences as they stand, one of a story, from different outlets', async () => {
  const { items, kind } = await ask('Who sold the grain reserve to the harbour bank?')

  expect(kind).toBe('who')
  expect(items.map(({ article, sentence }) => [article.id, sentence])).toEqual([
    ['brief', 1],
    ['other', 1],
  ])
  expect(items[0]!.text).toBe(
    'Ana Silva sold the grain reserve to the Harbour Bank on Monday, it said.',
  )
  const { text, spans } = items[0]!
  expect(spans.map(([start, end]) => text.slice(start, end))).toEqual([
    'sold',
    'grain',
    'reserve',
    'Harbour',
    'Bank',
  ])
})

it('prefers a sentence that has what is asked for', async () => {
  const { items } = await ask('How much was the price of the grain sold?')

  expect(items[0]).toMatchObject({ text: 'The price was 40 dollars.', sentence: 2 })
})

it.each([
  'Who sold the copper mine of Zanzibar?',
  'When did the airport burn down?',
  // One of its two words, however rare, is not enough.
  'Who is the president of Zanzibar?',
])('says that there is no evidence for %s', async (q) => {
  expect((await ask(q)).items).toEqual([])
})

it('keeps to the filters', async () => {
  const { items } = await ask('Who sold the grain reserve?', '&source=herald')

  expect(items.map(({ article }) => article.source)).toEqual(['herald', 'herald'])
})

it('refuses a question that asks nothing', async () => {
  expect((await app.request('/api/v1/answers?q=%20')).status).toBe(400)
})
