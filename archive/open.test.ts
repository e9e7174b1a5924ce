import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { BEFORE_INFERRED, WITHOUT_STORIES } from '#tests/without-stories.ts'
import { UserError } from '#core/errors.ts'
import { WITHOUT_REGISTRY } from '#tests/without-registry.ts'
import { story } from '#tests/builders.ts'
import { audit } from './audit/audit.ts'
import { stateDigest } from './audit/digest.ts'
import { openArchive } from './open.ts'
import { VERSION } from './schema.ts'
import { goneTies, tieChanges } from './projection/tie-changes.ts'

const folder = mkdtempSync(join(tmpdir(), 'open-archive-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newPath = () => join(folder, `${++files}.db`)

const create = (path: string, sample = false) =>
  openArchive(path, { write: true, create: true, sample })

const entryOf = (fields: Parameters<typeof story>[0]) => ({
  ...story(fields),
  extractor: '1',
  origin: { path: 'news', line: 1 },
})

function createWith(articles: number): string {
  const path = newPath()
  const archive = create(path)
  const body = 'Some sentence about [Peru](country-pe). '.repeat(20)
  for (let i = 0; i < articles; i++) {
    const told = story({ id: `a${i}`, body: `${body} ${i}`, publishedAt: `${2000 + i}-01-01` })
    archive.write([{ ...told, extractor: '1', origin: { path: 'news', line: i } }])
  }
  archive.close()
  return path
}

const OPENINGS = [
  ['reading', (path: string) => openArchive(path, { write: false })],
  ['writing', (path: string) => openArchive(path, { write: true })],
  ['indexing', (path: string) => create(path)],
] as const

describe('openArchive', () => {
  it('creates an archive with its folders if asked to', () => {
    const path = join(folder, 'new', 'folders', 'news.db')
    const archive = create(path)

    expect(archive).toMatchObject({ path, sample: false })
    expect(archive.rev()).toBe(0)
    archive.close()
  })

  it.each([OPENINGS[0], OPENINGS[1]])('creates none for %s', (_, open) => {
    const path = newPath()

    expect(() => open(path)).toThrow(`there is no archive at ${path}`)
    expect(existsSync(path)).toBe(false)
  })

  it('keeps what it holds from one opening to the next', () => {
    const path = createWith(2)
    const archive = openArchive(path, { write: true })

    expect(archive.rev()).toBe(2)
    expect(archive.known('a1')).toMatchObject({ path: 'news', line: 1, extractor: '1' })
    archive.close()
  })

  it('remembers that it holds sample news, and never turns into sample news later', () => {
    const [sample, own] = [newPath(), newPath()]
    create(sample, true).close()
    create(own).close()

    for (const [path, expected] of [
      [sample, true],
      [own, false],
    ] as const) {
      const archive = create(path, !expected)
      expect(archive.sample).toBe(expected)
      archive.close()
    }
  })

  it('marks in an older archive the names that it linked itself', () => {
    const path = createWith(0)
    const before = openArchive(path, { write: true })
    const [name, other] = ['[Quist](person-omar-quist)', '[Baku](country-az*)']
    const quotations = [
      { speaker: 'person-omar-quist', source: 'Quist', cue: 'left', content: 'Baku' },
    ]
    before.write([
      entryOf({ id: 'linked', body: `${name} left ${other}.`, quotations }),
      entryOf({ id: 'stated', body: `${name} stays.\n${other} too.` }),
    ])
    before.db.exec(`
      update reading set checksum = null, mentions = replace(mentions, '"person-omar-quist",0,8', '"person-omar-quist",0,9')
        where row = (select row from article where id = 'linked');
      update alias set full = 1 where name = 'Quist';
      alter table said drop column inferred;
      pragma user_version = ${BEFORE_INFERRED}`)
    before.close()

    const archive = openArchive(path, { write: true })
    const { db } = archive
    const linked = db.prepare(
      `select article.id from reading join article using (row) where mentions like '%,9,%'`,
    )
    expect(audit(db)).toEqual([])
    expect(linked.all()).toEqual([{ id: 'linked' }])
    expect(db.prepare('select inferred from said').all()).toEqual([{ inferred: 1 }])
    archive.close()
  })

  it.each([OPENINGS[0], OPENINGS[1]])(
    'migrates an archive of the first version with all its content, %s',
    (_, open) => {
      const path = createWith(2)
      const db = new DatabaseSync(path)
      db.exec(`drop table projection; drop table gone; alter table named drop column entities;
        alter table rejected drop column refused; alter table rejected drop column records;
        alter table reading drop column checksum; ${WITHOUT_STORIES} ${WITHOUT_REGISTRY} pragma user_version = 1`)
      db.close()
      const archive = open(path)

      expect(archive.known('a1')).not.toBeNull()
      expect(archive.db.prepare('select * from projection').all()).toEqual([])
      expect(archive.db.prepare('pragma user_version').get()).toEqual({ user_version: VERSION })
      archive.close()
    },
  )

  it.each([
    { list: 41, tied: 40, rev: 6, changed: 1, gone: (41 * 40) / 2 - 1 },
    { list: 8, tied: 7, rev: 5, changed: (7 * 6) / 2, gone: 7 },
  ])('removes the ties that an older archive made from a list of $list names', (expected) => {
    const { list, tied, rev, changed, gone } = expected
    const path = newPath()
    const archive = create(path)
    const names = (count: number) =>
      Array.from({ length: count }, (_, i) => `[Member ${i}](person-member-${i})`).join(', ')
    const pair = '[Member 0](person-member-0) met [Member 1](person-member-1).'
    archive.write([
      entryOf({ id: 'list', body: names(list), publishedAt: '2024-01-01' }),
      entryOf({ id: 'forty', body: `${names(tied)}\n${pair}`, publishedAt: '2023-01-01' }),
    ])
    const digest = stateDigest(archive.db)
    archive.db.exec(`
      update tie set sentences = sentences + 1, articles = articles + 1, last = '2024-01-01';
      insert into tie select a.row, b.row, 1, 1, '2024-01-01', '2024-01-01', 2, 1, 60 from entity a join entity b
        on a.id < b.id where true on conflict do nothing;
      insert into projection values ('engine', 'ties', 2);
      alter table named drop column entities; alter table rejected drop column refused; alter table rejected drop column records;
        alter table reading drop column checksum; ${WITHOUT_STORIES} ${WITHOUT_REGISTRY} pragma user_version = 2`)
    archive.close()

    const reading = openArchive(path, { write: false })

    expect(audit(reading.db)).toEqual([])
    expect(stateDigest(reading.db)).toBe(digest)
    expect(reading.rev()).toBe(rev)
    expect([...tieChanges(reading.db, 2, rev)]).toHaveLength(changed)
    expect([...goneTies(reading.db, 2, rev)]).toHaveLength(gone)
    reading.close()
  })

  it('requires a name', () => {
    expect(() => openArchive('', { write: true, create: true })).toThrow(/has no name/)
  })

  it('makes an archive of an empty file only if asked to create one', () => {
    const path = newPath()
    writeFileSync(path, '')

    expect(() => openArchive(path, { write: false })).toThrow('there is no archive')
    expect(readFileSync(path)).toHaveLength(0)
    create(path).close()
    openArchive(path, { write: false }).close()
  })

  it('completes an interrupted creation', () => {
    const path = newPath()
    const db = new DatabaseSync(path)
    db.exec('pragma journal_mode = wal')
    db.close()

    expect(() => openArchive(path, { write: false })).toThrow('there is no archive')
    create(path).close()
    openArchive(path, { write: false }).close()
  })
})

describe.each(OPENINGS)('openArchive for %s', (_, open) => {
  it.each<[string, string, (path: string) => void]>([
    [
      'a text',
      'is not a Dateline archive',
      (path) => writeFileSync(path, 'Dear editor,\n'.repeat(9)),
    ],
    ['a text of one letter', 'is not a Dateline archive', (path) => writeFileSync(path, 'x')],
    ['a folder', 'is a folder', (path) => mkdirSync(path)],
    ['a database of another program', 'of another program', makeForeign],
    ['such a one that was not closed', 'of another program', makeForeignAndCrash],
    ['an archive of a newer version', 'by a newer Dateline (archive version 99', makeNewer],
    ['an archive with a damaged schema', 'is damaged', damageSchema],
    ['an archive of which half is missing', 'is damaged', truncate],
    ['an archive of which only the header is left', 'is damaged', (path) => truncate(path, 100)],
    ['noise behind a header', 'is damaged', makeNoise],
  ])('refuses %s and leaves it byte for byte as it is', (_, message, make) => {
    const path = newPath()
    make(path)
    const before = contents(path)

    expect(() => open(path)).toThrow(UserError)
    expect(() => open(path)).toThrow(message)
    expect(contents(path)).toEqual(before)
  })
})

describe('the writer', () => {
  it('is one at a time', () => {
    const path = newPath()
    const first = create(path)

    expect(() => create(path)).toThrow(UserError)
    expect(() => create(path)).toThrow(`${path} is being written by another process`)

    first.close()
    create(path).close()
  })

  it('does not block readers', () => {
    const path = createWith(1)
    const writer = create(path)
    const readers = [1, 2, 3].map(() => openArchive(path, { write: false }))

    expect(readers.map((reader) => reader.known('a0')?.rev)).toEqual([1, 1, 1])
    for (const each of [...readers, writer]) each.close()
  })

  it('releases its lock when its process is killed', async () => {
    const path = createWith(1)
    const open = `const { openArchive } = await import(${JSON.stringify(join(import.meta.dirname, 'open.ts'))})
      const archive = openArchive(${JSON.stringify(path)}, { write: true })
      console.log('open')
      setInterval(() => archive.rev(), 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', open])
    expect(String(await once(child.stdout, 'data'))).toBe('open\n')

    expect(() => create(path)).toThrow('is being written by another process')
    child.kill('SIGKILL')
    await once(child, 'close')

    create(path).close()
  })
})

function makeForeign(path: string): void {
  const db = new DatabaseSync(path)
  db.exec('create table letters (body text); insert into letters values (1)')
  db.close()
}

/** Its latest rows are still in the write-ahead log. */
function makeForeignAndCrash(path: string): void {
  const db = new DatabaseSync(`${path}-open`)
  db.exec('pragma journal_mode = wal; create table letters (body text)')
  for (const suffix of ['', '-wal']) copyFileSync(`${path}-open${suffix}`, path + suffix)
  db.close()
}

function makeNewer(path: string): void {
  create(path).close()
  const db = new DatabaseSync(path)
  db.exec('pragma journal_mode = delete; pragma user_version = 99')
  db.close()
}

function damageSchema(path: string): void {
  copyFileSync(createWith(1), path)
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xff, 100, 4000))
}

function truncate(path: string, length?: number): void {
  copyFileSync(createWith(40), path)
  truncateSync(path, length ?? Math.floor(readFileSync(path).length / 2))
}

function makeNoise(path: string): void {
  const noise = Buffer.from(Uint8Array.from({ length: 8192 }, (_, i) => (i * 7919) % 251))
  noise.write('SQLite format 3\0')
  writeFileSync(path, noise)
}

/** Of the file, and of its write-ahead log if that is not empty. */
function contents(path: string): string[] {
  const log = `${path}-wal`
  return [path, log].map((file) =>
    existsSync(file) && statSync(file).isFile()
      ? hash('sha256', readFileSync(file))
      : hash('sha256', ''),
  )
}
