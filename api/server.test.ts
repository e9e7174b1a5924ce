import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { connect, createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import { openPool } from '#stores/sqlite/workers/pool.ts'
import { openElasticsearchSearchStore } from '#stores/elasticsearch/search-store.ts'
import { story } from '#tests/builders.ts'
import { startStub } from '#tests/elasticsearch-stub.ts'
import { type RunningServer, type ServerOptions, startServer } from './server.ts'
import { sendRaw, writeArchive } from './testing.ts'

const KEY = 'a-key-of-some-length'
/** Some containers have no IPv6. */
const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((at) => at?.address === '::1')
const LOOPBACK = ['localhost', '127.0.0.2', ...(hasIpv6 ? ['::1', '[::1]'] : [])]
const FAKE = new URL('../stores/sqlite/workers/fake-adapters.ts', import.meta.url).href

let folder: string
let own: string
let sample: string
let running: RunningServer[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'server-'))
  own = join(folder, 'archive.db')
  sample = join(folder, 'sample.db')
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()))
  rmSync(folder, { recursive: true })
})

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({
    served: { archives: [own, sample] },
    host: '127.0.0.1',
    port: 0,
    webApp: folder,
    ...options,
  })
  running.push(server)
  return server
}

const jsonOf = async (url: string) => (await fetch(url)).json() as Promise<unknown>
const statusOf = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers })).status

/** Like fetch, which does not allow a Host header. */
function answerTo(url: string, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => resolve(response.resume()))
    asked.on('error', reject).end()
  })
}

const statusFor = async (url: string, host: string) => (await answerTo(url, { host })).statusCode

