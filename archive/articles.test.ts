import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Story, story } from '#tests/builders.ts'
import { type ArticleEntry, prepareEntry, toRead } from './articles.ts'
import { audit } from './audit/audit.ts'
import { stateDigest } from './audit/digest.ts'
import { isDiskFailure } from '#core/files/sqlite-errors.ts'
import { type Archive, openArchive } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'articles-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
let archive: Archive

beforeEach(() => {
  archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
})
afterEach(() => archive.close())

function entry(
  fields: Parameters<typeof story>[0],
  path = 'news',
  line: number | null = 1,
): ArticleEntry {
  return { ...story(fields), extractor: '1', origin: { path, line } }
}

const prepared = (each: ArticleEntry) => prepareEntry(toRead(each))

const ids = () =>
  archive.db
    .prepare('select id from article order by id')
    .all()
    .map(({ id }) => id)

const revisions = () =>
  archive.db
    .prepare('select id, rev, title, body from revision order by id, rev')
    .all()
    .map(({ id, rev, body }) => [id, rev, body])

const entity = (id: string) =>
  archive.db
    .prepare('select name, articles, sentences, first, last from entity where id = ?')
    .get(id)

describe('write', () => {
  it('returns the outcome of each article', () => {
    const first = archive.write([entry({ id: 'a' }), entry({ id: 'b' })])
    archive.remove(['b'], { barred: true })
    const second = archive.write([
      entry({ id: 'a' }),
      entry({ id: 'b' }),
      entry({ id: 'c' }),
      entry({ id: 'a', body: 'Another.' }),
      entry({ id: 'a', body: 'Another.' }),
    ])

    expect(first).toEqual(['added', 'added'])
    expect(second).toEqual(['unchanged', 'barred', 'added', 'changed', 'unchanged'])
    expect(ids()).toEqual(['a', 'c'])
  })

  it('gives every change a higher rev, and unchanged articles none', () => {
    const revs = [archive.rev()]
    const steps = [
      () => archive.write([entry({ id: 'a' }), entry({ id: 'b' })]),
      () => archive.write([entry({ id: 'a' })]),
      () => archive.write([entry({ id: 'a', title: 'Changed' })]),
      () => archive.remove(['b'], { barred: true }),
      () => archive.remove(['b', 'unknown'], { barred: true }),
      () => archive.write([entry({ id: 'b' })]),
      () => archive.write([]),
    ]
    for (const step of steps) {
      step()
      revs.push(archive.rev())
    }

    expect(revs).toEqual([0, 2, 2, 3, 4, 4, 4, 4])
    expect(archive.known('a')?.rev).toBe(3)
  })

  it.each<[string, Parameters<typeof story>[0]]>([
    ['title', { title: 'Other' }],
    ['body', { body: 'Other.' }],
    ['dateline', { dateline: 'LIMA -' }],
    ['byline', { byline: 'By Ana Silva' }],
    ['tail', { tail: 'Follow us' }],
    ['date', { publishedAt: null }],
    ['date as written', { publishedText: 'yesterday' }],
    ['source', { source: 'gazette' }],
    ['authors', { authors: ['Ana Silva'] }],
    ['address', { url: 'https://gazette.example/' }],
    ['metadata', { metadata: { section: 'World' } }],
  ])('treats another %s as a change', (_, fields) => {
    archive.write([entry({ id: 'a' })])

    expect(archive.write([entry({ id: 'a', ...fields })])).toEqual(['changed'])
  })

  it('re-reads an article with another extractor without counting it as a change', () => {
    archive.write([entry({ id: 'a', body: 'Old [Peru](country-pe).' })])
    const read = { ...entry({ id: 'a', body: '[Old Peru](country-pe).' }), extractor: '2' }

    expect(archive.write([read])).toEqual(['unchanged'])
    expect(archive.rev()).toBe(2)
    expect(entity('country-pe')).toMatchObject({ name: 'Old Peru' })
    expect(revisions()).toEqual([])
  })

  it('keeps every earlier text', () => {
    for (const body of ['One.', 'Two.', 'Two.', 'Three.', 'One.']) {
      archive.write([entry({ id: 'a', body })])
    }

    expect(revisions()).toEqual([
      ['a', 1, 'One.'],
      ['a', 2, 'Two.'],
      ['a', 3, 'Three.'],
    ])
  })

  it('forgets the names of an earlier text', () => {
    archive.write([
      entry({
        id: 'a',
        publishedAt: '2023-01-01',
        body: '[Omar Quist](person-omar-quist), head of [Peru](country-pe).',
        roles: [{ sentence: 1, person: 'person-omar-quist', of: 'country-pe', title: 'head' }],
      }),
      entry({ id: 'b', publishedAt: '2023-02-01', body: '[Lima](country-pe).' }),
    ])
    archive.write([entry({ id: 'a', body: 'Nobody.' })])

    expect(entity('person-omar-quist')).toBeUndefined()
    expect(entity('country-pe')).toEqual({
      name: 'Lima',
      articles: 1,
      sentences: 1,
      first: '2023-02-01',
      last: '2023-02-01',
    })
    for (const table of ['tie', 'role']) {
      expect(archive.db.prepare(`select * from ${table}`).all()).toEqual([])
    }
  })

  it('names an entity by the form that most mentions use', () => {
    const body = (...names: string[]) => names.map((name) => `[${name}](person-quist).`).join('\n')
    archive.write([
      entry({ id: 'a', body: body('Omar Quist', 'Quist', 'Quist', 'Quist') }),
      entry({ id: 'b', body: body('Omar\n Quist') }),
      entry({ id: 'c', body: body('O. Quist', 'Quist') }),
    ])

    expect(entity('person-quist')).toMatchObject({ name: 'Omar Quist' })
  })
})

