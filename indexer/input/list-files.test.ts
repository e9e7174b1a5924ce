import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listFiles } from './list-files.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-list-'))
  await mkdir(join(folder, 'b'))
  for (const name of ['b/2.txt', 'b/10.txt', 'a.txt', 'C.txt', 'é.txt']) {
    await writeFile(join(folder, name), name)
  }
})
afterEach(() => rm(folder, { recursive: true }))

async function list(...names: string[]): Promise<string[]> {
  const found: string[] = []
  for await (const item of listFiles(
    names.map((name) => (name === '-' ? name : join(folder, name))),
  )) {
    const path = item.type === 'file' ? item.path : item.origin.path
    const name = path.startsWith(folder) ? path.slice(folder.length + 1) : path
    found.push(item.type === 'file' ? name : `${item.code} ${name}`)
  }
  return found
}

describe('listFiles', () => {
  it('finds the files of folders, sorted by name', async () => {
    expect(await list('')).toEqual(['C.txt', 'a.txt', 'b/10.txt', 'b/2.txt', 'é.txt'])
  })

  it('keeps the order of the paths and yields each file once', async () => {
    await symlink(join(folder, 'a.txt'), join(folder, 'b', 'link.txt'))

    expect(await list('b/2.txt', 'b', 'a.txt', 'b/2.txt')).toEqual([
      'b/2.txt',
      'b/10.txt',
      'b/link.txt',
    ])
  })

  it('skips files that are often next to news, unless they are named', async () => {
    for (const name of [
      'b/README.md',
      'b/LICENSE',
      'b/.hidden',
      'b/style.css',
      'b/readme-first.txt',
    ]) {
      await writeFile(join(folder, name), name)
    }

    expect(await list('b')).toEqual(['b/10.txt', 'b/2.txt'])
    expect(await list('b/README.md', 'b/.hidden')).toEqual(['b/README.md', 'b/.hidden'])
  })

  it('does not follow cycles of links', async () => {
    await symlink(folder, join(folder, 'b', 'up'))

    expect(await list('b')).toEqual([
      'b/10.txt',
      'b/2.txt',
      'b/up/C.txt',
      'b/up/a.txt',
      'b/up/é.txt',
    ])
  })

  it('reports missing and unreadable paths, and continues', async () => {
    await symlink(join(folder, 'nowhere'), join(folder, 'b', 'dead'))
    await symlink(join(folder, 'loop'), join(folder, 'loop'))

    expect(await list('missing', 'loop', 'a.txt/x', 'b')).toEqual([
      'not-found missing',
      'unreadable loop',
      'not-found a.txt/x',
      'b/10.txt',
      'b/2.txt',
      'not-found b/dead',
    ])
  })

  it('gives sizes, but none for standard input', async () => {
    const items = []
    for await (const item of listFiles([join(folder, 'a.txt'), '-'])) items.push(item)

    expect(items).toEqual([
      { type: 'file', path: join(folder, 'a.txt'), bytes: 5 },
      { type: 'file', path: '-', bytes: 0 },
    ])
  })

  it('reports a folder that it may not read', async () => {
    await chmod(folder, 0o755)
    await mkdir(join(folder, 'locked'), { mode: 0 })

    expect(await asNobodySpecial(() => list('locked'))).toEqual(['unreadable locked'])
  })
})

/** Root may read everything, so run as an unprivileged user. */
async function asNobodySpecial<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  process.seteuid!('nobody')
  try {
    return await work()
  } finally {
    process.seteuid!(0)
  }
}
