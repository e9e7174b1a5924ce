import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { compareText } from '#core/text/compare-text.ts'
import { ArchiveModel, anyStep, take, write } from '#tests/archive-steps.ts'
import { type Story, story } from '#tests/builders.ts'
import { createNaiveGraph } from '#tests/contracts/naive-graph.ts'
import { audit } from '../audit/audit.ts'
import { stateDigest } from '../audit/digest.ts'
import { type Archive, openArchive } from '../open.ts'

const folder = mkdtempSync(join(tmpdir(), 'counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

it('counts what reading every sentence counts, whatever was added, changed and removed', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12, size: 'max' }), (steps) => {
      const archive = newArchive()
      const model = new ArchiveModel()
      for (const each of steps) {
        const revBefore = archive.rev()
        take(archive, each)
        model.take(each)
        expect(archive.rev()).toBeGreaterThanOrEqual(revBefore)
      }

      expect(countsIn(archive)).toEqual(countsOf([...model.stories.values()]))
      expect(audit(archive.db)).toEqual([])
      archive.close()
    }),
    { numRuns: 150 },
  )
})

it('has one digest for one state, however it was reached', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 8, size: 'max' }), (steps) => {
      const model = new ArchiveModel()
      const [roundabout, straight] = [newArchive(), newArchive()]
      for (const each of steps) {
        take(roundabout, each)
        model.take(each)
      }

      // In another order, in batches of one; barred articles are removed again.
      for (const final of [...model.stories.values()].reverse()) write(straight, [final])
      for (const barred of model.barred) write(straight, [story({ id: barred })])
      straight.remove([...model.barred], { barred: true })

      expect(stateDigest(straight.db)).toBe(stateDigest(roundabout.db))
      for (const archive of [roundabout, straight]) archive.close()
    }),
    { numRuns: 80 },
  )
})

it('has another digest if a text, name, date or extractor differs', () => {
  const digests = [
    story({ body: '[Peru](country-pe) won.' }),
    story({ body: '[Peru](country-pe) won!' }),
    story({ body: 'Peru [won](country-pe).' }),
    story({ body: '[Peru](country-pe-2) won.' }),
    story({ body: '[Peru](country-pe) won.', publishedAt: '2023-06-23' }),
    story({ body: '[Peru](country-pe) won.', id: 'other' }),
  ].map((each) => {
    const archive = newArchive()
    write(archive, [each])
    const digest = stateDigest(archive.db)
    archive.close()
    return digest
  })

  expect(new Set(digests).size).toBe(digests.length)
})

function newArchive(): Archive {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  // Durability is not tested here.
  archive.db.exec('pragma synchronous = off')
  return archive
}

function countsIn({ db }: Archive) {
  const rows = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }))
  return {
    state: rows('select articles, stories, sentences from state'),
    entities: rows(
      'select id, kind, articles, stories, sentences, first, last from entity order by id',
    ),
    aliases: rows(
      `select e.id, n.name, n.count from alias n join entity e on e.row = n.entity
       where n.count > 0 order by 1, 2`,
    ),
    ties: rows(
      `select x.id as a, y.id as b, t.sentences, t.articles, t.stories, t.weight, t.first, t.last
       from tie t join entity x on x.row = t.a join entity y on y.row = t.b order by 1, 2`,
    ),
  }
}

function countsOf(stories: Story[]) {
  const graph = createNaiveGraph(stories)
  const pairs = graph.entities.flatMap(({ id: a }, i) =>
    graph.entities.slice(i + 1).map(({ id: b }) => ({ a, b, ...graph.spread(a, b) })),
  )
  return {
    state: [{ articles: stories.length, stories: graph.stories, sentences: graph.sentences }],
    entities: graph.entities.map((each) => ({ ...each, ...graph.spread(each.id) })),
    aliases: graph.entities.flatMap(({ id }) =>
      [...graph.aliases(id)]
        .map(([name, count]) => ({ id, name, count }))
        .sort((x, y) => compareText(x.name, y.name)),
    ),
    ties: pairs.filter(({ sentences }) => sentences > 0),
  }
}