describe('a failing batch', () => {
  const bad = {
    put: (_: number, { title }: { title: string }) => {
      if (title === 'bad') throw new Error('no')
    },
    remove: () => {},
    caughtUp: () => {},
    undone: () => {},
  }
  const batch = [
    entry({ id: 'a', body: '[Omar Quist](person-omar-quist) in [Chile](country-cl).' }),
    entry({ id: 'b', title: 'bad' }),
  ]

  it('is rolled back as a whole and does not affect later counts', () => {
    archive.write([entry({ id: 'a', body: '[Peru](country-pe).' })])
    const before = [archive.rev(), stateDigest(archive.db), revisions()]
    archive.follow(bad)

    expect(() => archive.write(batch)).toThrow('no')

    expect([archive.rev(), stateDigest(archive.db), revisions()]).toEqual(before)
    expect(archive.write(batch.slice(0, 1))).toEqual(['changed'])
    expect(archive.rev()).toBe(2)
    expect(audit(archive.db)).toEqual([])
  })

  it('is reported to the followers of the archive', () => {
    const heard: string[] = []
    archive.follow({
      put: () => heard.push('put'),
      remove: () => heard.push('remove'),
      caughtUp: (rev) => heard.push(`caught up to ${rev}`),
      undone: () => heard.push('undone'),
    })
    archive.follow(bad)

    expect(() => archive.write(batch)).toThrow('no')
    archive.write(batch.slice(0, 1))
    archive.remove(['a'], { barred: false })

    expect(heard).toEqual([
      ...['put', 'put', 'undone'],
      ...['put', 'caught up to 1'],
      ...['remove', 'caught up to 2'],
    ])
  })

  it('that fills the disk keeps acknowledged articles and succeeds once there is room', () => {
    const pages = (archive.db.prepare('pragma page_count').get() as { page_count: number })
      .page_count
    archive.db.exec(`pragma max_page_count = ${pages + 12}`)
    const long = (i: number) =>
      entry({
        id: `long-${i}`,
        body: `${'word '.repeat(800)}\n[Peru](country-pe) met [Omar Quist](person-${i}).`,
      })

    let acknowledged = 0
    let failure: unknown
    try {
      for (; acknowledged < 100; acknowledged++) archive.write([long(acknowledged)])
    } catch (error) {
      failure = error
    }

    expect(isDiskFailure(failure)).toBe(true)
    expect(acknowledged).toBeGreaterThan(0)
    expect(ids()).toHaveLength(acknowledged)
    expect(audit(archive.db)).toEqual([])

    archive.db.exec('pragma max_page_count = 100000')
    archive.write([long(acknowledged), long(acknowledged + 1)])
    expect(ids()).toHaveLength(acknowledged + 2)
    expect(entity('country-pe')).toMatchObject({ articles: acknowledged + 2 })
    expect(audit(archive.db)).toEqual([])
  })
})

