import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import type { DecisionOutcome } from '#core/decisions/request.ts'
import { openDesk } from '#indexer/decisions/open-desk.ts'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { type RunningServer, startServer } from './server.ts'
import { failingStores, writeArchive } from './testing.ts'

const [ANN, EVE, PERU] = ['person-ann-lee', 'person-evelyn-roth', 'country-pe'] as const

let folder: string
let archive: string
let server: RunningServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'decisions-'))
  archive = join(folder, 'archive.db')
  writeArchive(archive, [
    story({ id: 'a', body: `[Ann Lee](${ANN}) was in [Peru](${PERU}).` }),
    story({ id: 'b', body: `[Evelyn Roth](${EVE}) was in [Peru](${PERU}).` }),
    story({ id: 'c', body: `[Ann Lee](${ANN}) said so.` }),
    // Enough of them to ask whether they are of two people.
    ...Array.from({ length: 12 }, (_, i) =>
      story({
        id: `m${i}`,
        body: '[Cal Moss](person-cal-moss) spoke.',
        metadata: { section: 'x' },
      }),
    ),
  ])
  server = await startServer({
    served: { archives: [archive] },
    host: '127.0.0.1',
    port: 0,
    openDesk: () => openDesk({ archive, engines: null, patienceMs: 300 }),
  })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  status: number
  body: DecisionOutcome & { queued: boolean; detail: string; items: { id: string }[] }
}

async function post(
  body: unknown,
  { query = '', ...headers }: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/api/v1/decisions${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

async function get(path: string) {
  const response = await fetch(`${server.url}/api/v1/${path}`, { redirect: 'manual' })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const merge = { type: 'merge', entity: EVE, into: ANN }

describe('POST /api/v1/decisions', () => {
  it('previews, decides, and takes back, after its names were listed', async () => {
    await get(`entities/${ANN}/forms`)
    const preview = await post(merge, { query: '?preview=1' })
    expect(preview).toMatchObject({ status: 200, body: { articles: 1, decision: null } })

    const { version } = preview.body
    const made = await post({ ...merge, author: 'desk', reason: 'one woman', version })
    expect(made).toMatchObject({ status: 200, body: { articles: 1, queued: false, warnings: [] } })
    expect((await get(`entities/${ANN}`)).body).toMatchObject({ articles: 3 })
    expect((await get(`entities/${ANN}/forms`)).body).toMatchObject({
      forms: [
        { id: ANN, join: null, evidence: { article: { id: 'a' } } },
        {
          id: EVE,
          join: { with: 'Ann Lee', rule: 'decision' },
          evidence: { article: { id: 'b' } },
        },
      ],
    })

    const { id } = made.body.decision!
    expect((await post(merge)).status).toBe(409)
    expect(await post({ type: 'undo', decision: id })).toMatchObject({ status: 200 })
    expect((await get(`entities/${EVE}`)).body).toMatchObject({ articles: 1 })
    expect((await get('decisions?size=2')).body).toMatchObject({
      items: [{ action: { type: 'undo' } }, { id, author: 'desk', state: 'undone' }],
      total: { value: 2 },
    })
  })

  it('serialises what two clients decide at once', async () => {
    const both = await Promise.all([post(merge), post({ ...merge, entity: ANN, into: EVE })])

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { decision } = both.find(({ status }) => status === 200)!.body
    await post({ type: 'undo', decision: decision!.id })
  })

  it('waits for the process that writes the archive, and applies it then', async () => {
    const writer = openArchive(archive, { write: true })
    const queued = await post({ type: 'rename', entity: ANN, name: 'Anne Lee' })
    expect(queued).toMatchObject({ status: 202, body: { queued: true } })
    writer.close()
    await post({ type: 'rename', entity: EVE, name: 'Eve Roth' })

    expect((await get(`entities/${ANN}`)).body).toMatchObject({ name: 'Anne Lee' })
  })

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['a page of another site', merge, { origin: 'https://news.example' }, 403, 'other sites'],
    ['what another site sends', merge, { 'sec-fetch-site': 'cross-site' }, 403, 'other sites'],
    ['a form', 'type=merge', { 'content-type': 'text/plain' }, 415, 'application/json'],
    ['broken JSON', '{"type":', {}, 400, 'JSON'],
    ['another type', { type: 'explode' }, {}, 400, 'merge, split'],
    ['a name too many', { ...merge, into: '' }, {}, 400, 'must be an id'],
    ['itself', { ...merge, into: EVE }, {}, 400, 'itself'],
    ['nobody', { ...merge, into: 'person-nobody' }, {}, 400, 'there is no entity'],
    ['a country', { ...merge, into: PERU }, {}, 400, 'a country and a person'],
  ])('refuses %s', async (_, body, headers, status, detail) => {
    const answer = await post(body, headers)

    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
  })
})

it('says where names can be decided if the server has no archive', async () => {
  const app = createApp({ ...failingStores(), desk: null })
  const answer = await app.request('/api/v1/decisions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(merge),
  })

  expect(answer.status).toBe(501)
  expect(await answer.text()).toContain('dateline names')
})
