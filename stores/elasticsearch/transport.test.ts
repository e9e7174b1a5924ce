import { once } from 'node:events'
import { type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Client } from '@elastic/elasticsearch'
import { afterEach, describe, expect, it } from 'vitest'
import { connect } from './connection.ts'
import { EngineFailure } from './failure.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Starts a server with this handler and returns its URL. */
async function start(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('x-elastic-product', 'Elasticsearch')
    response.setHeader('content-type', 'application/json')
    answer(request, response)
  })
  const url = await listen(server.listen(0, '127.0.0.1'))
  closing.push(() => server.close().closeAllConnections())
  return url
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A URL on which nothing listens. */
async function nowhere(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  const url = await listen(server)
  server.close()
  return url
}

function open(...urls: string[]): Client {
  const options = { maxBytes: 1000, timeoutMs: 300 }
  const { client } = connect({ url: urls.join(','), password: 'secret' }, options)
  closing.push(() => client.close())
  return client
}

const failureOf = (answer: Promise<unknown>) =>
  answer.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  )

describe('a request', () => {
  it('fails with the reason that Elasticsearch gives', async () => {
    const url = await start((_, response) => {
      const cause = { type: 'some_exception', reason: 'because' }
      response.writeHead(400).end(JSON.stringify({ error: { ...cause, root_cause: [cause] } }))
    })

    const failure = await failureOf(open(url).search())
    expect(failure).toBeInstanceOf(EngineFailure)
    expect(failure).toMatchObject({
      ...{ kind: 'answered', status: 400, type: 'some_exception', message: 'because' },
    })
  })

  it.each([
    ['with its length', { 'content-length': '2000' }],
    ['without', {}],
  ])('fails if the response is too large, sent %s', async (_, headers) => {
    const url = await start((_, response) => {
      response.writeHead(200, headers)
      for (let i = 0; i < 20; i++) response.write('x'.repeat(100))
    })

    expect(await failureOf(open(url).search())).toMatchObject({ kind: 'tooLarge' })
  })

  it('fails if the response is not JSON', async () => {
    const url = await start((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<h1>It works!</h1>')
    })

    expect(await failureOf(open(url).search())).toMatchObject({ kind: 'garbled' })
  })

  it('fails if the server does not identify itself as Elasticsearch', async () => {
    const url = await start((_, response) => {
      response.removeHeader('x-elastic-product')
      response.end('{}')
    })

    expect(await failureOf(open(url).search())).toMatchObject({ kind: 'foreign' })
  })

  it.each<[string, RequestListener]>([
    ['never begins', () => {}],
    [
      'trickles',
      (_, response) => {
        const trickling = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(trickling))
      },
    ],
  ])('fails in time if the response %s', async (_, answer) => {
    const client = open(await start(answer))

    expect(await failureOf(client.search())).toMatchObject({ kind: 'timeout' })
  })

  it.each<[string, RequestListener]>([
    ['before the response', () => {}],
    ['in the middle of it', (_, response) => void response.writeHead(200).write('{')],
  ])('is cancelled in Elasticsearch when aborted %s', async (_, answer) => {
    const stop = new AbortController()
    const hungUp = Promise.withResolvers<void>()
    const url = await start((request, response) => {
      response.on('close', () => hungUp.resolve())
      answer(request, response)
      request.resume().on('end', () => setTimeout(() => stop.abort(), 20))
    })

    const failure = await failureOf(open(url).search({}, { signal: stop.signal }))
    expect(failure).toMatchObject({ name: 'AbortError' })
    await hungUp.promise
  })

  it('is retried once if its connection breaks', async () => {
    let asked = 0
    const url = await start((request, response) => {
      if (asked++ === 0) request.socket.destroy()
      else response.end('{"hits":{"hits":[]}}')
    })

    expect(await open(url).search()).toEqual({ hits: { hits: [] } })
    expect(asked).toBe(2)
  })

  it('is not retried if the connection breaks again, or if the caller disables retries', async () => {
    let asked = 0
    const client = open(
      await start((request) => {
        asked++
        request.socket.destroy()
      }),
    )

    expect(await failureOf(client.search())).toMatchObject({ kind: 'unreachable' })
    expect(asked).toBe(2)
    await failureOf(client.bulk({ operations: ['{}'] }, { maxRetries: 0 }))
    expect(asked).toBe(3)
  })

  it.each([
    ['illegal_state_exception', 2],
    ['some_exception', 1],
  ])('that fails inside Elasticsearch with %s is sent %i times in total', async (type, times) => {
    let asked = 0
    const url = await start((_, response) => {
      asked++
      const cause = { type, reason: "already closed, can't increment ref count" }
      response.writeHead(500).end(JSON.stringify({ error: { ...cause, root_cause: [cause] } }))
    })

    expect(await failureOf(open(url).search())).toMatchObject({ status: 500, type })
    expect(asked).toBe(times)
  })

  it('says why no server is reachable', async () => {
    const failure = await failureOf(open(await nowhere()).search())

    expect(failure).toMatchObject({ kind: 'unreachable' })
    expect((failure as Error).message).toContain('ECONNREFUSED')
  })
})

describe('a request to several nodes', () => {
  const NOTHING = '{"hits":{"hits":[]}}'

  /** Searches often enough to try every node; the remaining one must answer each. */
  async function isAnswered(...urls: string[]): Promise<void> {
    const client = open(...urls)
    for (let i = 0; i < 5; i++) expect(await client.search()).toEqual({ hits: { hits: [] } })
  }

  it('tries the next node if nothing listens', async () => {
    const left = await start((_, response) => response.end(NOTHING))

    await isAnswered(await nowhere(), left, await nowhere())
  })

  it.each([502, 503, 504])('tries the next node if one answers %i', async (status) => {
    const leaving = await start((_, response) => response.writeHead(status).end('{}'))
    const left = await start((_, response) => response.end(NOTHING))

    await isAnswered(leaving, left)
  })

  it('leaves alone a node that did not answer in time', async () => {
    let asked = 0
    const silent = await start(() => void asked++)
    const left = await start((_, response) => response.end(NOTHING))
    const client = open(silent, left)
    const outcomes = await Promise.allSettled([client.search(), client.search()])
    for (let i = 0; i < 5; i++) await client.search()

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(asked).toBe(1)
  })

  it('fails if every node does', async () => {
    const failure = await failureOf(open(await nowhere(), await nowhere()).search())

    expect(failure).toMatchObject({ kind: 'unreachable' })
  })
})
