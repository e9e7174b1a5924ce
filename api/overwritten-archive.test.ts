import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { story } from '#tests/builders.ts'
import { dateline } from '#tests/dateline.ts'
import { type RunningServer, startServer } from './server.ts'

let folder: string
let served: string
let server: RunningServer

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overwritten-'))
  served = join(folder, 'archive.db')
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Each article says in its title which archive it is of; the bodies are filled up to many pages. */
function write(path: string, name: string, count: number): void {
  const archive = openArchive(path, { write: true, create: true })
  archive.follow(createFullTextIndex(archive.db))
  const stories = Array.from({ length: count }, (_, i) =>
    story({
      id: `a${i}`,
      title: `${name} [Peru](country-pe)`,
      source: name,
      body: `[Ann ${name}](person-ann-${name}) in [Peru](country-pe). ${`${name} harbour `.repeat(300)}`,
    }),
  )
  archive.write(
    stories.map((each) => ({ ...each, extractor: '1', origin: { path: 'p', line: null } })),
  )
  archive.close()
}

async function ask(path: string): Promise<{ status: number; body: string }> {
  const response = await fetch(server.url + path)
  return { status: response.status, body: await response.text() }
}

const QUESTIONS = [
  '/api/v1/articles?q=harbour&size=50',
  '/api/v1/articles/a1',
  '/api/v1/status',
  '/api/v1/entities?q=ann',
  '/api/v1/articles?size=0&facets=source',
]

describe('an archive that another is copied over while it is served', () => {
  it.each([
    ['of as many articles', 20, 20],
    ['that is larger', 20, 60],
    ['that is smaller', 60, 20],
  ])('gives way to one %s, and no answer mixes the two', async (_, before, after) => {
    const other = join(folder, 'other.db')
    write(served, 'alpha', before)
    write(other, 'bravo', after)
    server = await startServer({
      served: { archives: [served] },
      host: '127.0.0.1',
      port: 0,
      report: () => {},
    })
    for (const question of QUESTIONS) await ask(question)
    copyFileSync(other, served)

    const seen: string[] = []
    const all = async () => {
      const answers = await Promise.all(QUESTIONS.map(ask))
      seen.push(...answers.flatMap(({ status, body }) => (status === 200 ? [body] : [])))
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
      return statuses.every((status) => status === 200)
    }
    await expect.poll(all, { timeout: 10_000 }).toBe(true)

    expect(seen.filter((body) => body.includes('alpha'))).toEqual([])
    expect(seen.at(-1)).toContain('bravo')
    expect((await ask('/api/v1/status')).body).toContain(`"articles":${after}`)
  })

  it('is the same archive at a later state that is copied over it', async () => {
    const copy = join(folder, 'copy.db')
    write(served, 'alpha', 5)
    copyFileSync(served, copy)
    write(copy, 'bravo', 40)
    server = await startServer({
      served: { archives: [served] },
      host: '127.0.0.1',
      port: 0,
      report: () => {},
    })
    await ask(QUESTIONS[0]!)
    copyFileSync(copy, served)

    const articles = async () =>
      (JSON.parse((await ask('/api/v1/status')).body) as { articles?: number }).articles
    await expect.poll(articles, { timeout: 10_000 }).toBe(40)
    expect((await ask('/api/v1/articles/a3')).body).toContain('bravo')
  })

  it('goes on with the one that another process writes', async () => {
    write(served, 'alpha', 5)
    server = await startServer({ served: { archives: [served] }, host: '127.0.0.1', port: 0 })
    for (const count of [6, 7, 8]) {
      await ask('/api/v1/status')
      const record = { id: count, title: 'Charlie', body: `Harbour ${count}.` }
      const input = `${JSON.stringify(record)}\n`
      await dateline(['index', '-', '--format', 'jsonl', '--archive', served], { input })
      const { status, body } = await ask('/api/v1/status')

      expect(status).toBe(200)
      expect(body).toContain(`"articles":${count}`)
    }
  })
})
