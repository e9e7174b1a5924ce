import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '#api/server.ts'
import { openArchive } from '#archive/open.ts'
import { repair, verify } from '#cli/support/verification.ts'
import { dateline } from '#tests/dateline.ts'

const folder = mkdtempSync(join(tmpdir(), 'damage-'))
const whole = join(folder, 'whole.db')
const wire = join(folder, 'wire.jsonl')
let copies = 0
let digest = ''

beforeAll(async () => {
  const records = Array.from({ length: 12 }, (_, i) => ({
    id: i,
    title: `Azerbaijan and Turkey meet ${i}`,
    body:
      `Jeyhun Bayramov, foreign minister of Azerbaijan, met Hakan Fidan in Ankara ${i}.\n` +
      'Bayramov thanked Turkey. The European Union wrote to Azerbaijan. Harbours are closed.',
    date: `2024-03-${10 + i}`,
    author: 'Jane Roe',
    section: 'World',
  }))
  writeFileSync(wire, records.map((record) => JSON.stringify(record)).join('\n'))
  const { stderr } = await dateline(['index', wire, '--archive', whole])
  expect(stderr).toBe('')
  digest = verified(whole).digest
})
afterAll(() => rmSync(folder, { recursive: true }))

function tampered(sql: string): string {
  const path = join(folder, `${++copies}.db`)
  copyFileSync(whole, path)
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
  return path
}

function verified(path: string) {
  const archive = openArchive(path, { write: false })
  const result = verify(archive)
  archive.close()
  return result
}

async function repaired(path: string) {
  const archive = openArchive(path, { write: true })
  const done = await repair(archive)
  archive.close()
  return done
}

const FLIPPED = (column: string, from: string, to: string) =>
  `update reading set ${column} = replace(${column}, '${from}', '${to}') where row = 3`

/** One stored value changed as if by a flipped bit, for every table that answers come from. */
const DERIVED: [what: string, sql: string][] = [
  ['sentences that are no JSON', "update reading set sentences = 'Y' || substr(sentences, 2)"],
  ['the length of a sentence', FLIPPED('sentences', '[0,0,', '[0,1,')],
  ['mentions that are no JSON', "update reading set mentions = 'Y' || substr(mentions, 2)"],
  ['the id in a mention', FLIPPED('mentions', 'country-tr', 'country-ts')],
  ['a function', FLIPPED('roles', 'minister', 'monister')],
  ['a missing reading', 'delete from reading where row = 2'],
  ['an emptied blob of names', "update reading set names = x'' where row = 4"],
  ['a blob of names', "update reading set names = x'0100000099000000' where row = 4"],
  ['a missing name', 'delete from named where article = 5 and sentence = 1'],
  ['how many entities a sentence names', 'update named set entities = 41 where article = 5'],
  ['the count of an entity', "update entity set sentences = 7 where id = 'country-az'"],
  ['the date of an entity', "update entity set last = '2034-03-20' where id = 'country-az'"],
  ['the name of an entity', "update entity set name = 'Azerbaijal' where id = 'country-az'"],
  ['the id of an entity', "update entity set id = 'country-ay' where id = 'country-az'"],
  ['the date of a tie', "update tie set first = '2014-03-10' where sentences > 11"],
  ['a missing tie', 'delete from tie where (a, b) = (select a, b from tie limit 1)'],
  ['a written form', "update alias set name = 'Bayramow' where name = 'Bayramov'"],
  ['a missing function', 'delete from role where article = 6'],
  ['the number of articles', 'update state set articles = 13'],
  ['a missing word', "delete from word where word = 'harbours'"],
  ['the stem of a word', "update word set stem = 'harbous' where word = 'harbours'"],
  ['a text missing from the index', 'delete from fulltext where rowid = 3'],
]

/** Damage that only the original file can reveal. */
const TEXTS: [what: string, sql: string][] = [
  ['a body', "update article_text set body = replace(body, 'Harbours', 'Iarbours') where row = 3"],
  ['a title', "update article set title = 'B' || substr(title, 2) where row = 3"],
  ['a date', "update article set published_at = '2024-07-11' where row = 3"],
  ['a source', "update article set source = 'Wirf' where row = 3"],
  ['authors that are no JSON', 'update article set authors = \'Y"Jane Roe"]\' where row = 3'],
  [
    'what else a record held',
    `update article_text set metadata = '{"section":"Xorld"}' where row = 3`,
  ],
  ['a missing text', 'delete from article_text where row = 3'],
]

describe('a flipped bit', () => {
  it.each([...DERIVED, ...TEXTS])('is detected by verify: %s', (_, sql) => {
    const { ok, findings } = verified(tampered(sql))

    expect(ok).toBe(false)
    expect(findings.length).toBeGreaterThan(0)
  })

  it.each(DERIVED)('is repaired from the texts: %s', async (_, sql) => {
    const path = tampered(sql)
    const { files } = await repaired(path)

    expect(files).toEqual([])
    expect(verified(path)).toMatchObject({ ok: true, digest })
  })

  it.each(TEXTS)('of a text is repaired by indexing the named file: %s', async (_, sql) => {
    const path = tampered(sql)
    const mending = await dateline(['verify', '--repair', '--archive', path])
    expect(mending.status).toBe(1)
    expect(mending.stdout).toContain(`\`dateline index ${wire}\` reads it again`)

    const { status, stderr } = await dateline(['index', wire, '--archive', path])

    expect([status, stderr]).toEqual([0, ''])
    expect(verified(path)).toMatchObject({ ok: true, digest })
  })
})

describe('a damaged page', () => {
  /** Destroys all but the first three pages, so that the file still opens. */
  const damaged = () => {
    const path = join(folder, `${++copies}.db`)
    const bytes = readFileSync(whole)
    writeFileSync(path, bytes.fill(0xa5, 3 * 4096))
    return path
  }

  it.each([
    ['verify', []],
    ['verify', ['--repair']],
    ['verify', ['--json']],
    ['search', ['harbours']],
    ['status', []],
    ['index', [wire]],
    ['remove', ['wire-1']],
    ['rejected', []],
  ])('is reported in one sentence: %s %j', async (command, args) => {
    const path = damaged()
    const { status, stdout, stderr } = await dateline([command, ...args, '--archive', path])

    expect(status).toBe(1)
    expect(stdout + stderr).toMatch(/damaged/)
    expect(stdout + stderr).not.toMatch(/should not have happened|malformed|at .*\.ts/)
  })

  it('is reported in the log of the server, and briefly in its answers', async () => {
    const path = tampered("update reading set sentences = 'Y' || sentences where row = 3")
    const told: string[] = []
    const server = await startServer({
      served: { archives: [path] },
      host: '127.0.0.1',
      port: 0,
      report: ({ message }) => void told.push(message),
    })
    const response = await fetch(`${server.url}/api/v1/articles?q=harbours`)
    const problem = (await response.json()) as { detail: string }
    await server.close()

    expect(response.status).toBe(503)
    expect(problem.detail).toBe('the archive is damaged; the log of the server says what to do')
    expect(told[0]).toContain('`dateline verify --repair` mends it')
  })
})
