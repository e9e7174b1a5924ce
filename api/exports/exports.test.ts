import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type Socket, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { write } from '#tests/archive-steps.ts'
import { story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { createApp } from '../app.ts'
import { type RunningServer, startServer } from '../server.ts'
import { serveStories, writeArchive } from '../testing.ts'
import { MAX_EXPORTS } from './slots.ts'

const COUNT = 450
const { app, stores } = serveStories(generateStories(COUNT))
const get = async (path: string, init?: RequestInit) => app.request(`/api/v1${path}`, init)

async function linesOf(path: string): Promise<string[]> {
  const response = await get(path)
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return text.trimEnd().split('\n')
}

async function totalOf(path: string): Promise<number> {
  const page = (await (await get(path)).json()) as { total: { value: number } }
  return page.total.value
}

const TABLES = [
  '/articles',
  '/entities',
  '/entities/country-us/ties',
  '/entities/country-us/mentions',
  '/ties/country-us/person-omar-quist/evidence',
]

describe('a collection', () => {
  it.each(TABLES)('%s comes as a file with as many rows as the page counts', async (path) => {
    const total = await totalOf(path)

    expect(total).toBeGreaterThan(20)
    expect(await linesOf(`${path}.jsonl`)).toHaveLength(total)
    expect((await linesOf(`${path}.csv`)).length).toBeGreaterThan(total)
  })

  it.each([
    ['/articles', 'q=talks'],
    ['/articles', 'q=talks&source=post&country=country-us'],
    ['/articles', 'q=who+speaks+of+the+talks+in+the+harbour'],
    ['/articles', 'from=2022-03&to=2022&person=-person-omar-quist'],
    ['/articles', 'undated=true'],
    ['/entities', 'kind=person'],
    ['/entities', 'q=o'],
    ['/entities/country-us/ties', 'kind=person&min=3'],
    ['/entities/country-us/ties', 'q=talks'],
    ['/entities/country-us/ties', 'exclude=person-omar-quist&lists=true'],
    ['/ties/country-us/person-omar-quist/evidence', 'lists=true'],
    ['/entities/country-us/mentions', 'from=2023'],
    ['/ties/country-us/person-omar-quist/evidence', 'to=2022-06'],
  ])('%s?%s filters files as it filters pages', async (path, query) => {
    const lines = await linesOf(`${path}.jsonl?${query}`)

    expect(lines.filter((line) => line !== '')).toHaveLength(await totalOf(`${path}?${query}`))
  })

  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['jsonl', 'application/x-ndjson'],
    ['parquet', 'application/vnd.apache.parquet'],
    ['arrow', 'application/vnd.apache.arrow.stream'],
  ])('comes as %s by the ending of its path, and by Accept', async (format, type) => {
    const byPath = await get(`/articles.${format}?q=talks`)
    const accept = `${type.split(';')[0]}, application/json;q=0.5`
    const byAccept = await get('/articles?q=talks', { headers: { accept } })

    expect(byPath.headers.get('content-type')).toBe(type)
    expect(byAccept.headers.get('content-type')).toBe(type)
    expect(byAccept.headers.get('vary')).toContain('Accept')
    expect(await byAccept.arrayBuffer()).toEqual(await byPath.arrayBuffer())
  })

  it('says its version, its total and how to cite it', async () => {
    const { headers } = await get('/articles.csv?q=talks', { method: 'HEAD' })

    expect(Number(headers.get('dateline-version'))).toBeGreaterThan(0)
    expect(Number(headers.get('dateline-total'))).toBe(await totalOf('/articles?q=talks'))
    expect(headers.get('dateline-total-relation')).toBe('eq')
    expect(headers.get('dateline-citation')).toMatch(/articles\.csv\?q=talks, retrieved \d{4}-/)
    expect(headers.get('content-disposition')).toBe('attachment; filename="articles.csv"')
  })

  it('gives whole texts where they are selected', async () => {
    const [line] = await linesOf('/articles.jsonl?select=body,id')
    const { id, body } = JSON.parse(line!) as { id: string; body: string }

    expect(body).toBe(((await (await get(`/articles/${id}`)).json()) as { body: string }).body)
  })

  it('counts by columns as its facets do', async () => {
    const page = await get('/articles?facets=source&size=0')
    const { facets } = (await page.json()) as {
      facets: [{ values: { value: string; count: number }[] }]
    }
    const lines = await linesOf('/articles.csv?group_by=source')

    expect(lines.map((line) => line.trim())).toEqual([
      'source,rows',
      ...facets[0].values.map(({ value, count }) => `${value},${count}`),
    ])
  })

  it('is not sent again to a client that has it', async () => {
    const first = await get('/articles.csv?q=talks')
    const headers = { 'if-none-match': first.headers.get('etag')! }
    await first.text()

    expect((await get('/articles.csv?q=talks', { headers })).status).toBe(304)
    const other = await get('/articles.csv?q=harbour', { headers })
    expect([other.status, (await other.text()).length > 0]).toEqual([200, true])
  })

  it('leads on from an id that is none', async () => {
    expect((await get('/entities/person-nobody/ties.csv')).status).toBe(404)
  })
})

