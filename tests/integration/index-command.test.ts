import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildSample } from '#cli/support/sample-archive.ts'
import { GRAIN, PORT, toJsonLines, until, useCliArchive } from '../cli-archive.ts'
import { dateline, start } from '../dateline.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')

const cli = useCliArchive()

describe('index', () => {
  it('reports counts', async () => {
    const first = await cli.index([GRAIN, PORT])
    const second = await cli.index([
      GRAIN,
      { ...PORT, body: 'Corrected text.' },
      { ...GRAIN, id: 'c' },
    ])

    expect(first.status).toBe(0)
    expect(first.summary).toMatchObject({
      read: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    })
    expect(first.summary).toMatchObject({
      warnings: 0,
      seconds: expect.any(Number) as number,
      articlesPerSecond: expect.any(Number) as number,
    })
    expect(second.summary).toMatchObject({ read: 3, added: 1, changed: 1, unchanged: 1 })
  })

  it('reads standard input', async () => {
    const args = ['index', '-', '--format', 'jsonl', '--archive', cli.archive]

    const { status, stdout } = await dateline(args, { input: JSON.stringify(GRAIN) })

    expect(status).toBe(0)
    expect(stdout).toContain('1 added')
  })

  it('reads other column names by --map', async () => {
    const file = join(cli.folder, 'odd.csv')
    await writeFile(file, 'kopf,inhalt\nGrain moves,Grain moves again.\n')

    await dateline(['index', file, '--archive', cli.archive, '--map', 'title=kopf,body=inhalt'])

    expect(await cli.hits('grain')).toMatchObject([{ title: 'Grain moves' }])
  })

  it('creates no archive if there is nothing to read', async () => {
    const { status, stderr } = await dateline(['index', 'nowhere.txt', '--archive', cli.archive])

    expect(status).toBe(1)
    expect(stderr).toContain('there is no file or folder nowhere.txt')
    expect(existsSync(cli.archive)).toBe(false)
  })

  it.each([
    ['a file of another program', 'not a database at all, but long enough to look at'],
    ['a damaged archive', 'SQLite format 3\0' + 'damage'.repeat(1000)],
  ])('leaves %s unchanged', async (_, content) => {
    await writeFile(cli.archive, content)
    const file = await cli.note('Talks\n\nThey met.\n')

    const { status, stderr } = await dateline(['index', file, '--archive', cli.archive])

    expect(status).toBe(1)
    expect(stderr).toMatch(/^dateline: .+\n$/)
    expect(stderr).toContain(cli.archive)
    expect(await readFile(cli.archive, 'utf8')).toBe(content)
  })
})

describe('index of the sample news', () => {
  it('indexes nothing else', async () => {
    await buildSample(cli.archive)
    const file = await cli.note('Talks\n\nThey quibbled.\n')

    const { status, stderr } = await dateline(['index', file, '--archive', cli.archive])

    expect(status).toBe(1)
    expect(stderr).toMatch(/^dateline: .+ holds the invented sample news.+\n$/)
    expect(await cli.hits('quibbled')).toEqual([])
  })
})

describe('index on a full disk', () => {
  it('stops with a sentence and keeps the archive whole', async () => {
    const file = join(cli.folder, 'wire.jsonl')
    await writeFile(
      file,
      toJsonLines(Array.from({ length: 5000 }, (_, i) => ({ ...GRAIN, id: i }))),
    )
    // A file size limit of 500 KB looks like a full disk to a program.
    const limited = ['-c', 'ulimit -f 1000; exec "$0" "$@"', PROGRAM, 'index', file, '--no-names']

    const { status, stderr } = await dateline([...limited, '--archive', cli.archive], {
      program: 'sh',
    })

    expect(status).toBe(74)
    expect(stderr).toMatch(/^dateline: the disk is full.+\n$/m)
    expect(await cli.verified()).toBe(true)
  })
})

describe('an index that is stopped', () => {
  it('keeps what it has read, and continues when run again', async () => {
    const file = join(cli.folder, 'wire.jsonl')
    await writeFile(
      file,
      toJsonLines(Array.from({ length: 30_000 }, (_, i) => ({ ...GRAIN, id: i }))),
    )
    const args = ['index', file, '--archive', cli.archive, '--no-names', '--json']

    const running = start(args)
    await until(() => cli.stored() > 0)
    running.child.kill('SIGINT')
    const stopped = await running.outcome
    const kept = cli.stored()
    const again = await dateline(args)

    expect(stopped.status).toBe(130)
    expect(stopped.stderr).toContain('the same command continues from there')
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(30_000)
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 30_000 - kept, unchanged: kept })
  })
})
