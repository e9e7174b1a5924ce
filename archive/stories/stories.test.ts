import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Story, story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { BEFORE_STORIES, WITHOUT_STORIES } from '#tests/without-stories.ts'
import { articleChanges } from '../projection/article-changes.ts'
import { audit } from '../audit/audit.ts'
import { stateDigest } from '../audit/digest.ts'
import { type Archive, openArchive } from '../open.ts'
import { repairArchive } from '../audit/repair.ts'

const folder = mkdtempSync(join(tmpdir(), 'stories-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

/** Words that occur in no other text. */
const words = (about: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${about}${i}`).join(' ')

const OIL = `The ministers of [Peru](country-pe) and [Austria](country-at) met. ${words('oil', 60)}`
const GRAIN = `[Peru](country-pe) sold grain to [Omar Quist](person-omar-quist). ${words('grain', 60)}`
/** A text with every `nth` word replaced. */
const edited = (text: string, nth: number, by: string) =>
  text.replaceAll(/[a-z]+(\d+)/g, (word, n) => (Number(n) % nth === 3 ? `${by}${n}` : word))

const told = (id: string, body: string, fields: Parameters<typeof story>[0] = {}) =>
  story({ id, body, source: id, title: `Title of ${id}`, ...fields })

const NEWS = [
  told('oil', OIL),
  told('oil-cut', OIL.split(' ').slice(0, 40).join(' ')),
  told('oil-edited', OIL.replace('oil7', 'new').replace('oil30', 'other')),
  told('grain', GRAIN, { publishedAt: '2023-06-23T02:00:00Z' }),
  told('grain-later', GRAIN.replace('grain3', 'x'), { publishedAt: '2023-06-24T02:00:00Z' }),
  told('alone', `[Austria](country-at) rested. ${words('rest', 50)}`),
]

/** Two texts too different to be copies, and the one both were made from. */
const TOLD = {
  early: told('early', edited(OIL, 6, 'early'), { publishedAt: '2023-06-23T02:00:00Z' }),
  late: told('late', edited(OIL, 7, 'late'), { publishedAt: '2023-06-23T03:00:00Z' }),
  middle: told('middle', OIL, { publishedAt: '2023-06-22T20:00:00Z' }),
}

describe('the stories of an archive', () => {
  it('are copies of one text: shortened, edited or retitled', () => {
    expect(groupsIn(filled(NEWS))).toEqual([
      ['alone'],
      ['grain', 'grain-later'],
      ['oil', 'oil-cut', 'oil-edited'],
    ])
  })

  it('are right also where more texts share words than are compared', () => {
    const alike = generateStories(800)
    const archive = filled(alike.slice(0, 500))
    write(archive, alike.slice(500))

    expect(audit(archive.db)).toEqual([])
  })

  it('count a name shared by several of their articles once', () => {
    const archive = filled(NEWS)

    expect(row(archive, 'select articles, stories from state')).toEqual({ articles: 6, stories: 3 })
    expect(row(archive, `select articles, stories from entity where id = 'country-pe'`)).toEqual({
      articles: 5,
      stories: 2,
    })
    expect(
      row(archive, `select max(articles) as articles, max(stories) as stories from tie`),
    ).toEqual({ articles: 3, stories: 1 })
    expect(audit(archive.db)).toEqual([])
  })

  it('keep their number, and redirect from one that merged into another', () => {
    const archive = filled([TOLD.early, TOLD.late])
    const before = storiesOf(archive)
    const rev = archive.rev()
    write(archive, [TOLD.middle])
    const after = storiesOf(archive)

    expect(new Set(Object.values(after))).toEqual(new Set([before.early]))
    expect(row(archive, 'select story, "to" from story_redirect')).toEqual({
      story: before.late,
      to: before.early,
    })
    const changes = [...articleChanges(archive.db, rev, archive.rev())]
    expect(changes.map(({ id }) => id).sort()).toEqual(['early', 'late', 'middle'])
    expect(changes[0]!.content).toMatchObject({
      story: `story-${before.early}`,
      formerStories: [`story-${before.late}`],
      copied: true,
    })
  })

  it('split when the article that joined them is removed', () => {
    const archive = filled([TOLD.early, TOLD.late, TOLD.middle])
    expect(groupsIn(archive)).toHaveLength(1)
    archive.remove(['middle'], { barred: false })

    expect(groupsIn(archive)).toEqual([['early'], ['late']])
    expect(audit(archive.db)).toEqual([])
  })

  it('start with a text that has drifted from the first one', () => {
    const middle = told('middle', OIL, { publishedAt: '2023-06-23T02:30:00Z' })

    expect(groupsIn(filled([TOLD.early, middle, TOLD.late]))).toEqual([
      ['early', 'middle'],
      ['late'],
    ])
  })

  it('stop treating the last remaining article as a copy', () => {
    const archive = filled([told('oil', OIL), told('oil-again', OIL)])
    const rev = archive.rev()
    archive.remove(['oil-again'], { barred: false })

    const changes = [...articleChanges(archive.db, rev, archive.rev())]
    expect(changes.map(({ id, content }) => [id, content?.copied])).toEqual([
      ['oil-again', undefined],
      ['oil', false],
    ])
  })

  it('are found among very many copies, in any order', () => {
    const copies = Array.from({ length: 200 }, (_, i) =>
      told(`oil-${i}`, OIL, {
        publishedAt: new Date(Date.UTC(2023, 5, 22, 0, 0, -i)).toISOString(),
      }),
    )
    const archive = empty()
    for (let i = 0; i < 200; i += 20) write(archive, copies.slice(i, i + 20))

    expect(groupsIn(archive)).toHaveLength(1)
    expect(audit(archive.db)).toEqual([])
  })

  it('keep shared counts right while copies come and go, the first of them last', () => {
    const own = (i: number) =>
      i % 3 === 0 ? OIL : OIL.replace('met.', `met [Omar Quist](person-omar-quist-${i}).`)
    const archive = filled(Array.from({ length: 12 }, (_, i) => told(`oil-${i}`, own(i))))
    const ids = archive.copiesFirst(archive.idsOf('oil-0').concat('oil-4', 'oil-5', 'oil-7'))

    expect(ids).toEqual(['oil-4', 'oil-5', 'oil-7', 'oil-0'])
    for (const id of ids) {
      archive.remove([id], { barred: false })
      expect(audit(archive.db)).toEqual([])
    }
    write(archive, [told('oil-0', own(1))])
    expect(audit(archive.db)).toEqual([])
    expect(groupsIn(archive)).toHaveLength(1)
  })

  it('do not send existing articles again when another copy arrives', () => {
    const archive = filled(NEWS)
    const rev = archive.rev()
    write(archive, [told('oil-again', OIL)])

    expect([...articleChanges(archive.db, rev, archive.rev())].map(({ id }) => id)).toEqual([
      'oil-again',
    ])
  })

  it('depend only on the set of articles, not on the order of changes', () => {
    const pool = [
      ...NEWS,
      ...Object.values(TOLD),
      told('middle-later', OIL, { publishedAt: '2023-06-23T02:30:00Z' }),
      told('middle-again', OIL, { publishedAt: '2023-06-23T01:00:00Z' }),
      told('late-again', edited(OIL, 7, 'late'), { publishedAt: '2023-06-23T00:30:00Z' }),
      told('undated', OIL, { publishedAt: null }),
    ]
    const step = fc.record({ n: fc.nat(pool.length - 1), out: fc.boolean(), batch: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 24, size: 'max' }), (steps) => {
        const archive = empty()
        const held = new Map<string, Story>()
        let batch: Story[] = []
        for (const { n, out, batch: waits } of steps) {
          const each = pool[n]!
          if (!out) batch.push(each)
          if (waits && !out) continue
          write(archive, batch)
          for (const { article, reading } of batch) held.set(article.id, { article, reading })
          batch = []
          if (!out) continue
          archive.remove([each.article.id], { barred: false })
          held.delete(each.article.id)
        }
        const straight = filled([...held.values()].reverse())

        expect(groupsIn(archive)).toEqual(groupsIn(straight))
        expect(audit(archive.db)).toEqual([])
        expect(stateDigest(archive.db)).toBe(stateDigest(straight.db))
        for (const each of [archive, straight]) each.close()
      }),
      { numRuns: 30 },
    )
  })

  it('are found in an older archive from its own texts', () => {
    const archive = filled(NEWS)
    const digest = stateDigest(archive.db)
    archive.db.exec(`${WITHOUT_STORIES} pragma user_version = ${BEFORE_STORIES}`)
    archive.close()
    const later = openArchive(archive.path, { write: true })
    expect(groupsIn(later)).toHaveLength(NEWS.length)
    while (later.findCopies() > 0);

    expect(stateDigest(later.db)).toBe(digest)
    expect(audit(later.db)).toEqual([])
    later.close()
  })

  it('are reported when wrong, and repaired', async () => {
    const archive = filled(NEWS)
    const digest = stateDigest(archive.db)
    archive.db.exec(`update article set story = 1 where id in ('alone', 'oil-cut');
      update article set story = 77 where id = 'grain-later'; delete from story_key where article = 1`)
    expect(audit(archive.db).map(({ what }) => what)).toContain('the story of an article')
    await repairArchive(archive.db, () => Promise.reject(new Error('nothing is to be read again')))

    expect(audit(archive.db)).toEqual([])
    expect(stateDigest(archive.db)).toBe(digest)
  })
})

function empty(): Archive {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  // Durability is not tested here.
  archive.db.exec('pragma synchronous = off')
  return archive
}

function filled(stories: Story[]): Archive {
  const archive = empty()
  write(archive, stories)
  return archive
}

function write(archive: Archive, stories: Story[]): void {
  const origin = { path: 'news', line: null }
  archive.write(stories.map((each) => ({ ...each, extractor: '1', origin })))
}

function storiesOf({ db }: Archive): Record<string, number> {
  const rows = db.prepare('select id, story from article').all() as { id: string; story: number }[]
  return Object.fromEntries(rows.map(({ id, story: number }) => [id, number]))
}

function groupsIn(archive: Archive): string[][] {
  const groups = Map.groupBy(Object.entries(storiesOf(archive)), ([, number]) => number)
  return [...groups.values()].map((group) => group.map(([id]) => id).sort()).sort()
}

function row({ db }: Archive, sql: string) {
  return { ...db.prepare(sql).get() }
}
