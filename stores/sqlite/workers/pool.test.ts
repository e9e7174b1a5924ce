import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import { openArchive } from '#archive/open.ts'
import { write } from '#tests/archive-steps.ts'
import type { Story } from '#tests/builders.ts'
import { queryOf } from '#tests/query-of.ts'
import { testGraphScans } from '#tests/contracts/graph-scan.ts'
import { testSearchScan } from '#tests/contracts/search-scan.ts'
import { createFullTextIndex } from '../search/full-text.ts'
import { openPool } from './pool.ts'
import type { Stores } from '../../stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'pool-'))
const archive = join(folder, 'archive.db')
const module = new URL('./fake-adapters.ts', import.meta.url).href
writeFileSync(archive, '')
afterAll(() => rmSync(folder, { recursive: true }))

describe('openPool', () => {
  let stores: Stores
  beforeEach(async () => {
    stores = await openPool(archive, { workers: 2, module })
  })
  afterEach(() => stores.close())

  /** Makes a worker do something that the fake adapters offer. */
  const run = (doing: string, signal?: AbortSignal) =>
    stores.search.article(doing, signal) as Promise<unknown>

  it('answers from other threads', async () => {
    expect(await run('thread')).toBeGreaterThan(0)
  })

  it('spreads concurrent calls over its workers', async () => {
    const [a, b] = await Promise.all([run('busy:50'), run('busy:50')])

    expect(a).not.toBe(b)
  })

  it('lets no call wait behind a slow one while another worker is free', async () => {
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const slow = run('busy:400').then(note('slow'))
    const quick = ['a', 'b', 'c', 'd'].map((name) => run('thread').then(note(name)))
    await Promise.all([slow, ...quick])

    expect(order).toEqual(['a', 'b', 'c', 'd', 'slow'])
  })

  it('lets no call wait behind potentially slow searches', async () => {
    const order: string[] = []
    const search = { query: queryOf('same(a b)'), filters: { fields: {} } }
    const heavy = ['a', 'b', 'c'].map(async (name) => {
      await stores.search.articles({ search, sort: 'newest', size: 1, cursor: 'busy:100' })
      order.push(name)
    })
    const plain = run('thread').then(() => order.push('plain'))
    await Promise.all([...heavy, plain])

    expect(order).toEqual(['plain', 'a', 'b', 'c'])
  })

  it('passes on text in any script', async () => {
    const text = 'Şuşa — 北京 \u{1f5de} \ud800'

    expect(await run(`echo ${text}`.replace(' ', ':'))).toBe(text)
  })

  it('keeps the fields of an InvalidQueryError', async () => {
    const error = await run('invalid').catch((error: unknown) => error)

    expect(error).toBeInstanceOf(InvalidQueryError)
    expect(error).toMatchObject({
      message: 'this bracket is never closed',
      parameter: 'q',
      position: 4,
    })
  })

  it('keeps the store of a StoreError', async () => {
    const error = await run('unavailable').catch((error: unknown) => error)

    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ store: 'sqlite', message: 'disk I/O error' })
  })

  it('keeps message and stack of any other error', async () => {
    const error = (await run('bug').catch((error: unknown) => error)) as Error

    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(StoreError)
    expect(error.message).toBe('undefined is not a function')
    expect(error.stack).toContain('fake-adapters.ts')
  })

  it('fails the call of a worker that dies, but no other', async () => {
    const crashing = run('crash').catch((error: unknown) => error)
    const [a, b] = await Promise.all([run('thread'), run('busy:20')])

    expect(await crashing).toBeInstanceOf(StoreError)
    expect(a).toBe(b)
  })

  it('replaces workers that die', async () => {
    const before = await Promise.all([run('busy:20'), run('busy:20')])
    await Promise.allSettled([run('crash'), run('crash')])
    const after = await Promise.all([run('busy:20'), run('busy:20')])

    expect(after).not.toContain(before[0])
    expect(after).not.toContain(before[1])
  })

  it('fails with StoreError while the archive is gone, and recovers when it is back', async () => {
    renameSync(archive, `${archive}-away`)
    await Promise.allSettled([run('crash'), run('crash')])
    const error = await run('thread').catch((error: unknown) => error)
    renameSync(`${archive}-away`, archive)

    expect(error).toBeInstanceOf(StoreError)
    await expect.poll(() => run('thread').catch(() => 0), { timeout: 5000 }).toBeGreaterThan(0)
  })

  it('refuses calls when far too many wait', async () => {
    const calls = Array.from({ length: 600 }, () => run('busy:1'))
    const outcomes = await Promise.allSettled(calls)

    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(98)
    expect(refused[0]).toMatchObject({ reason: { message: 'too many requests are waiting' } })
  })

  it('does not make a call that was aborted before or while it waited', async () => {
    const gone = new AbortController()
    const busy = [run('busy:100'), run('busy:100')]
    const waiting = run('crash', gone.signal).catch((error: unknown) => error)
    const others = [run('busy:20'), run('busy:20')]
    gone.abort()
    const late = run('crash', gone.signal).catch((error: unknown) => error)

    expect(await waiting).toBe(gone.signal.reason)
    expect(await late).toBe(gone.signal.reason)
    expect(await Promise.all(busy)).toEqual(expect.arrayContaining(await Promise.all(others)))
  })

  it('fails an aborted call at once, while its worker finishes the work and goes on', async () => {
    const gone = new AbortController()
    const order: string[] = []
    const begun = run('busy:200', gone.signal).catch((error: unknown) => error)
    const other = run('busy:200').then(() => order.push('answered'))
    gone.abort()

    expect(await begun).toBe(gone.signal.reason)
    order.push('aborted')
    await other
    expect(order).toEqual(['aborted', 'answered'])
    expect(await Promise.all([run('busy:20'), run('busy:20')])).toHaveLength(2)
  })

  it('tells the worker that its caller has left, and of no later call', async () => {
    const gone = new AbortController()
    const left = [run('attend', gone.signal), run('attend', gone.signal)]
    gone.abort()
    await Promise.allSettled(left)

    expect(await Promise.all([run('busy:20'), run('busy:20')])).toHaveLength(2)
    const next = new AbortController()
    const attending = run('attend', next.signal).catch((error: unknown) => error)
    expect(await run('busy:20')).toBeGreaterThan(0)
    next.abort()
    expect(await attending).toBe(next.signal.reason)
  })

  it('turns an abort reason that is no error into an AbortError', async () => {
    const gone = AbortSignal.abort('the reader left')

    await expect(run('thread', gone)).rejects.toMatchObject({
      name: 'AbortError',
      message: 'the reader left',
    })
  })

  it('answers earlier calls before it closes, and nothing after', async () => {
    const asked = [run('busy:30'), run('busy:30'), run('busy:30')]
    const closing = stores.close()
    const late = run('thread').catch((error: unknown) => error)

    expect(await Promise.all(asked)).toHaveLength(3)
    expect(await late).toBeInstanceOf(StoreError)
    await closing
    await stores.close()
  })
})

describe('the stores of an archive in workers', () => {
  let files = 0
  const openReal = async (stories: Story[]) => {
    const path = join(folder, `real-${++files}.db`)
    writeArchive(path, stories)
    const stores = await openPool(path, { workers: 2 })
    const close = () => stores.close()
    return { ...stores, close, add: async (more: Story[]) => writeArchive(path, more) }
  }

  testSearchScan(async (stories) => {
    const { search, ...rest } = await openReal(stories)
    return { ...rest, store: search }
  })
  testGraphScans(async (stories) => {
    const { graph, ...rest } = await openReal(stories)
    return { ...rest, store: graph }
  })
})

function writeArchive(path: string, stories: Story[]): void {
  const archive = openArchive(path, { write: true, create: true })
  archive.follow(createFullTextIndex(archive.db))
  write(archive, stories)
  archive.close()
}

it('says why the stores cannot be opened', async () => {
  const opening = openPool(join(folder, 'missing.db'), { workers: 2, module })

  await expect(opening).rejects.toThrow(UserError)
  await expect(opening).rejects.toThrow('there is no archive at')
})
