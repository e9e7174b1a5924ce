import { once } from 'node:events'
import {
  type Server as HttpServer,
  Agent,
  createServer as createHttpServer,
  request,
} from 'node:http'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

let proxy: FaultProxy
let engine: Server | HttpServer

afterEach(async () => {
  await proxy.close()
  engine.close()
})

async function startBehind(server: Server | HttpServer, scheme: string): Promise<void> {
  engine = server.listen(0, '127.0.0.1')
  await once(engine, 'listening')
  proxy = await startFaultProxy(`${scheme}://127.0.0.1:${(engine.address() as AddressInfo).port}`)
}

describe('a fault proxy in front of an echo server', () => {
  let client: Socket
  beforeEach(async () => {
    const echo = createServer((socket) => socket.on('error', () => {}).pipe(socket))
    await startBehind(echo, 'bolt')
    client = await connected()
  })
  afterEach(() => client.destroy())

  async function connected(): Promise<Socket> {
    const { hostname, port } = new URL(proxy.url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    return socket
  }

  async function echoed(text: string, socket = client): Promise<string> {
    let got = ''
    socket.write(text)
    while (got.length < text.length) {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      got += chunk.toString()
    }
    return got
  }

  /** Everything received, and how the connection ended. */
  async function rest(socket = client): Promise<{ got: string; end: string }> {
    let got = ''
    socket.on('data', (chunk: Buffer) => (got += chunk.toString()))
    const end = await new Promise<string>((resolve) => {
      socket.on('end', () => resolve('end'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code!))
    })
    return { got, end }
  }

  it('keeps the scheme of the server behind it', () => {
    expect(proxy.url).toMatch(/^bolt:\/\/127\.0\.0\.1:\d+$/)
  })

  it('passes on all bytes in both directions', async () => {
    const long = 'tin '.repeat(300_000)

    expect(await echoed(long)).toBe(long)
    expect([proxy.connections, proxy.strikes]).toEqual([1, 0])
  })

  it('is down: neither open nor new connections work until it recovers at the same address', async () => {
    await echoed('before')
    const ended = rest()
    await proxy.set({ kind: 'down' })

    expect(await ended).toMatchObject({ got: '', end: 'end' })
    await expect(connected()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await proxy.set(null)
    expect(await echoed('after', await connected())).toBe('after')
  })

  it('refuses: open and new connections are reset', async () => {
    await echoed('before')
    const ended = rest()
    await proxy.set({ kind: 'refuse' })

    expect(await ended).toEqual({ got: '', end: 'ECONNRESET' })
    const { hostname, port } = new URL(proxy.url)
    expect((await rest(connect(Number(port), hostname))).end).toBe('ECONNRESET')
    expect(proxy.strikes).toBe(2)
  })

  it('is silent: accepts data, and delivers it after recovering', async () => {
    await proxy.set({ kind: 'silent' })
    const answer = echoed('hello')
    const other = await connected()
    await expect.poll(() => proxy.strikes).toBe(1)
    await proxy.set(null)

    expect(await answer).toBe('hello')
    expect(await echoed('there', other)).toBe('there')
    other.destroy()
  })

  it('is silent in one direction only', async () => {
    let reached = ''
    engine.on('connection', (socket: Socket) =>
      socket.on('data', (data: Buffer) => (reached += data.toString())),
    )
    const late = await connected()
    await echoed('before', late)
    await proxy.set({ kind: 'silent', direction: 'reply' })
    late.write('hello')

    await expect.poll(() => reached).toBe('beforehello')
    await expect.poll(() => proxy.strikes).toBe(1)
    expect(late.bytesRead).toBe('before'.length)
    late.destroy()
  })

  it('is slow: bytes are delayed, but all arrive', async () => {
    await proxy.set({ kind: 'slow', latencyMs: 100, bytesPerSecond: 1000, direction: 'reply' })
    const started = performance.now()
    const answer = await echoed('x'.repeat(200))

    // 100 ms, then four slices of 50 bytes in steps of 50 ms.
    expect(performance.now() - started).toBeGreaterThan(240)
    expect(answer).toHaveLength(200)
    expect(proxy.strikes).toBeGreaterThan(0)
  })

  it('delivers at once when it recovers', async () => {
    await proxy.set({ kind: 'slow', bytesPerSecond: 1 })
    const answer = echoed('x'.repeat(10_000))
    await expect.poll(() => proxy.strikes).toBeGreaterThan(0)
    await proxy.set(null)

    expect(await answer).toHaveLength(10_000)
  })

  it('cuts a reply: its first bytes, then an end that looks regular', async () => {
    await echoed('before')
    await proxy.set({ kind: 'cut', afterBytes: 7 })
    const ended = rest()
    client.write('a reply to cut')

    expect(await ended).toEqual({ got: 'a reply', end: 'end' })
    expect(proxy.strikes).toBe(1)
  })

  it('does not cut shorter replies', async () => {
    await proxy.set({ kind: 'cut', afterBytes: 10 })

    expect(await echoed('short')).toBe('short')
    expect(proxy.strikes).toBe(0)
  })

  it('resets a reply', async () => {
    await proxy.set({ kind: 'reset', afterBytes: 7 })
    const ended = rest()
    client.write('a reply to cut')

    expect((await ended).end).toBe('ECONNRESET')
  })

  it('cuts a request: the server gets its first bytes', async () => {
    let reached = ''
    engine.on('connection', (socket: Socket) =>
      socket.on('data', (data: Buffer) => (reached += data.toString())),
    )
    const late = await connected()
    await proxy.set({ kind: 'reset', afterBytes: 3, direction: 'request' })
    const ended = rest(late)
    late.write('a request')
    await ended

    expect(['', 'a r']).toContain(reached)
    expect(proxy.strikes).toBe(1)
  })

  it('garbles a reply', async () => {
    await proxy.set({ kind: 'garble' })
    client.write('tin')

    expect(await once(client, 'data')).toEqual([Buffer.from([0xa5, 0xa5, 0xa5])])
    expect(proxy.strikes).toBe(1)
  })

  it('reports when a number of bytes has passed', async () => {
    proxy.onSent(10, () => void proxy.set({ kind: 'refuse' }))
    expect(await echoed('12345')).toBe('12345')
    const ended = rest()
    client.write('67890')

    expect((await ended).end).toBe('ECONNRESET')
    expect([proxy.sent, proxy.strikes]).toEqual([10, 1])
  })
})

describe('a storm of the fault proxy', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let seen: string[]
  beforeEach(async () => {
    seen = []
    const server = createHttpServer((asked, answer) => {
      void text(asked).then((body) => {
        seen.push(body)
        answer.end(`fine: ${body}`)
      })
    })
    await startBehind(server, 'http')
  })
  afterEach(() => agent.destroy())

  async function post(body: string, path = '/_bulk') {
    const asked = request(`${proxy.url}${path}`, { method: 'POST', agent })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [
      NodeJS.ReadableStream & { statusCode: number },
    ]
    return { status: answer.statusCode, body: await text(answer) }
  }

  const statuses = async (count: number) => {
    const found: number[] = []
    for (let i = 0; i < count; i++) found.push((await post(`${i}`)).status)
    return found
  }

  it('answers instead of the engine, which receives nothing', async () => {
    await proxy.set({ kind: 'storm', status: 429 })
    const long = 'x'.repeat(1_000_000)
    const { status, body } = await post(long)

    expect(status).toBe(429)
    expect(JSON.parse(body)).toMatchObject({ status: 429, error: { type: /rejected/ } })
    expect(seen).toEqual([])
  })

  it('affects only the next requests', async () => {
    await post('before')
    await proxy.set({ kind: 'storm', status: 503, next: 2 })

    expect(await statuses(4)).toEqual([503, 503, 200, 200])
    expect(seen).toEqual(['before', '2', '3'])
    expect(proxy.strikes).toBe(2)
  })

  it('affects a share of the requests, the same for the same seed', async () => {
    await proxy.set({ kind: 'storm', status: 503, share: 0.5, seed: 7 })
    const first = await statuses(20)
    await proxy.set({ kind: 'storm', status: 503, share: 0.5, seed: 7 })

    expect(await statuses(20)).toEqual(first)
    expect(new Set(first)).toEqual(new Set([200, 503]))
  })

  it('affects only matching requests', async () => {
    await proxy.set({ kind: 'storm', status: 503, only: /^POST \/_bulk/ })

    expect((await post('', '/_search')).status).toBe(200)
    expect((await post('', '/_bulk?refresh=false')).status).toBe(503)
  })

  it('loses the reply to an executed request', async () => {
    await proxy.set({ kind: 'storm', status: 503, applied: true, next: 1 })

    expect(await statuses(2)).toEqual([503, 200])
    expect(seen).toEqual(['0', '1'])
  })

  it('sends the given response', async () => {
    const body = '<h1>Bad Gateway</h1>'
    await proxy.set({ kind: 'storm', status: 200, contentType: 'text/html', body })

    expect(await post('')).toEqual({ status: 200, body })
  })
})
