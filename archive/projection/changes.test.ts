import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeReading } from '#core/reading.ts'
import type { ArticleChange, EntityChange, TieChange } from '#core/projection.ts'
import { ArchiveModel, anyStep, take, write } from '#tests/archive-steps.ts'
import { type Story, story } from '#tests/builders.ts'
import { createNaiveGraph } from '#tests/contracts/naive-graph.ts'
import { articleChanges, articlesNamed } from './article-changes.ts'
import { entitiesNamed, entityChanges, entityHeads, goneEntities } from './entity-changes.ts'
import { STREAMS, createCheckpointLedger } from './checkpoints.ts'
import { type Archive, openArchive } from '../open.ts'
import { goneTies, tieChanges, tiesNamed } from './tie-changes.ts'

const folder = mkdtempSync(join(tmpdir(), 'changes-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

describe('changes of an archive', () => {
  it('bring a store to what reading every sentence finds, whatever happened between two rounds', () => {
    const rounds = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 4 }), { maxLength: 4 })
    fc.assert(
      fc.property(rounds, rounds, (before, after) => {
        const archive = newArchive()
        const model = new ArchiveModel()
        const [early, late] = [new Filling('early'), new Filling('late')]
        for (const round of before) {
          for (const each of round) take(archive, each)
          for (const each of round) model.take(each)
          early.follow(archive)
        }
        for (const round of after) {
          for (const each of round) take(archive, each)
          for (const each of round) model.take(each)
          late.follow(archive)
        }
        early.follow(archive)
        late.follow(archive)

        const expected = toContents([...model.stories.values()])
        expect(early.contents()).toEqual(expected)
        expect(late.contents()).toEqual(expected)
        expect(archive.db.prepare('select * from gone').all()).toEqual([])
        archive.close()
      }),
      { numRuns: 150 },
    )
  })

  it('are those since a checkpoint, and no others', () => {
    const { archive, db, checkpoint, upTo } = writtenTwice()

    expect(idsOf(articleChanges(db, checkpoint, upTo))).toEqual(['b'])
    expect(idsOf(entityChanges(db, checkpoint, upTo)).sort()).toEqual(['country-pe', 'org-tin'])
    expect(pairsOf(tieChanges(db, checkpoint, upTo))).toEqual(['country-pe org-tin'])
    expect(idsOf(articleChanges(db, 0, checkpoint))).toEqual(['a'])
    archive.close()
  })

  it('of entities are available without what only a graph keeps', () => {
    const { archive, db, checkpoint, upTo } = writtenTwice()
    const [heads, whole] = [entityHeads(db, checkpoint, upTo), entityChanges(db, checkpoint, upTo)]

    expect([...heads].map((head) => ({ ...head.content, ...head }))).toMatchObject([
      { id: 'country-pe', kind: 'country', name: 'Peru', articles: 2, sentences: 2, rev: upTo },
      { id: 'org-tin', kind: 'organization', name: 'Tin', articles: 1, sentences: 1, rev: upTo },
    ])
    expect([...whole]).toMatchObject([...entityHeads(db, checkpoint, upTo)])
    archive.close()
  })

  it('are complete: the article, its origin and reading, an entity with its aliases and roles', () => {
    const archive = newArchive()
    const told = story({
      id: 'talks',
      body: '[Omar Quist](person-quist), minister of [Peru](country-pe).\n[Quist](person-quist) left.',
      authors: ['Ann Roe'],
      metadata: { desk: 'world' },
      roles: [{ sentence: 1, person: 'person-quist', of: 'country-pe', title: 'minister' }],
    })
    write(archive, [story({ id: 'talks', body: 'Before.' })])
    write(archive, [told])
    const [change] = [...articleChanges(archive.db, 0, archive.rev())]
    const [quist] = [...entitiesNamed(archive.db, ['person-quist'])]

    expect(change?.content).toMatchObject({ article: told.article, revisions: 1 })
    expect(change?.content?.origin).toEqual({ path: 'p', line: null })
    expect(decodeReading(change!.content!.reading, told.article)).toEqual(told.reading)
    expect(quist?.content).toEqual({
      kind: 'person',
      name: 'Omar Quist',
      aliases: [
        { name: 'Omar Quist', count: 1 },
        { name: 'Quist', count: 1 },
      ],
      articles: 1,
      stories: 1,
      sentences: 2,
      first: '2023-06-22',
      last: '2023-06-22',
      roles: [
        {
          of: 'country-pe',
          title: 'minister',
          former: false,
          sentences: 1,
          first: '2023-06-22',
          last: '2023-06-22',
          since: null,
          until: null,
          article: 'talks',
          sentence: 1,
        },
      ],
      formerIds: [],
    })
    archive.close()
  })

  it('count the months of a tie equally from either end', () => {
    const archive = newArchive()
    const dates = ['2023-01-31', '2023-02-01T08:00:00Z', '2023-02-03', null, '2021-12-24']
    const body = '[Peru](country-pe), [Quist](person-quist), [Tin](org-tin).\n[Peru](country-pe).'
    write(
      archive,
      dates.map((publishedAt, i) => story({ id: `both-${i}`, publishedAt, body })),
    )
    // One end is in more articles, then the other.
    const months = { months: ['2021-12', '2023-01', '2023-02'], monthCounts: [1, 1, 2] }
    for (const hub of ['[Peru](country-pe) again.', '[Quist](person-quist) again.'.repeat(2)]) {
      const more = Array.from({ length: 9 }, (_, i) =>
        story({ id: `${hub.length}-${i}`, body: hub }),
      )
      write(archive, more)
      const ties = [...tieChanges(archive.db, 0, archive.rev())]

      expect(ties.map(({ content }) => content)).toEqual(
        Array(3).fill(expect.objectContaining(months)),
      )
    }
    archive.close()
  })

  it('leave an article that changes while they are read for the next round', () => {
    const archive = newArchive()
    for (const id of ['a', 'b', 'c']) write(archive, [story({ id })])
    const upTo = archive.rev()
    const seen: string[] = []
    for (const { id } of articleChanges(archive.db, 0, upTo)) {
      if (seen.length === 0) write(archive, [story({ id: 'c', body: 'Changed.' })])
      seen.push(id)
    }

    expect(seen).toEqual(['a', 'b'])
    expect(idsOf(articleChanges(archive.db, upTo, archive.rev()))).toEqual(['c'])
    archive.close()
  })

  it('read page after page to the end', () => {
    const archive = newArchive()
    const stories = Array.from({ length: 1201 }, (_, i) =>
      story({ id: `a${i}`, body: `[Hub](country-pe) met [N${i}](org-n${i}).` }),
    )
    write(archive, stories)
    const { db } = archive
    const upTo = archive.rev()

    expect(idsOf(articleChanges(db, 0, upTo))).toEqual(stories.map(({ article }) => article.id))
    expect(new Set(idsOf(entityChanges(db, 0, upTo))).size).toBe(1202)
    expect(new Set(pairsOf(tieChanges(db, 0, upTo))).size).toBe(1201)

    createCheckpointLedger(db).willSend('t', STREAMS, upTo)
    archive.remove(
      stories.map(({ article }) => article.id),
      { barred: false },
    )
    expect(new Set(idsOf(articleChanges(db, upTo, archive.rev()))).size).toBe(1201)
    expect(new Set(idsOf(goneEntities(db, upTo, archive.rev()))).size).toBe(1202)
    expect(new Set(pairsOf(goneTies(db, upTo, archive.rev()))).size).toBe(1201)
    archive.close()
  })

  it('are available by name, with missing ones reported as gone', () => {
    const archive = newArchive()
    write(archive, [story({ id: 'a', body: '[Peru](country-pe) met [Quist](person-quist).' })])
    const { db } = archive
    const rev = archive.rev()

    expect([...articlesNamed(db, ['no', 'a'])].map(({ id, content }) => [id, !content])).toEqual([
      ['no', true],
      ['a', false],
    ])
    expect([...entitiesNamed(db, ['no', 'country-pe'])]).toEqual([
      expect.objectContaining({ id: 'country-pe', rev }),
      { id: 'no', rev, content: null },
    ])
    const pairs: [string, string][] = [
      ['country-pe', 'person-quist'],
      ['country-pe', 'no'],
    ]
    expect([...tiesNamed(db, pairs)].map(({ b, content }) => [b, content?.sentences])).toEqual([
      ['person-quist', 1],
      ['no', undefined],
    ])
    archive.close()
  })
})