describe('quotations', () => {
  const said = (id: string, speaker: string | null) =>
    story({
      id,
      body: '[Omar Quist](person-omar-quist) met [Lena Abara](person-lena-abara). Quist said he walks.',
      quotations: [{ speaker, source: 'Quist', cue: 'said', content: 'he walks' }],
    })
  const news = [said('known', 'person-omar-quist'), said('unknown', null)]
  const { app: quoting } = serveStories(news)
  const linesAt = async (path: string) =>
    (await (await quoting.request(`/api/v1${path}`)).text()).trimEnd().split('\n')

  it('come as files of a search and of who said them, with the same rows as pages', async () => {
    const all = await linesAt('/quotes.jsonl')
    const page = await quoting.request('/api/v1/entities/person-omar-quist/quotes')
    const { items } = (await page.json()) as { items: { article: { id: string }; text: string }[] }
    const [own, ...others] = await linesAt('/entities/person-omar-quist/quotes.jsonl')

    expect(all).toHaveLength(2)
    expect(all).toContain(own)
    expect(others).toEqual([])
    expect(JSON.parse(own!)).toMatchObject({
      ...{ article: items[0]!.article.id, text: items[0]!.text },
      ...{ speaker: 'person-omar-quist', cue: 'said', content: 'he walks', direct: false },
    })
    expect(await linesAt('/quotes.csv?select=speaker&q=nowhere')).toEqual(['speaker'])
  })
})

describe('everything at once', () => {
  it('has each tie of the archive, and each mention', async () => {
    const ties = (await (await get('/ties.json')).json()) as { items: object[]; total: object }
    const status = (await (await get('/status')).json()) as { ties: number }

    expect(ties.total).toEqual({ value: status.ties, relation: 'eq' })
    expect(await linesOf('/ties.jsonl')).toHaveLength(status.ties)
    const mentions = await linesOf('/mentions.csv')
    expect(mentions.length).toBeGreaterThan(COUNT)
  })

  it('has the whole graph, and the network of a search', async () => {
    const status = (await (await get('/status')).json()) as { ties: number }
    const graphml = await (await get('/ties.graphml')).text()
    const network = (await (await get('/graph.json?q=talks')).json()) as {
      nodes: object[]
      edges: object[]
    }
    const page = (await (await get('/graph?q=talks')).json()) as {
      entities: object[]
      ties: object[]
    }

    expect(graphml.match(/<edge /g)).toHaveLength(status.ties)
    expect(network.nodes).toHaveLength(page.entities.length)
    expect(network.edges).toHaveLength(page.ties.length)
    for (const path of ['/graph.gexf?q=talks', '/ties.gexf', '/graph.graphml']) {
      expect(await (await get(path)).text()).toMatch(/^<\?xml.*<\/(gexf|graphml)>\s*$/s)
    }
  })
})