describe('remove', () => {
  it('removes an article with all its names and earlier texts', () => {
    archive.write([
      entry({ id: 'a', body: '[Peru](country-pe) and [Chile](country-cl).' }),
      entry({ id: 'b', body: '[Peru](country-pe).' }),
    ])
    archive.write([entry({ id: 'a', body: '[Peru](country-pe) met [Chile](country-cl).' })])

    expect(archive.remove(['a', 'unknown'], { barred: false })).toBe(1)

    expect(archive.known('a')).toBeNull()
    expect(entity('country-cl')).toBeUndefined()
    expect(entity('country-pe')).toMatchObject({ articles: 1 })
    expect(revisions()).toEqual([])
    expect(audit(archive.db)).toEqual([])
  })

  it('keeps barred articles out until they are unbarred', () => {
    const written = [entry({ id: 'a' })]
    archive.write(written)
    archive.remove(['a'], { barred: true })
    const barred = [archive.isBarred('a'), archive.write(written)]
    archive.unbar(['a'])

    expect(barred).toEqual([true, ['barred']])
    expect(archive.isBarred('a')).toBe(false)
    expect(archive.write(written)).toEqual(['added'])
  })

  it('lets articles that are not barred in again at once', () => {
    archive.write([entry({ id: 'a' })])
    archive.remove(['a'], { barred: false })

    expect(archive.isBarred('a')).toBe(false)
    expect(archive.write([entry({ id: 'a' })])).toEqual(['added'])
  })

  it('never gives a row to another article', () => {
    archive.write([entry({ id: 'a' })])
    const { row } = archive.known('a')!
    archive.remove(['a'], { barred: false })
    archive.write([entry({ id: 'b' })])

    expect(archive.known('b')!.row).toBeGreaterThan(row)
  })
})

describe('supersede', () => {
  it('makes the old text a revision of the new one', () => {
    archive.write([entry({ id: 'old', body: 'One.' }, 'a.txt', null)])
    archive.supersede('old', prepared(entry({ id: 'newer', body: 'Two.' }, 'a.txt', null)))
    const newest = prepared(entry({ id: 'newest', body: '3.' }, 'a.txt', null))
    const outcome = archive.supersede('newer', newest)

    expect(outcome).toBe('changed')
    expect(ids()).toEqual(['newest'])
    expect(revisions().map(([id, , body]) => [id, body])).toEqual([
      ['newest', 'One.'],
      ['newest', 'Two.'],
    ])
    expect(archive.othersFrom('a.txt', 'newest')).toEqual([])
  })

  it('keeps the old text if the new one is barred', () => {
    archive.write([entry({ id: 'b' }, 'b.txt', null), entry({ id: 'a' }, 'a.txt', null)])
    archive.remove(['b'], { barred: true })

    expect(archive.supersede('a', prepared(entry({ id: 'b' }, 'a.txt', null)))).toBe('barred')
    expect(ids()).toEqual(['a'])
  })
})

it('lists the articles of a source', () => {
  archive.write([
    entry({ id: 'b', source: 'gazette' }),
    entry({ id: 'a', source: 'gazette' }),
    entry({ id: 'c', source: 'courier' }),
  ])

  expect(archive.idsOf('gazette')).toEqual(['a', 'b'])
  expect(archive.idsOf('unknown')).toEqual([])
})

it('stores a text character for character', () => {
  const told: Story = story({
    id: 'a',
    title: ' “Ünïted”\u00a0\ttalks ',
    body: '\ufeffA\0B\u2028C\r\n\u202eD 🜚 é e\u0301 \u{1F468}\u200d\u{1F469} \ufffe\uffff end\n\n',
  })
  archive.write([{ ...told, extractor: '1', origin: { path: 'p', line: null } }])

  const stored = archive.db.prepare('select title, body from article join article_text using (row)')
  expect(stored.get()).toEqual({ title: told.article.title, body: told.article.body })
})