describe('startServer', () => {
  it('answers over HTTP with what the archive holds', async () => {
    writeArchive(own, [story({ id: 'a', title: 'The grid holds' })])
    const { url } = await start()
    const response = await fetch(`${url}/api/v1/articles?q=grid`)

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({ items: [{ id: 'a' }], total: { value: 1 } })
    expect(await statusOf(`${url}/readyz`)).toBe(200)
  })

  it('shows newly indexed articles without a restart', async () => {
    writeArchive(own, [story({ id: 'a' })])
    const { url } = await start()
    const ask = () => jsonOf(`${url}/api/v1/status`)
    const before = await ask()
    writeArchive(own, [story({ id: 'b' })])

    expect(before).toMatchObject({ articles: 1 })
    await expect.poll(ask).toMatchObject({ articles: 2 })
  })

  it('changes over from the sample news to an archive of the user', async () => {
    writeArchive(sample, [story({ id: 'invented' })], true)
    const { url } = await start()
    const ask = () => jsonOf(`${url}/api/v1/status`)
    const before = await ask()
    writeArchive(own, [story({ id: 'real' }), story({ id: 'news' })])

    expect(before).toMatchObject({ articles: 1, sample: true })
    await expect.poll(ask).toMatchObject({ articles: 2, sample: false })
  })

  it.each(LOOPBACK)('answers on %s', async (host) => {
    writeArchive(own, [])
    const { url } = await start({ host })

    expect(await statusOf(`${url}/livez`)).toBe(200)
    expect(await statusFor(`${url}/livez`, 'news.example')).toBe(403)
  })

  it.each(['0.0.0.0', '::', '192.168.1.7', 'news.example', '127.0.0.1.news.example'])(
    'refuses %s without a key',
    async (host) => {
      writeArchive(own, [])

      await expect(start({ host })).rejects.toThrow(UserError)
      await expect(start({ host })).rejects.toThrow('dateline keys create')
    },
  )

  it('answers other machines with a key alone, under any name', async () => {
    writeArchive(own, [])
    const { url } = await start({ host: '0.0.0.0', key: KEY })
    const address = url.replace('localhost', '127.0.0.1')

    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(await statusOf(`${address}/api/v1/status`)).toBe(401)
    expect(await statusOf(`${address}/api/v1/status`, { authorization: `Bearer ${KEY}` })).toBe(200)
    expect(await statusFor(`${address}/livez`, 'news.example')).toBe(200)
  })

  it('names a port that is taken', async () => {
    writeArchive(own, [])
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const starting = start({ port })

    await expect(starting).rejects.toThrow(UserError)
    await expect(starting).rejects.toThrow(`port ${port} is taken`)
    other.close()
  })

  it.each([
    ['an archive that is not there', () => {}, 'there is no archive at'],
    ['a file of another kind', () => writeFileSync(own, 'news '.repeat(1000)), 'is not a Dateline'],
    ['an archive without its index', () => makeWithoutIndex(own), 'no full-text index'],
  ])('refuses %s with a sentence', async (_, make, sentence) => {
    make()

    await expect(start()).rejects.toThrow(sentence)
  })

  it('asks no store for a reader who has gone while others were answered', async () => {
    writeArchive(own, [])
    const asked: string[] = []
    const failed: string[] = []
    const reported: Error[] = []
    const { url } = await start({
      report: (error) => reported.push(error),
      open: {
        async archive(path) {
          const stores = await openPool(path, { workers: 1, module: FAKE })
          const article = (id: string, signal?: AbortSignal) => {
            asked.push(id)
            const answer = stores.search.article(id, signal)
            answer.catch((error: Error) => failed.push(`${id}: ${error.name}`))
            return answer
          }
          return { ...stores, search: { ...stores.search, article } }
        },
      },
    })
    const slow = fetch(`${url}/api/v1/articles/busy:500`)
    await expect.poll(() => asked).toEqual(['busy:500'])
    const reader = connect(Number(new URL(url).port), '127.0.0.1')
    reader.write('GET /api/v1/articles/crash HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await expect.poll(() => asked).toContain('crash')
    reader.destroy()

    await expect.poll(() => failed).toEqual(['crash: AbortError'])
    expect((await slow).status).toBe(200)
    expect(reported).toEqual([])
  })

  it('gives a search up on the engine for a reader who has gone', async () => {
    writeArchive(own, [])
    const searches: string[] = []
    const given = Promise.withResolvers<void>()
    const engine = await startStub((_, response, { url = '' }) => {
      if (url.includes('_search')) {
        searches.push(url)
        response.on('close', () => given.resolve())
      } else if (url === '/') response.end('{"version":{"number":"9.4.3"}}')
      else response.end('{"_source":{"target":"some","state":{"rev":1}}}')
    })
    const reported: Error[] = []
    const { url } = await start({
      report: (error) => reported.push(error),
      open: {
        async archive(path) {
          const search = await openElasticsearchSearchStore({ url: engine.url })
          return { ...(await openPool(path, { workers: 1 })), search }
        },
      },
    })
    const reader = connect(Number(new URL(url).port), '127.0.0.1')
    reader.write('GET /api/v1/articles?q=grain HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await expect.poll(() => searches).toHaveLength(1)
    const begun = performance.now()
    reader.destroy()

    await given.promise
    // The search would time out after 2.5 s by itself.
    expect(performance.now() - begun).toBeLessThan(1500)
    expect(reported).toEqual([])
    await engine.close()
  })

  it('keeps the connection of a request with a body, read or not', async () => {
    writeArchive(own, [])
    const { url } = await start()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const headers = { 'Content-Type': 'application/json' }
    const send = async () => {
      const asked = request(`${url}/api/v1/saved/none/seen`, { method: 'POST', agent, headers })
      const [response] = (await once(asked.end('{}'), 'response')) as [IncomingMessage]
      await once(response.resume(), 'end')
      return asked.reusedSocket
    }

    expect(await send()).toBe(false)
    expect(await send()).toBe(true)
    agent.destroy()
  })

  it('turns away who sends no request in time', async () => {
    writeArchive(own, [])
    const { url } = await start({
      timeouts: { headersTimeout: 50, connectionsCheckingInterval: 10 },
    })
    const response = await sendRaw(url, 'GET /livez HTTP/1.1\r\nHost: loc')

    expect(response.status).toBe(408)
  })
})

describe('closing the server', () => {
  const openFakes = {
    archive: (path: string) => openPool(path, { workers: 1, module: FAKE }),
  }

  it('lets answers under way finish, and takes no new connections', async () => {
    writeArchive(own, [])
    const server = await start({ open: openFakes })
    const slow = fetch(`${server.url}/api/v1/articles/busy:500`)
    await expect.poll(() => statusOf(`${server.url}/livez`)).toBe(200)
    const closing = server.close()

    await expect(fetch(`${server.url}/livez`)).rejects.toThrow('fetch failed')
    expect((await slow).status).toBe(200)
    await closing
  })

  it('does not wait for connections that only stay open', async () => {
    writeArchive(own, [])
    const server = await start({ open: openFakes })
    const port = Number(new URL(server.url).port)
    const socket = connect(port, '127.0.0.1')
    socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(socket, 'data')
    const ahead = connect(port, '127.0.0.1')
    await once(ahead, 'connect')
    const begun = performance.now()
    await server.close()

    expect(performance.now() - begun).toBeLessThan(3000)
    socket.destroy()
    ahead.destroy()
  })
})

function makeWithoutIndex(path: string): void {
  openArchive(path, { write: true, create: true }).close()
}

describe('every answer', () => {
  it.each([
    ['/api/v1/status', {}, 200],
    ['/api/v1/articles?size=x', {}, 400],
    ['/api/v1/status', { host: 'news.example' }, 403],
    ['/api/v1/status', { origin: 'https://news.example' }, 403],
    ['/nothing.txt', {}, 404],
    ['/livez', {}, 200],
    ['/', {}, 503],
  ])('carries the headers that keep a page to itself: %s %j', async (path, headers, status) => {
    writeArchive(own, [])
    const { url } = await start()

    const answer = await answerTo(url + path, headers)

    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control':
        status === 200 && path.startsWith('/api/') ? 'private, no-cache' : 'no-store',
    })
    const names = Object.keys(answer.headers)
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})
