import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FACETS } from '#core/fields.ts'
import type { Stores } from '#stores/stores.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { type App, createApp } from './app.ts'
import { openStoresOn } from './testing.ts'

const RUNS = 1500

let stores: Stores
let app: App
const reported: Error[] = []
beforeAll(() => {
  stores = openStoresOn(generateStories(60))
  app = createApp({ ...stores, report: (error) => reported.push(error) })
})
afterAll(() => stores.close())

const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    '9'.repeat(30),
    'null',
    '__proto__',
    '%',
    '\0',
    "' or 1=1 --",
  ),
  fc.constantFrom('country-us', 'person-omar-quist', 'org-tin-council', 'courier', '7-story'),
)
const words = fc
  .array(
    fc.constantFrom(
      'talks',
      'quist',
      '"',
      '(',
      ')',
      'OR',
      'AND',
      'NOT',
      '-',
      '*',
      'tin*',
      ' ',
      'é',
      ':',
    ),
  )
  .map((parts) => parts.join(' '))
const mostlyRight: Record<string, fc.Arbitrary<string>> = {
  q: words,
  size: fc.nat(120).map(String),
  sort: fc.constantFrom(
    'relevance',
    'newest',
    'oldest',
    'surprise',
    'sentences',
    'articles',
    'recent',
  ),
  from: fc.constantFrom('2022', '2022-03', '2022-02-30', '2022-02-28'),
  to: fc.constantFrom('2023', '2022-13', '2022-01'),
  cursor: fc.constantFrom('eyJvIjoyMH0', 'e30', 'bnVsbA', 'eyJvIjotMX0', 'W10'),
  facets: fc.subarray([...FACETS]).map((fields) => fields.join(',')),
  tie: fc.constantFrom('country-us,person-omar-quist', 'country-us', ','),
  kind: fc.constantFrom('person', 'person,country', 'place'),
  histogram: fc.constantFrom('true', 'false', '1'),
}
const names = [
  ...Object.keys(mostlyRight),
  ...FACETS.flatMap((facet) => [facet, `${facet}.all`]),
  'facetSize',
  'min',
  'constructor',
]

const encoded = anything.map((text) => encodeURIComponent(text.toWellFormed()))
const parameter = fc.oneof(
  fc.constantFrom(...names).chain((name) => {
    const values = Object.hasOwn(mostlyRight, name) ? mostlyRight[name]! : anything
    return fc.oneof(
      {
        weight: 3,
        arbitrary: values.map((value) => `${name}=${encodeURIComponent(value.toWellFormed())}`),
      },
      { weight: 1, arbitrary: anything.map((value) => `${name}=${value}`) },
    )
  }),
  fc.tuple(encoded, encoded).map(([name, value]) => `${name}=${value}`),
)
const id = fc.oneof(fc.constantFrom('country-us', 'person-omar-quist', '7-story'), encoded)
const path = fc.oneof(
  fc.constantFrom('articles', 'entities', 'suggest', 'status'),
  fc.tuple(fc.constantFrom('articles', 'entities'), id).map((parts) => parts.join('/')),
  fc
    .tuple(id, fc.constantFrom('ties', 'mentions', 'quotes'))
    .map(([at, list]) => `entities/${at}/${list}`),
  fc.tuple(id, id, fc.constantFrom('', '/evidence')).map(([a, b, list]) => `ties/${a}/${b}${list}`),
)

it('answers any request with 200, 400 or 404, and says what is wrong', async () => {
  const request = fc.tuple(path, fc.array(parameter, { maxLength: 4 }))
  await fc.assert(
    fc.asyncProperty(request, async ([to, parameters]) => {
      const response = await app.request(`/api/v1/${to}?${parameters.join('&')}`)
      const body = (await response.json()) as { detail?: string; parameter?: string }

      expect([200, 400, 404]).toContain(response.status)
      if (response.status === 200) return
      expect(body.detail).toMatch(/\S/)
      if (response.status === 400) expect(body.parameter).toMatch(/./s)
    }),
    { numRuns: RUNS },
  )
  expect(reported).toEqual([])
})
