import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dateline } from '../dateline.ts'

let folder: string
let news: string
let archive: string

/** Each case is next to a good file that must be indexed regardless. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-bad-'))
  news = join(folder, 'news')
  archive = join(folder, 'archive.db')
  await mkdir(news)
  await writeFile(join(news, 'good.jsonl'), lines(record('good', 'Grain moves on.')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('index', () => {
  it('continues after a missing path', async () => {
    const missing = join(folder, 'missing.jsonl')

    const outcome = await index(missing, news)

    expect(outcome).toMatchObject({ status: 1, articles: 1 })
    expect(outcome.notes).toContain(missing)
    expect(outcome.rejected).toContain(missing)
  })

  it('continues after a broken link', async () => {
    await symlink(join(folder, 'nowhere'), join(news, 'dangling.jsonl'))

    await expectRejected({ file: 'dangling.jsonl', articles: 1 })
  })

  it('continues after an unreadable folder', async () => {
    // A symlink to itself is unreadable even for root.
    await symlink(join(news, 'loop'), join(news, 'loop'))

    await expectRejected({ file: 'loop', articles: 1 })
  })

  it('keeps what comes before the end of a truncated gzip', async () => {
    const records = Array.from({ length: 2000 }, (_, i) =>
      record(`r${i}`, `Story ${i} of the day.`),
    )
    const packed = gzipSync(lines(...records))
    await writeFile(join(news, 'cut.jsonl.gz'), packed.subarray(0, packed.length * 0.6))

    const { status, articles, notes } = await index(news)

    expect(status).toBe(1)
    expect(notes).toContain('cut.jsonl.gz')
    expect(articles).toBeGreaterThan(500)
    expect(articles).toBeLessThan(2001)
  })

  it('leaves out a line that is not JSON', async () => {
    const content =
      lines(record('one', 'First.')) + '{"id": oops}\n' + lines(record('two', 'Second.'))
    await writeFile(join(news, 'mixed.jsonl'), content)

    await expectRejected({ file: 'mixed.jsonl', line: 2, articles: 3 })
  })

  it('leaves out a line of 30 MB', async () => {
    const huge = record('huge', 'word '.repeat(6_000_000))
    const content = lines(record('one', 'First.'), huge, record('two', 'Second.'))
    await writeFile(join(news, 'huge.jsonl'), content)

    await expectRejected({ file: 'huge.jsonl', line: 2, articles: 3 })
  })

  it('leaves out an empty file', async () => {
    await writeFile(join(news, 'empty.txt'), '')

    await expectRejected({ file: 'empty.txt', articles: 1 })
  })

  it('leaves out a file that is not text', async () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))
    await writeFile(join(news, 'binary.txt'), bytes)

    await expectRejected({ file: 'binary.txt', articles: 1 })
  })

  it('leaves out an article without text', async () => {
    const content = lines({ id: 'void', title: '', body: '' }, record('one', 'First.'))
    await writeFile(join(news, 'void.jsonl'), content)

    await expectRejected({ file: 'void.jsonl', line: 1, articles: 2 })
  })

  it('keeps the later text of a duplicate id, and reports both lines', async () => {
    const content = lines(record('same', 'Earlier text.'), record('same', 'Later text.'))
    await writeFile(join(news, 'twice.jsonl'), content)

    const { articles, notes, rejected } = await index(news)
    const found = await dateline(['search', 'later', '--archive', archive])

    expect(articles).toBe(2)
    expect(found.stdout).toContain('1 article')
    for (const text of [notes, rejected]) {
      expect(text).toContain('twice.jsonl')
      expect(text).toMatch(/line 1\b/)
    }
  })

  it('loses nothing that was stored', async () => {
    await index(news)
    await writeFile(join(news, 'good.jsonl'), '{"id": broken')

    const { status, articles } = await index(news)

    expect({ status, articles }).toEqual({ status: 1, articles: 1 })
  })
})

interface Expected {
  file: string
  line?: number
  /** The articles that were indexed. */
  articles: number
}

async function expectRejected({ file, line, articles }: Expected): Promise<void> {
  const outcome = await index(news)

  expect(outcome).toMatchObject({ status: 1, articles })
  for (const text of [outcome.notes, outcome.rejected]) {
    expect(text).toContain(file)
    if (line !== undefined) expect(text).toMatch(new RegExp(`[: ]${line}\\b`))
  }
}

async function index(...paths: string[]) {
  const done = await dateline(['index', ...paths, '--archive', archive])
  const listed = await dateline(['rejected', '--archive', archive])
  const state = await dateline(['status', '--json', '--archive', archive])
  const { articles } = JSON.parse(state.stdout) as { articles: number }
  return { status: done.status, notes: done.stderr, rejected: listed.stdout, articles }
}

function record(id: string, body: string) {
  return { id, title: `About ${id}`, body, date: '2024-03-01' }
}

function lines(...records: object[]): string {
  return records.map((each) => JSON.stringify(each) + '\n').join('')
}
