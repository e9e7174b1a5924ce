import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stateDigest } from '#archive/audit/digest.ts'
import { restoreArchive } from '#archive/backup/restore.ts'
import { openArchive } from '#archive/open.ts'
import { SURROUNDINGS, dateline, serveArchive } from '#tests/dateline.ts'
import { generateStories } from '#tests/generated-stories.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')
const KILLS = 3

const folder = mkdtempSync(join(tmpdir(), 'backup-command-'))
const archive = join(folder, 'archive.db')
const file = join(folder, 'archive.backup')
const news = join(folder, 'news.jsonl')
let backedUp: string
let later: string

const run = (...args: string[]) => dateline([...args, '--archive', archive])

beforeAll(async () => {
  const lines = generateStories(600).map(({ article }) => `${JSON.stringify(article)}\n`)
  writeFileSync(news, lines.slice(0, 400).join(''))
  await run('index', news)
  await run('names', 'rename', 'country-pe', 'Republic of Peru', '--reason', 'as they write')
  expect(await run('backup', file)).toMatchObject({ status: 0, stderr: '' })
  backedUp = digestOf(archive)
  writeFileSync(news, lines.join(''))
  await run('index', news)
  later = digestOf(archive)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

function digestOf(path: string): string {
  const opened = openArchive(path, { write: false })
  try {
    return stateDigest(opened.db)
  } finally {
    opened.close()
  }
}

/** The digest of a backup's archive. */
async function stateIn(backup: string): Promise<string> {
  const to = join(folder, 'restored.db')
  await restoreArchive(backup, to, { replace: true })
  return digestOf(to)
}

const leftovers = () =>
  readdirSync(folder).filter((name) => /\.(snapshot|packing|restoring)-/.test(name))

/** Kills a command after a while; false if it had already finished. */
async function killed(args: string[], after: number): Promise<boolean> {
  const options = { stdio: 'ignore', env: SURROUNDINGS } as const
  const child = spawn(PROGRAM, [...args, '--archive', archive], options)
  const closed = once(child, 'close')
  const isDone = await Promise.race([closed.then(() => true), wait(after, false)])
  child.kill('SIGKILL')
  await closed
  return !isDone
}

describe('an archive being served', () => {
  it('is replaced by its backup while every query is answered, with its decisions', async () => {
    const copy = join(folder, 'served.db')
    copyFileSync(archive, copy)
    const server = await serveArchive(copy)
    const ask = async (path: string) =>
      (await fetch(`${server.url}/api/v1${path}`)).json() as Promise<unknown>
    const statuses = new Set<number>()
    let asking = true
    const clients = [0, 1, 2, 3].map(async () => {
      while (asking) {
        const { status } = await fetch(`${server.url}/api/v1/articles?q=peru&size=5`)
        statuses.add(status)
      }
    })
    const backup = await dateline(['backup', `${file}.2`, '--archive', copy])
    const restored = await dateline(['restore', file, '--force', '--archive', copy])
    const articles = async () => ((await ask('/status')) as { articles: number }).articles
    await expect.poll(articles, { timeout: 10_000 }).toBe(400)
    asking = false
    await Promise.all(clients)

    expect([backup.status, restored.status]).toEqual([0, 0])
    expect([...statuses]).toEqual([200])
    expect(await ask('/entities/country-pe')).toMatchObject({ name: 'Republic of Peru' })
    expect(await server.stop()).toBe(130)
    expect(digestOf(copy)).toBe(backedUp)
  })
})

describe(`backup and restore, killed at ${KILLS} moments each`, () => {
  it('leave the archive and the backup whole, and complete when run again', async () => {
    const started = performance.now()
    await run('backup', file)
    const duration = performance.now() - started
    for (let i = 1; i <= KILLS; i++) {
      await killed(['backup', file], (duration * i) / (KILLS + 1))
      expect(await stateIn(file)).toBe(later)
    }
    expect(await run('backup', file)).toMatchObject({ status: 0 })
    for (let i = 1; i <= KILLS; i++) {
      await killed(['restore', file, '--force'], (duration * i) / (KILLS + 1))
      expect(digestOf(archive)).toBe(later)
    }
    expect((await run('restore', file, '--force')).status).toBe(0)
    expect((await run('verify')).status).toBe(0)
    expect(leftovers()).toEqual([])
  }, 120_000)
})

describe('a full disk', () => {
  const limited = (...args: string[]) => {
    // A file size limit in units of 1 KiB looks like a full disk.
    const script = `ulimit -f 400; exec "$0" "$@" --archive ${archive}`
    const child = spawn('bash', ['-c', script, PROGRAM, ...args], { env: SURROUNDINGS })
    let stderr = ''
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    return once(child, 'close').then(([status]) => ({ status: status as number, stderr }))
  }

  it('is reported in a sentence, and changes nothing', async () => {
    for (const args of [
      ['backup', `${file}.new`],
      ['restore', file, '--force'],
    ]) {
      const { status, stderr } = await limited(...args)
      expect({ status, lines: stderr.trim().split('\n').length }).toEqual({ status: 74, lines: 1 })
      expect(stderr).toContain('the disk is full')
    }
    expect(digestOf(archive)).toBe(later)
    expect(leftovers()).toEqual([])
    expect(readdirSync(folder)).not.toContain('archive.backup.new')
  })
})
