import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeArchive } from '#api/testing.ts'
import { story } from '#tests/builders.ts'
import { SURROUNDINGS, serveArchive } from '#tests/dateline.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')
const NOBODY = 65_534
/** Folder permissions do not apply to root. */
const AS_USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
const canRun = spawnSync(PROGRAM, ['--help'], AS_USER).status === 0

const folder = mkdtempSync(join(tmpdir(), 'read-only-'))
const sealed = join(folder, 'sealed')
const open = join(folder, 'open')
const archive = join(sealed, 'archive.db')

beforeAll(() => {
  for (const each of [sealed, open]) mkdirSync(each)
  writeArchive(archive, [
    story({ id: 'a', body: '[Ann Lee](person-ann-lee) was in [Peru](country-pe).' }),
  ])
  for (const name of readdirSync(sealed)) if (name !== 'archive.db') rmSync(join(sealed, name))
  chmodSync(archive, 0o444)
  chmodSync(sealed, 0o555)
  chmodSync(folder, 0o755)
  chmodSync(open, 0o777)
})
afterAll(() => {
  chmodSync(sealed, 0o755)
  rmSync(folder, { recursive: true })
})

async function run(...args: string[]) {
  const options = { ...AS_USER, env: SURROUNDINGS, cwd: folder }
  const child = spawn(PROGRAM, [...args, '--archive', archive], options)
  child.stdin.end('{"id": 1, "title": "New", "body": "Not read."}\n')
  const outputs = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await once(child, 'close')) as [number | null]
  const [stdout, stderr] = await outputs
  return { status, stdout, stderr }
}

describe.skipIf(!canRun)('an archive in a read-only folder', () => {
  it('can be searched and backed up', async () => {
    const reads: [string[], string][] = [
      [['status'], 'articles       1'],
      [['search', 'peru'], '1 article'],
      [['keys'], 'There are no keys'],
      [['backup', join(open, 'backup')], '1 article'],
    ]
    for (const [args, expected] of reads) {
      const { status, stdout, stderr } = await run(...args)
      expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' })
      expect(stdout).toContain(expected)
    }
    expect(readdirSync(sealed)).toEqual(['archive.db'])
  })

  it('is not changed: one sentence says why', async () => {
    const changes = [
      ['index', '-', '--format', 'jsonl'],
      ['keys', 'create', 'x'],
      ['restore', join(open, 'backup'), '--force'],
    ]
    for (const args of changes) {
      const { status, stderr } = await run(...args)
      expect({ args, status, lines: stderr.trim().split('\n').length }).toEqual({
        args,
        status: 1,
        lines: 1,
      })
      expect(stderr).toContain('check the rights of its file and folder')
    }
    expect(readdirSync(sealed)).toEqual(['archive.db'])
  })

  it('can be served', async () => {
    const server = await serveArchive(archive, [], {}, AS_USER)
    const ask = async (path: string) => {
      const response = await fetch(`${server.url}/api/v1${path}`)
      return { status: response.status, body: await response.text() }
    }

    expect(await ask('/articles?q=peru')).toMatchObject({ status: 200 })
    expect((await ask('/entities/person-ann-lee')).body).toContain('Ann Lee')
    expect((await ask('/articles.csv')).body).toContain('a,')
    expect(await server.stop()).toBe(130)
    expect(readdirSync(sealed)).toEqual(['archive.db'])
  })
})