function newArchive(): Archive {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  // Durability is not tested here.
  archive.db.exec('pragma synchronous = off')
  return archive
}

/** A minimal engine: accepts only newer versions and keeps its checkpoints in the archive. */
class Filling {
  readonly #target: string
  readonly #revs = new Map<string, number>()
  readonly #held = new Map<string, unknown>()

  constructor(target: string) {
    this.#target = target
  }

  follow({ db, ...archive }: Archive): void {
    const ledger = createCheckpointLedger(db)
    const upTo = archive.rev()
    ledger.willSend(this.#target, STREAMS, upTo)
    const since = ledger.checkpoints(this.#target)
    for (const change of goneTies(db, since.ties, upTo)) this.#takeTie(change)
    for (const change of entityChanges(db, since.entities, upTo)) this.#takeEntity(change)
    for (const change of articleChanges(db, since.articles, upTo)) this.#takeArticle(change)
    for (const change of tieChanges(db, since.ties, upTo)) this.#takeTie(change)
    for (const change of goneEntities(db, since.entities, upTo)) this.#takeEntity(change)
    for (const stream of STREAMS) ledger.setCheckpoint(this.#target, stream, upTo)
  }

  contents() {
    return Object.fromEntries(this.#held)
  }

  #takeArticle({ id, rev, content }: ArticleChange): void {
    this.#take(`article ${id}`, rev, content?.article.body ?? null)
  }

  #takeEntity({ id, rev, content }: EntityChange): void {
    this.#take(id, rev, content && { kind: content.kind, sentences: content.sentences })
  }

  #takeTie({ a, b, rev, content }: TieChange): void {
    this.#take(`${a} ${b}`, rev, content)
  }

  #take(key: string, rev: number, content: unknown): void {
    if (rev <= (this.#revs.get(key) ?? -1)) return
    this.#revs.set(key, rev)
    if (content === null) this.#held.delete(key)
    else this.#held.set(key, content)
  }
}

function toContents(stories: Story[]) {
  const graph = createNaiveGraph(stories)
  const entities = graph.entities.map(({ id, kind }) => [
    id,
    { kind, sentences: graph.spread(id).sentences },
  ])
  const ties = graph.entities.flatMap(({ id: a }, i) =>
    graph.entities.slice(i + 1).flatMap(({ id: b }) => {
      const spread = graph.spread(a, b)
      return spread.sentences > 0 ? [[`${a} ${b}`, { ...spread, ...monthsOf(stories, a, b) }]] : []
    }),
  )
  const articles = stories.map(({ article }) => [`article ${article.id}`, article.body])
  return Object.fromEntries([...articles, ...entities, ...ties]) as Record<string, unknown>
}

function monthsOf(stories: Story[], a: string, b: string) {
  const named = [...new Set(stories.map(({ article }) => article.publishedAt?.slice(0, 7) ?? ''))]
  const counts = named.sort().flatMap((month) => {
    const within = stories.filter(({ article }) => article.publishedAt?.startsWith(month))
    const { sentences } = createNaiveGraph(within).spread(a, b)
    return month !== '' && sentences > 0 ? [{ month, sentences }] : []
  })
  return {
    months: counts.map(({ month }) => month),
    monthCounts: counts.map(({ sentences }) => sentences),
  }
}

const idsOf = (changes: Iterable<{ id: string }>) => [...changes].map(({ id }) => id)
const pairsOf = (changes: Iterable<TieChange>) => [...changes].map(({ a, b }) => `${a} ${b}`)

/** Peru is in the article before the checkpoint and in the one after it. */
function writtenTwice() {
  const archive = newArchive()
  write(archive, [story({ id: 'a', body: '[Peru](country-pe) met [Quist](person-quist).' })])
  const checkpoint = archive.rev()
  write(archive, [story({ id: 'b', body: '[Peru](country-pe) met [Tin](org-tin).' })])
  return { archive, db: archive.db, checkpoint, upTo: archive.rev() }
}
