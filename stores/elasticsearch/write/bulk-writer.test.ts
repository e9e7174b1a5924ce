import { afterEach, describe, expect, it } from 'vitest'
import { type BulkOptions, createBulkWriter, type Delivered } from './bulk-writer.ts'
import { Pace, backOffMs } from './bulk-pace.ts'
import { connect } from '../connection.ts'
import type { BulkItem } from '../document.ts'
import { EngineFailure } from '../failure.ts'
import { type Handler, fails, items, startStub } from '#tests/elasticsearch-stub.ts'

const item = (rev: number, size = 100): BulkItem => {
  const id = `id-${rev}`
  return { id, rev, lines: [`{"index":{"_id":"${id}"}}`, JSON.stringify('x'.repeat(size))] }
}
const manyItems = (count: number, size?: number) =>
  Array.from({ length: count }, (_, i) => item(i + 1, size))

const LIMITS = { maxBytes: 1000, minBytes: 100, maxInFlight: 2 }

describe('the bulk writer', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  /** Creates a writer to a server with these handlers; its waits are recorded and skipped. */
  async function writerTo(handlers: Handler[], options: Partial<BulkOptions> = {}) {
    const stub = await startStub(...handlers)
    const { client } = connect({ url: stub.url })
    closing.push(
      () => client.close(),
      () => stub.close(),
    )
    const waits: number[] = []
    const said: string[] = []
    const writer = createBulkWriter({
      send: (operations) => client.bulk({ operations }, { requestTimeout: 300, maxRetries: 0 }),
      limits: LIMITS,
      wait: async (ms) => void waits.push(ms),
      report: (sentence) => said.push(sentence),
      random: () => 1,
      ...options,
    })
    return { writer, waits, said, requests: stub.requests }
  }

  async function write(
    writer: ReturnType<typeof createBulkWriter>,
    given: Iterable<BulkItem>,
    signal?: AbortSignal,
  ): Promise<Delivered[]> {
    const all: Delivered[] = []
    for await (const delivered of writer.write(given, signal)) all.push(delivered)
    return all
  }

  const idsIn = (lines: string[]) =>
    lines.flatMap((line) => (/^\{"index":\{"_id":"(.*)"\}\}$/.exec(line) ?? []).slice(1))

  it('sends batches by size and reports in order what is done', async () => {
    const { writer, requests } = await writerTo([items()])
    const delivered = await write(writer, manyItems(20, 200))

    expect(requests.length).toBe(4)
    expect(requests.flatMap(idsIn).sort()).toEqual(
      manyItems(20)
        .map(({ id }) => id)
        .sort(),
    )
    expect(delivered.map(({ rev }) => rev)).toEqual([5, 10, 15, 20])
    expect(writer.counts).toMatchObject({ requests: 4, applied: 20, refused: 0 })
  })

  it('reports in order even if a later batch finishes first', async () => {
    const held: (() => void)[] = []
    const slow: Handler = (lines, response, request) =>
      held.push(() => items()(lines, response, request))
    const { writer } = await writerTo([
      slow,
      (...args) => {
        items()(...args)
        setImmediate(() => held[0]!())
      },
    ])

    expect((await write(writer, manyItems(10, 200))).map(({ rev }) => rev)).toEqual([5, 10])
  })

  it('reads no further ahead than what is in flight', async () => {
    let [taken, answered, most] = [0, 0, 0]
    function* counted() {
      for (const each of manyItems(200, 200)) {
        taken++
        most = Math.max(most, taken - answered)
        yield each
      }
    }
    const { writer } = await writerTo([
      (lines, ...rest) => {
        items()(lines, ...rest)
        answered += lines.length / 2
      },
    ])
    await write(writer, counted())

    expect(taken).toBe(200)
    expect(most).toBeLessThanOrEqual(15)
  })

  it('treats a version conflict as done', async () => {
    const conflict = { status: 409, error: { type: 'version_conflict_engine_exception' } }
    const { writer, requests } = await writerTo([items(() => conflict)])

    expect(await write(writer, [item(1)])).toEqual([{ rev: 1, count: 1, refused: [] }])
    expect(requests).toHaveLength(1)
  })

  it('refuses a bad document on its own and accepts the others', async () => {
    const bad = { status: 400, error: { type: 'mapper', reason: 'too odd' } }
    const { writer } = await writerTo([items((i) => (i === 1 ? bad : { status: 201 }))])
    const [delivered] = await write(writer, manyItems(3))

    expect(delivered).toMatchObject({ rev: 3, count: 3, refused: [{ id: 'id-2' }] })
    expect(delivered!.refused[0]!.reason).toContain('too odd')
    expect(writer.counts).toMatchObject({ applied: 2, refused: 1 })
  })

  it.each([
    ['429 of an item', { status: 429, error: { type: 'es_rejected_execution_exception' } }],
    ['503 of an item', { status: 503, error: { type: 'unavailable_shards_exception' } }],
  ])('sends only those items again that met %s', async (_, failure) => {
    const { writer, requests, waits } = await writerTo([
      items((i) => (i === 1 ? failure : { status: 201 })),
      items(),
    ])
    const delivered = await write(writer, manyItems(3))

    expect(delivered).toEqual([{ rev: 3, count: 3, refused: [] }])
    expect(requests.map(idsIn)).toEqual([['id-1', 'id-2', 'id-3'], ['id-2']])
    expect(waits).toEqual([500])
  })

  it.each<[string, Handler]>([
    ['429 of the request', fails(429, 'circuit_breaking_exception')],
    ['502', fails(502)],
    ['503', fails(503)],
    ['504', fails(504)],
    ['401 of a server that starts', fails(401, 'security_exception')],
    ['a block', fails(403, 'cluster_block_exception')],
    ['a reset', (_, response) => response.destroy()],
    ['silence', () => {}],
    ['an answer that is no JSON', (_, response) => void response.end('<html>')],
    [
      'an answer cut off',
      (_, response) => {
        response.setHeader('content-length', 1000)
        response.write('{"items":[')
        setImmediate(() => response.destroy())
      },
    ],
    [
      'an answer to fewer items',
      (_, response) => void response.end(JSON.stringify({ items: [{ index: { status: 201 } }] })),
    ],
  ])('retries harmlessly after %s', async (_, failure) => {
    const { writer, requests } = await writerTo([failure, failure, items()])
    const delivered = await write(writer, manyItems(3))

    expect(delivered).toEqual([{ rev: 3, count: 3, refused: [] }])
    expect(requests).toHaveLength(3)
    expect(requests.at(-1)!.at(-2)).toContain('id-3')
  })

  it('splits a request that is too large, and refuses a single item that is', async () => {
    const limited: Handler = (lines, ...rest) =>
      lines.some((line) => line.length > 400) || lines.length > 4
        ? fails(413)(lines, ...rest)
        : items()(lines, ...rest)
    const { writer, waits } = await writerTo([limited])
    const given = [item(1), item(2), item(3, 500), item(4)]
    const delivered = await write(writer, given)

    expect(delivered).toMatchObject([{ rev: 4, count: 4, refused: [{ id: 'id-3' }] }])
    expect(delivered[0]!.refused[0]!.reason).toContain('larger')
    expect(waits).toEqual([])
  })

  it('waits longer each time, reports it, and never gives up on an engine that is full', async () => {
    const full = fails(429)
    const handlers = [...Array.from({ length: 9 }, () => full), items()]
    const { writer, waits, said } = await writerTo(handlers, { patienceMs: 0 })
    await write(writer, [item(1)])

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    expect(said).toEqual([expect.stringContaining('busy')])
  })

  it('reports a full disk if writes are blocked', async () => {
    const blocked = fails(403, 'cluster_block_exception')
    const { writer, said } = await writerTo([blocked, blocked, blocked, items()])
    await write(writer, [item(1)])

    expect(said).toEqual([expect.stringContaining('disk is nearly full')])
  })

  it('gives up if nothing succeeds for long', async () => {
    const { writer } = await writerTo([fails(503)], { patienceMs: 0 })

    await expect(write(writer, [item(1)])).rejects.toBeInstanceOf(EngineFailure)
  })

  it.each([
    [403, 'security_exception'],
    [404, 'index_not_found_exception'],
  ])('fails at once on errors that waiting cannot fix: %i %s', async (status, type) => {
    const { writer, requests } = await writerTo([fails(status, type)])

    await expect(write(writer, [item(1)])).rejects.toMatchObject({ status, type })
    expect(requests).toHaveLength(1)
  })

  it('reports everything done before it failed', async () => {
    const { writer } = await writerTo([items(), fails(404)], {
      limits: { ...LIMITS, maxInFlight: 1 },
    })
    const delivered: Delivered[] = []
    const writing = (async () => {
      for await (const each of writer.write(manyItems(10, 200))) delivered.push(each)
    })()

    await expect(writing).rejects.toMatchObject({ status: 404 })
    expect(delivered.map(({ rev }) => rev)).toEqual([5])
  })

  it('ends without an error if stopped while waiting', async () => {
    const stop = new AbortController()
    const { writer } = await writerTo([fails(429)], {
      wait: async () => {
        stop.abort()
        stop.signal.throwIfAborted()
      },
    })

    expect(await write(writer, manyItems(100, 200), stop.signal)).toEqual([])
  })
})

describe('the pace', () => {
  it('first sends fewer requests at a time, then smaller ones, and recovers in reverse', () => {
    const pace = new Pace({ maxBytes: 800, minBytes: 100, maxInFlight: 3 })
    const seen: [number, number][] = []
    const note = () => seen.push([pace.inFlight, pace.bytes])
    for (let i = 0; i < 5; i++) {
      pace.overloaded()
      note()
    }
    for (let i = 0; i < 120; i++) {
      pace.succeeded()
      if (i % 20 === 19) note()
    }

    expect(seen).toEqual([
      [1, 800],
      [1, 400],
      [1, 200],
      [1, 100],
      [1, 100],
      [1, 200],
      [1, 400],
      [1, 800],
      [2, 800],
      [3, 800],
      [3, 800],
    ])
  })

  it('waits a random time up to the full delay', () => {
    expect(backOffMs(3, () => 0)).toBe(0)
    expect(backOffMs(3, () => 0.5)).toBe(1000)
    expect(backOffMs(60, () => 1)).toBe(30_000)
  })
})
