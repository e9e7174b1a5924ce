import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { openIntake } from '#indexer/added/open-intake.ts'
import type { Problem } from './schemas/problem.ts'
import { type RunningServer, startServer } from './server.ts'
import { writeArchive } from './testing.ts'

const WRITE_KEY = 'a-key-for-programs'
const BODY = 'Energy minister Leyla Mammadova spoke for Azerbaijan in Baku on Monday.'
const PAGE = `<!doctype html><title>The grid holds</title><article><h1>The grid holds</h1>
  <p class="byline">By Jo Roe</p><time datetime="2024-03-01">1 March</time><p>${BODY}</p><p>${BODY}</p></article>`

let folder: string
let archive: string
let server: RunningServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'add-'))
  archive = join(folder, 'archive.db')
  writeArchive(archive, [])
  server = await start()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const start = () =>
  startServer({
    served: { archives: [archive] },
    host: '127.0.0.1',
    port: 0,
    writeKey: WRITE_KEY,
    intake: openIntake({ archive, engines: null, patienceMs: 0, retryMs: 5 }),
  })

interface Answer {
  status: number
  body: {
    outcome?: string
    article?: { id: string; title: string; url: string | null; publishedAt: string | null }
    warnings?: string[]
  } & Partial<Problem>
}

async function post(
  input: unknown,
  { query = '', ...headers }: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/api/v1/articles${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${WRITE_KEY}`,
      ...headers,
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

async function found(q: string): Promise<string[]> {
  const response = await fetch(`${server.url}/api/v1/articles?q=${q}`)
  const { items } = (await response.json()) as { items: { id: string }[] }
  return items.map(({ id }) => id)
}

describe('refused is', () => {
  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['a page of another site', {}, { origin: 'https://news.example' }, 403, 'other sites'],
    ['what a page of another site sends', {}, { 'sec-fetch-site': 'cross-site' }, 403, 'other'],
    ['a program without the key', { html: PAGE }, { authorization: '' }, 403, 'DATELINE_WRITE_KEY'],
    ['a wrong key', { html: PAGE }, { authorization: 'Bearer x' }, 403, 'DATELINE_WRITE_KEY'],
    ['a form', 'html=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'json'],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'application/json'],
    ['broken JSON', '{"html": ', {}, 400, 'JSON'],
    ['a list', [], {}, 400, 'must be an object'],
    ['nothing', {}, {}, 400, 'html must be given'],
    ['both', { html: PAGE, body: BODY }, {}, 400, 'not both'],
    ['an unknown field', { body: BODY, tilte: 'x' }, {}, 400, 'tilte'],
    ['an address that is none', { html: PAGE, url: 'javascript:1' }, {}, 400, 'url must'],
    ['an unknown parameter', { html: PAGE }, { query: '?prewiev=1' }, 400, 'preview'],
    ['a page without text', { html: '<nav>Home</nav>' }, {}, 422, 'no text'],
    ['50 MB', `{"html":"${'x'.repeat(50e6)}"}`, {}, 413, '16 MB'],
  ])('%s', async (_, input, headers, status, detail) => {
    const { body, ...answer } = await post(input, headers)

    expect(answer.status).toBe(status)
    expect(body.detail).toContain(detail)
    expect(await found('grid')).toEqual([])
  })
})

const url = 'https://paper.example/grid'

describe('an article that is added', () => {
  it('is only shown with preview', async () => {
    const { status, body } = await post({ html: PAGE }, { query: '?preview=1' })

    expect(status).toBe(200)
    expect(body).toMatchObject({ outcome: 'read', article: { title: 'The grid holds' } })
    expect(await found('grid')).toEqual([])
  })

  it('is read from a page, stored, and found with its names', async () => {
    const { status, body } = await post({ html: PAGE, url, source: 'The Paper' })

    expect(status).toBe(201)
    expect(body).toMatchObject({
      outcome: 'added',
      article: { title: 'The grid holds', url, publishedAt: '2024-03-01', authors: ['Jo Roe'] },
      warnings: [],
    })
    expect(await found('person:mammadova')).toEqual([body.article!.id])
  })

  it('changes nothing when it comes again', async () => {
    expect((await post({ html: PAGE, url, source: 'The Paper' })).body.outcome).toBe('unchanged')
  })

  it('takes the place of an earlier text of its address', async () => {
    const html = PAGE.replaceAll('holds', 'fails')
    const { status, body } = await post({ html, url, source: 'The Paper' })

    expect(status).toBe(200)
    expect(body.outcome).toBe('changed')
    expect(await found('grid')).toEqual([body.article!.id])
  })

  it('is read from its fields as a record of a file is', async () => {
    const { body } = await post({
      title: 'Talks &amp; ties',
      body: BODY,
      publishedAt: '1 May 2024',
    })

    expect(body).toMatchObject({
      outcome: 'added',
      article: { title: 'Talks & ties', publishedAt: '2024-05-01', source: 'Added by hand' },
    })
  })

  it('waits in a file while another process writes the archive, and goes in after a restart', async () => {
    const writing = openArchive(archive, { write: true })
    const html = PAGE.replaceAll('grid', 'ferry')
    const { status, body } = await post({ html })

    expect(status).toBe(202)
    expect(body).toMatchObject({ outcome: 'queued', article: { title: 'The ferry holds' } })
    await server.close()
    expect(readdirSync(`${archive}-inbox`)).toHaveLength(1)
    writing.close()
    server = await start()
    await expect.poll(() => found('ferry'), { timeout: 10_000 }).toHaveLength(1)
    expect(readdirSync(`${archive}-inbox`)).toEqual([])
  })

  it('that is queued goes in though one before it is at fault, which is listed and kept', async () => {
    const writing = openArchive(archive, { write: true })
    await post({ html: PAGE.replaceAll('grid', 'canal') })
    await server.close()
    const inbox = `${archive}-inbox`
    const kept = ['000-torn.json', '001-none.json', '002-blank.json']
    const contents = ['{"html": "<p>', 'null', '{"html": "<nav>Home</nav>"}']
    for (const [i, name] of kept.entries()) writeFileSync(join(inbox, name), contents[i]!)
    writing.close()
    server = await start()

    await expect.poll(() => found('canal'), { timeout: 10_000 }).toHaveLength(1)
    await expect
      .poll(() => readdirSync(inbox).sort())
      .toEqual(kept.map((name) => `${name}.rejected`))
    const reading = openArchive(archive, { write: false })
    const listed = reading.rejected().filter(({ code }) => code === 'queued')
    reading.close()
    expect(listed.map(({ path }) => basename(path))).toEqual(readdirSync(inbox).sort())
    expect(listed.map(({ message }) => message)).toEqual([
      expect.stringContaining('000-torn.json.rejected: cannot be read: '),
      expect.stringContaining('cannot be read: '),
      expect.stringMatching(/no text/),
    ])
  })

  it('makes the first archive', async () => {
    const first = join(folder, 'first.db')
    const intake = openIntake({ archive: first, engines: null })

    expect(await intake.add({ html: PAGE })).toMatchObject({ outcome: 'added' })
    await intake.close()
    const second = await startServer({
      served: { archives: [first] },
      host: '127.0.0.1',
      port: 0,
    })
    const response = await fetch(`${second.url}/api/v1/articles?q=grid`)
    expect(await response.json()).toMatchObject({ total: { value: 1 } })
    await second.close()
  })
})

it('the pages of the archive itself need no key', async () => {
  const own = { authorization: '', origin: server.url, 'sec-fetch-site': 'same-origin' }

  expect((await post({ html: PAGE.replaceAll('grid', 'mill') }, own)).status).toBe(201)
})

it('the example of the document is taken', async () => {
  const response = await fetch(`${server.url}/api/v1/openapi.json`)
  const { components } = (await response.json()) as {
    components: { schemas: { ArticleInput: { example: unknown } } }
  }

  expect((await post(components.schemas.ArticleInput.example)).status).toBe(201)
})

it('a server without an archive says where articles are added', async () => {
  await server.close()
  server = await startServer({
    served: { archives: [archive] },
    host: '127.0.0.1',
    port: 0,
    writeKey: WRITE_KEY,
  })

  const { status, body } = await post({ html: PAGE })
  expect(status).toBe(501)
  expect(body.detail).toContain('where the archive is')
})
