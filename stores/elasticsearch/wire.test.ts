import { once } from 'node:events'
import { type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { EngineFailure } from './failure.ts'
import { type Wire, type WireLimits, openWire } from './wire.ts'

const REQUEST = { method: 'POST', path: '/_search?size=1', headers: {}, body: '{"q":"é"}' }
const LIMITS = { timeoutMs: 2000, maxBytes: 1000 }

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function open(answer: RequestListener, path = ''): Promise<Wire> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  closing.push(() => server.close().closeAllConnections())
  return wireTo(`http://127.0.0.1:${port}${path}`)
}

function wireTo(url: string): Wire {
  const wire = openWire({ url, user: 'someone', password: 'secret' })
  closing.push(() => wire.close())
  return wire
}

async function failureOf(wire: Wire, limits: Partial<WireLimits> = {}): Promise<unknown> {
  return wire.send(REQUEST, { ...LIMITS, ...limits }).catch((error: unknown) => error)
}

describe('a wire', () => {
  it('sends what it is given, with the user and below the path of the address', async () => {
    const seen: unknown[] = []
    const wire = await open((request, response) => {
      const { method, url, headers } = request
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => {
        seen.push(method, url, headers['content-type'], headers.authorization, body)
        response.end()
      })
    }, '/es/')

    await wire.send({ ...REQUEST, headers: { 'content-type': 'application/json' } }, LIMITS)

    const authorization = `Basic ${btoa('someone:secret')}`
    const expected = ['POST', '/es/_search?size=1', 'application/json', authorization, '{"q":"é"}']
    expect(seen).toEqual(expected)
  })

  it('gives an answer of any status, put together from its pieces', async () => {
    const wire = await open((_, response) => {
      const bytes = Buffer.from('{"name":"Əliyev"}')
      response.writeHead(502, { 'content-type': 'text/plain' })
      // In the middle of a letter.
      response.write(bytes.subarray(0, 10))
      setTimeout(() => response.end(bytes.subarray(10)), 20)
    })

    const answer = await wire.send(REQUEST, LIMITS)

    expect(answer).toMatchObject({ status: 502, headers: { 'content-type': 'text/plain' } })
    expect(answer.text).toBe('{"name":"Əliyev"}')
  })

  it.each([
    ['with its length', { 'content-length': '2000' }],
    ['without', {}],
  ])('fails on an answer that is too large, sent %s', async (_, headers) => {
    const wire = await open((_, response) => {
      response.writeHead(200, headers)
      for (let i = 0; i < 20; i++) response.write('x'.repeat(100))
    })

    expect(await failureOf(wire)).toMatchObject({ kind: 'tooLarge' })
  })

  it('fails in time on an answer that comes drop by drop', async () => {
    const wire = await open((_, response) => {
      const dripping = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(dripping))
    })

    expect(await failureOf(wire, { timeoutMs: 200 })).toMatchObject({ kind: 'timeout' })
  })

  it.each([
    ['at once', 0],
    ['later', 200],
  ])('hangs up when whoever asked goes away %s', async (_, afterMs) => {
    const hungUp = Promise.withResolvers<void>()
    const gone = new AbortController()
    const wire = await open((request, response) => {
      response.on('close', () => hungUp.resolve())
      request.resume().on('end', () => setTimeout(() => gone.abort(), afterMs))
    })

    expect(await failureOf(wire, { signal: gone.signal })).toMatchObject({ name: 'AbortError' })
    await hungUp.promise
  })

  it('fails in time also where somebody might take the request back', async () => {
    const wire = await open(() => {})
    const started = performance.now()

    const { signal } = new AbortController()
    const failure = await failureOf(wire, { signal, timeoutMs: 300 })

    expect(failure).toMatchObject({ kind: 'timeout' })
    expect(performance.now() - started).toBeGreaterThan(250)
  })

  it('fails where nobody listens, and where the connection breaks', async () => {
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const { port } = nobody.address() as AddressInfo
    nobody.close()
    const breaking = await open((request) => request.socket.destroy())

    for (const wire of [wireTo(`http://127.0.0.1:${port}`), breaking]) {
      const failure = await failureOf(wire)
      expect(failure).toBeInstanceOf(EngineFailure)
      expect(failure).toMatchObject({
        kind: 'unreachable',
        message: expect.stringMatching(/./) as string,
      })
    }
  })

  it('answers the next after one has failed', async () => {
    let asked = 0
    const wire = await open((_, response) => {
      if (asked++ > 0) response.end('{}')
    })

    expect(await failureOf(wire, { timeoutMs: 100 })).toMatchObject({ kind: 'timeout' })
    expect(await wire.send(REQUEST, LIMITS)).toMatchObject({ status: 200, text: '{}' })
  })
})
