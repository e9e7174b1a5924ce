import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { stateDigest } from '../audit/digest.ts'
import { type Archive, openArchive } from '../open.ts'
import { backUpArchive } from './back-up.ts'
import { restoreArchive } from './restore.ts'

let folder: string
let path: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  path = join(folder, 'archive.db')
  file = join(folder, 'archive.backup')
})
afterEach(() => rmSync(folder, { recursive: true }))

function add(archive: Archive, from: number, count: number): void {
  const stories = Array.from({ length: count }, (_, i) =>
    story({
      id: `a${from + i}`,
      title: `Talks ${from + i} in [Peru](country-pe)`,
      body: `[Ann Lee](person-ann-lee) met [Brazil](country-br). ${`words ${from + i} `.repeat(200)}`,
    }),
  )
  archive.write(
    stories.map((each) => ({ ...each, extractor: '1', origin: { path: 'p', line: null } })),
  )
}

function writeArchive(at: string, count: number): void {
  const archive = openArchive(at, { write: true, create: true })
  add(archive, 0, count)
  archive.close()
}

function digestOf(at: string): string {
  const archive = openArchive(at, { write: false })
  try {
    return stateDigest(archive.db)
  } finally {
    archive.close()
  }
}

const names = () => readdirSync(folder).filter((name) => !/-(writer|wal|shm)$/.test(name))
const restore = (replace = false, to = path) => restoreArchive(file, to, { replace })

describe('a backup', () => {
  it('holds the whole archive in less space and leaves no other files', async () => {
    writeArchive(path, 50)
    const seen: number[] = []
    const made = await backUpArchive(path, file, (done) => seen.push(done))
    const restored = await restore(false, join(folder, 'other.db'))

    expect(digestOf(join(folder, 'other.db'))).toBe(digestOf(path))
    expect(restored.archive).toMatchObject({ articles: 50 })
    expect(made.compressed).toBeLessThan(made.bytes / 3)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
    expect(names()).toEqual(['archive.backup', 'archive.db', 'other.db'])
  })

  it('holds one snapshot, however much is written meanwhile', async () => {
    writeArchive(path, 1500)
    const before = digestOf(path)
    const writer = openArchive(path, { write: true })
    let written = 1500
    await backUpArchive(path, file, () => {
      if (written < 1900) add(writer, (written += 10), 10)
    })
    writer.close()
    await restore(true)

    expect(written).toBeGreaterThan(1500)
    expect(digestOf(path)).toBe(before)
  })

  it('replaces an earlier backup, but no other file', async () => {
    writeArchive(path, 5)
    const before = digestOf(path)
    await backUpArchive(path, file)
    await backUpArchive(path, file)

    await expect(backUpArchive(path, path)).rejects.toThrow(/is not a backup; it was left/)
    await expect(backUpArchive(path, folder)).rejects.toThrow(/is a folder/)
    expect(digestOf(path)).toBe(before)
  })

  it('is not made of damaged pages, and leaves the previous one in place', async () => {
    writeArchive(path, 200)
    await backUpArchive(path, file)
    const kept = readFileSync(file)
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 40 * 4096, 60 * 4096)
    writeFileSync(path, bytes)

    await expect(backUpArchive(path, file)).rejects.toThrow()
    expect(readFileSync(file).equals(kept)).toBe(true)
    expect(names()).toEqual(['archive.backup', 'archive.db'])
  })
})

describe('restoring', () => {
  it('leaves an existing archive alone unless told to replace it', async () => {
    writeArchive(path, 5)
    await backUpArchive(path, file)
    const archive = openArchive(path, { write: true })
    add(archive, 5, 5)
    archive.close()
    const later = digestOf(path)

    await expect(restore()).rejects.toThrow(/--force/)
    expect(digestOf(path)).toBe(later)
    await restore(true)
    expect(digestOf(path)).not.toBe(later)
    expect(names()).toEqual(['archive.backup', 'archive.db'])
  })

  it('refuses a truncated, changed or foreign file, and changes nothing', async () => {
    writeArchive(path, 20)
    await backUpArchive(path, file)
    const before = digestOf(path)
    const whole = readFileSync(file)
    const flipped = (at: number) => {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 1
      return bytes
    }
    const middle = Math.floor((whole.length - 1032) / 2)
    const cases = [
      whole.subarray(0, whole.length - 1),
      whole.subarray(0, middle),
      Buffer.concat([whole.subarray(0, middle), whole.subarray(middle + 100)]),
      whole.subarray(whole.length - 1032),
      ...[0, 9, middle, whole.length - 1033].map(flipped),
      Buffer.from('not a backup'),
      Buffer.alloc(0),
    ]
    for (const bytes of cases) {
      writeFileSync(file, bytes)
      await expect(restore(true)).rejects.toThrow(/is damaged|is truncated/)
    }
    copyFileSync(path, file)
    await expect(restore(true)).rejects.toThrow(/not a backup/)
    expect(digestOf(path)).toBe(before)
    expect(names()).toEqual(['archive.backup', 'archive.db'])
  })

  it('refuses at once while another process writes the archive', async () => {
    writeArchive(path, 5)
    await backUpArchive(path, file)
    const writer = openArchive(path, { write: true })

    await expect(restore(true)).rejects.toThrow(/being written by another process/)
    writer.close()
  })

  it('replaces a damaged archive, which is kept under another name', async () => {
    writeArchive(path, 20)
    await backUpArchive(path, file)
    const before = digestOf(path)
    truncateSync(path, 8192 + 7)
    writeFileSync(path, Buffer.alloc(5000, 'SQLite format 3'))

    const { damagedKept } = await restore(true)
    expect(damagedKept).toContain('archive.db.damaged-')
    expect(readFileSync(damagedKept!).length).toBe(5000)
    expect(digestOf(path)).toBe(before)
  })

  it('ignores the log of the archive it replaces', async () => {
    writeArchive(path, 5)
    await backUpArchive(path, file)
    const before = digestOf(path)
    // A reader keeps the log in use, as a server does.
    const reader = openArchive(path, { write: false })
    const writer = openArchive(path, { write: true })
    add(writer, 5, 50)
    writer.close()
    await restore(true)

    expect(digestOf(path)).toBe(before)
    const articles = reader.db.prepare('select articles from state').get()
    expect(articles).toEqual({ articles: 55 })
    reader.close()
    expect(digestOf(path)).toBe(before)
  })
})
