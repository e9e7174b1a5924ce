import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openNotebook } from '#archive/notebook.ts'
import { openDesk } from '#indexer/decisions/open-desk.ts'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { openAnalysed, openStoresOn, writeArchive } from './testing.ts'

interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: { example?: unknown }
}
interface OpenApiDocument {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>
}

/** Holds everything that the examples name. */
const stories = [
  story({
    id: 'caspian-post-1042',
    source: 'caspian-post',
    body: '[Leyla Mammadova](person-leyla-mammadova) spoke for [Azerbaijan](country-az).',
  }),
]
const stores = openStoresOn(stories)
const folder = mkdtempSync(join(tmpdir(), 'examples-'))
writeArchive(join(folder, 'archive.db'), stories)
const desk = openDesk({ archive: join(folder, 'archive.db'), engines: null })
afterAll(async () => {
  await Promise.all([stores.close(), desk.close(), notebook.close(), analysis.close()])
  rmSync(folder, { recursive: true })
})
const notebook = openNotebook(join(folder, 'archive.db'))
await notebook.putCollection('the-grid', { title: 'The grid', note: '', items: [] })
await notebook.putSearch('the-grid', { name: 'The grid', note: '', search: 'q=talks' })
const analysis = await openAnalysed(join(folder, 'archive.db'))
const app = createApp({ ...stores, desk, notebook, analysis })
const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as OpenApiDocument

/** Lists are comma-separated, as the document says. */
const written = ({ name, schema: { example } }: Parameter) =>
  `${name}=${[example].flat().map(String).map(encodeURIComponent).join(',')}`

/** Each query example with the required ones, and all together that go together. */
const REQUESTS = Object.entries(paths).flatMap(([path, { get }]) => {
  if (!get) return []
  const examples = (get.parameters ?? []).filter(({ schema }) => schema.example !== undefined)
  const address = path.replace(/\{(\w+)\}/g, (_, id) =>
    String(examples.find(({ name }) => name === id)!.schema.example),
  )
  const query = examples.filter((parameter) => parameter.in === 'query')
  const required = query.filter((parameter) => parameter.required)
  const together = query.filter(({ name }) => name !== 'group_by')
  return [...query.map((one) => new Set([...required, one])), together].map(
    (parts) => `${address}?${[...parts].map(written).join('&')}`,
  )
})

/** Ids of stories are made of texts. */
const found = (await (await app.request('/api/v1/articles')).json()) as {
  items: { story: string }[]
}
const ownStory = found.items[0]!.story

it.each(REQUESTS)('the example works when it is sent: %s', async (url) => {
  const response = await app.request(url.replace('stories/story-1042', `stories/${ownStory}`))

  expect(response.status, await response.text()).toBe(200)
})
