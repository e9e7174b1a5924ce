import { expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { serveStories } from './testing.ts'

const QUIST = 'person-omar-quist'

/** The archive links Quist in the second article alone. */
const { app } = serveStories([
  story({
    id: 'full',
    publishedAt: '2023-05-01',
    body: '[Omar Quist](person-omar-quist) left [Peru](country-pe).',
  }),
  story({
    id: 'short',
    publishedAt: '2023-06-01',
    body: '[Quist](person-omar-quist?) sold [Peru](country-pe).',
    quotations: [{ speaker: QUIST, source: 'Quist', cue: 'sold', content: 'Peru' }],
  }),
])

async function ask(path: string): Promise<unknown> {
  const response = await app.request(`/api/v1${path}`)
  expect(response.status, path).toBe(200)
  return path.includes('.csv') ? response.text() : response.json()
}

it.each([
  ['/articles?person=person-omar-quist', 2],
  ['/articles?q=person:"Omar+Quist"', 2],
  ['/articles?tie=country-pe,person-omar-quist', 2],
  [`/entities/${QUIST}/mentions?size=0`, 2],
  [`/entities/${QUIST}/quotes?size=0`, 1],
  [`/ties/country-pe/${QUIST}/evidence?size=0`, 2],
])('%s counts the links of the archive, unless they are left out', async (path, all) => {
  const stated = `${path}&inferred=0`

  expect(await ask(path)).toMatchObject({ total: { value: all } })
  expect(await ask(`${path}&inferred=1`)).toMatchObject({ total: { value: all } })
  expect(await ask(stated)).toMatchObject({ total: { value: all - 1 } })
})

it('leaves them out of facets, ties and networks', async () => {
  const { facets } = (await ask('/articles?facets=person&inferred=false')) as {
    facets: { values: unknown[] }[]
  }

  expect(facets[0]!.values).toMatchObject([{ value: QUIST, count: 1 }])
  expect(await ask('/entities/country-pe/ties?inferred=0')).toMatchObject({
    items: [{ entity: { id: QUIST }, sentences: 1 }],
  })
  expect(await ask(`/ties/country-pe/${QUIST}?inferred=0`)).toMatchObject({ sentences: 1 })
  expect(await ask('/graph?inferred=0')).toMatchObject({ ties: [{ sentences: 1 }] })
})

it('leaves them out of files', async () => {
  const lines = async (path: string) => ((await ask(path)) as string).trim().split('\n').slice(1)
  const about = (rows: string[]) => rows.filter((row) => row.includes(QUIST)).length

  for (const table of ['articles', 'mentions', 'quotes']) {
    const [all, stated] = [`/${table}.csv`, `/${table}.csv?inferred=0`]
    expect(about(await lines(all)) - about(await lines(stated)), table).toBe(1)
  }
  expect(await lines(`/ties/country-pe/${QUIST}/evidence.csv?inferred=0`)).toHaveLength(1)
})