describe('what cannot be answered', () => {
  it.each([
    ['/articles.xlsx', 404, 'there is no format xlsx; files end in .json, .jsonl, .csv'],
    ['/articles.graphml', 400, 'format must be one of jsonl, csv, parquet, arrow'],
    ['/graph.csv', 400, 'format must be one of graphml, gexf, json'],
    ['/articles.csv?select=titel', 400, 'articles have no column titel; did you mean title?'],
    ['/articles.csv?select=', 400, 'articles have no column'],
    ['/articles.csv?group_by=a,b,c,d', 400, 'group_by must name at most 3 columns'],
    ['/articles.csv?group_by=source&select=id', 400, 'select cannot stand beside group_by'],
    ['/articles.csv?sample=0', 400, 'sample must be a whole number from 1 to 10000'],
    ['/articles.csv?sample=1e9', 400, 'sample must be a whole number'],
    ['/articles.csv?cursor=abc', 400, 'there is no parameter cursor'],
    ['/articles.csv?sort=relevance', 400, 'sort must be one of newest'],
    ['/articles?select=id', 400, 'there is no parameter select'],
    ['/entities/country-us/mentions.csv?sort=best', 400, 'sort must be one of newest, oldest'],
  ])('%s is refused', async (path, status, detail) => {
    const response = await get(path)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(((await response.json()) as { detail: string }).detail).toContain(detail)
  })

  it('refuses more exports than run at once, answers searches beside them, and goes on when they end', async () => {
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => get('/articles.jsonl?select=id,body')),
    )
    const refused = opened.filter(({ status }) => status === 503)

    expect(refused).toHaveLength(10 - MAX_EXPORTS)
    expect(refused[0]!.headers.get('retry-after')).toBe('2')
    expect(await refused[0]!.json()).toMatchObject({
      detail: expect.stringContaining('export') as string,
    })
    expect((await get('/articles?q=talks')).status).toBe(200)
    await Promise.all(opened.filter(({ status }) => status === 200).map((each) => each.text()))
    expect((await get('/articles.jsonl')).status).toBe(200)
  })

  it('holds no place for a request without a body to send', async () => {
    for (let i = 0; i <= MAX_EXPORTS; i++) {
      expect((await get('/articles.csv', { method: 'HEAD' })).status).toBe(200)
    }
  })

  it('answers 410, or breaks off, where the archive changes and nothing holds its state', async () => {
    let version = 1
    const changing = {
      ...stores.search,
      scan: async (query: never) => ({ ...(await stores.search.scan(query)), version: version++ }),
    }
    const over = createApp({ ...stores, search: changing, report: () => {} })
    const response = await over.request('/api/v1/articles.jsonl?select=id')

    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('the archive has changed since this was begun')
    const grouped = await over.request('/api/v1/articles.csv?group_by=source')
    expect(grouped.status).toBe(410)
    expect(await grouped.json()).toMatchObject({
      detail: expect.stringContaining('begin again') as string,
    })
  })
})

describe('over a connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exports-'))
  const archive = join(folder, 'archive.db')
  let server: RunningServer
  beforeAll(async () => {
    // More than the buffers of both ends hold.
    const body = 'The port of Baku. '.repeat(2200)
    const stories = Array.from({ length: 260 }, (_, i) => story({ id: `long-${i}`, body }))
    writeArchive(archive, stories)
    server = await startServer({
      served: { archives: [archive] },
      host: '127.0.0.1',
      port: 0,
      webApp: folder,
      limits: { stalledMs: 1000 },
    })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  const FILE = '/api/v1/articles.jsonl?select=id,body'

  /** Asks for a file, and reads nothing. */
  async function askAndWait(): Promise<Socket> {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(`GET ${FILE} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    await once(socket, 'readable')
    return socket
  }

  const statusNow = async () => {
    const response = await fetch(`${server.url}${FILE}`, { method: 'HEAD' })
    return response.status
  }

  it('is one state from its start to its end, whatever is written meanwhile', async () => {
    const response = await fetch(`${server.url}${FILE}`)
    const reader = response.body!.getReader()
    let bytes = (await reader.read()).value!.length
    const writer = openArchive(archive, { write: true })
    writer.follow(createFullTextIndex(writer.db))
    write(writer, [story({ id: 'late', publishedAt: '2000-01-01', body: 'late' })])
    writer.close()
    const decoder = new TextDecoder()
    let text = ''
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.length
      text += decoder.decode(part.value, { stream: true })
    }

    expect(bytes).toBeGreaterThan(10_000_000)
    expect(text).not.toContain('"late"')
    const ids = await (await fetch(`${server.url}/api/v1/articles.csv?select=id`)).text()
    expect(ids).toContain('late')
  })

  it('frees what a client held that leaves in the middle', async () => {
    const sockets = await Promise.all(Array.from({ length: MAX_EXPORTS }, askAndWait))
    expect(await statusNow()).toBe(503)
    for (const socket of sockets) socket.destroy()

    await expect.poll(statusNow, { timeout: 3000, interval: 50 }).toBe(200)
  })

  it('gives up a client that reads nothing', async () => {
    const sockets = await Promise.all(Array.from({ length: MAX_EXPORTS }, askAndWait))
    for (const socket of sockets) socket.on('error', () => {})

    await expect.poll(statusNow, { timeout: 30_000, interval: 100 }).toBe(200)
    for (const socket of sockets) socket.destroy()
  })
})
