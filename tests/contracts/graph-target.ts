import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { articleChanges } from '#archive/projection/article-changes.ts'
import { archiveContents, archiveState } from '#archive/scan.ts'
import { entityChanges } from '#archive/projection/entity-changes.ts'
import type { Archive } from '#archive/open.ts'
import { tieChanges } from '#archive/projection/tie-changes.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { ContentKind, EntityChange, GraphTarget, TieChange } from '#core/projection.ts'
import { anyStep, take } from '#tests/archive-steps.ts'
import { type Story, story } from '#tests/builders.ts'
import { applied, fillGraph, sendChanges, withArchive } from '#tests/fill-graph.ts'
import { generateStories } from '#tests/generated-stories.ts'

const KINDS: ContentKind[] = ['article', 'entity', 'tie']
const SEED = 2026

const NEWS = [
  story({
    id: 'a',
    body: '[Ana Silva](person-ana-silva), mayor of [Lima](org-lima), met [Bo Ek](person-bo-ek).',
    roles: [{ sentence: 1, person: 'person-ana-silva', of: 'org-lima', title: 'mayor' }],
  }),
  story({ id: 'b', body: '[Ana Silva](person-ana-silva) went to [Peru](country-pe).' }),
]

interface Opened {
  target: GraphTarget
  store: GraphStore
}

/** What every target of a graph store promises; `open` opens the target and a store that reads from it. */
export function testGraphTarget(open: () => Promise<Opened>) {
  describe('graph target contract', () => {
    let target: GraphTarget
    let store: GraphStore
    beforeAll(async () => {
      ;({ target, store } = await open())
    })
    afterAll(async () => {
      await Promise.all([target.close(), store.close()])
    })

    /** Fills the graph with stories; `work` may continue with their archive. */
    const filled = <T>(stories: Story[], work: (archive: Archive) => Promise<T>) =>
      withArchive(stories, async (archive) => {
        await fillGraph(target, archive)
        return work(archive)
      })

    async function contents() {
      const all = new Map<string, string>()
      for (const kind of KINDS) {
        for await (const { key, fingerprint } of target.contents(kind)) {
          all.set(`${kind} ${key}`, fingerprint)
        }
      }
      return all
    }

    function contentsOf({ db }: Archive) {
      const all = new Map<string, string>()
      for (const kind of KINDS) {
        for (const { key, fingerprint } of archiveContents(db, kind)) {
          all.set(`${kind} ${key}`, fingerprint)
        }
      }
      return all
    }

    describe('before it is filled', () => {
      beforeEach(() => target.clear())

      it('holds nothing, and the store says so', async () => {
        expect(await target.state()).toBeNull()
        await expect(store.entity('country-pe')).rejects.toThrow(StoreError)
      })

      it('reports the same state every time once it is prepared', async () => {
        const state = await target.prepare('archive-1')

        expect(state).toMatchObject({ archive: 'archive-1', rev: 0 })
        expect(await target.state()).toEqual(state)
        expect(await target.prepare('archive-1')).toEqual(state)
      })

      it('has a new id after it was emptied', async () => {
        const before = await target.prepare('archive-1')
        await target.clear()
        const after = await target.prepare('archive-1')

        expect(after.target).not.toBe(before.target)
      })

      it('refuses the changes of another archive', async () => {
        await target.prepare('archive-1')

        await expect(target.prepare('archive-2')).rejects.toThrow(UserError)
      })

      it('is not visible until it was filled once', async () => {
        await target.prepare('archive-1')

        await expect(store.entities({ size: 5 })).rejects.toThrow(StoreError)
      })

      it('counts as filled by an empty archive', async () => {
        await filled([], async () => {
          expect(await store.entities({ size: 5 })).toMatchObject({ items: [], version: 0 })
        })
      })
    })

    it('holds what the archive holds', async () => {
      await filled(generateStories(60), async (archive) => {
        expect(await contents()).toEqual(contentsOf(archive))
        expect(await target.state()).toMatchObject({ rev: archive.rev() })
      })
    })

    it("shows the archive's version that was settled last", async () => {
      await filled(NEWS, async (archive) => {
        const state = archiveState(archive.db)
        const before = await store.entity('country-pe')
        await target.settle({ ...state, rev: 77 })

        expect(before?.version).toBe(state.rev)
        expect((await store.entity('country-pe'))?.version).toBe(77)
        expect(await target.state()).toMatchObject({ rev: 77 })
      })
    })

    it('changes nothing if everything is sent again', async () => {
      await filled(generateStories(60), async (archive) => {
        const before = await contents()
        await sendAll(archive)
        await sendAll(archive, { force: true })

        expect(await contents()).toEqual(before)
      })
    })

    it('follows an archive through any changes', async () => {
      const rounds = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 4 }), {
        minLength: 2,
        maxLength: 5,
      })
      for (const steps of fc.sample(rounds, { seed: SEED, numRuns: 6 })) {
        await filled([], async (archive) => {
          for (const round of steps) {
            for (const step of round) take(archive, step)
            await sendChanges(target, archive)
            expect(await contents()).toEqual(contentsOf(archive))
          }
        })
      }
    })

    it('reports its progress in the order of the changes', async () => {
      await filled([], (empty) =>
        withArchive(generateStories(900), async (archive) => {
          await target.prepare(archiveState(empty.db).archive)
          const said = await applied(
            target.putArticles(articleChanges(archive.db, 0, archive.rev())),
          )

          const revs = said.map((each) => each.rev)
          expect(revs).toEqual([...revs].sort((x, y) => x - y))
          expect(revs.length).toBeGreaterThan(1)
          expect(revs.at(-1)).toBe(archive.rev())
          expect(said.reduce((sum, { count }) => sum + count, 0)).toBe(900)
          expect(said.flatMap(({ refused }) => refused)).toEqual([])
        }),
      )
    })

    it('reads no further ahead than what is in flight', async () => {
      await filled([], async () => {
        let read = 0
        const endless = function* () {
          for (;;) yield tie({ a: `person-${++read}`, b: 'person-x', rev: read })
        }
        for await (const { count } of target.putTies(endless())) {
          expect(read).toBeLessThanOrEqual(count * 3)
          break
        }
      })
    })

    it('stops between two batches when aborted', async () => {
      await filled([], async () => {
        const stop = new AbortController()
        const endless = function* () {
          for (let rev = 1; ; rev++) yield tie({ a: `person-${rev}`, b: 'person-x', rev })
        }
        const stopping = async () => {
          const stream = target.putTies(endless(), { signal: stop.signal })
          for await (const { count } of stream) if (count > 0) stop.abort()
        }

        await expect(stopping()).rejects.toThrow(/abort/i)
      })
    })

    describe('of two versions', () => {
      it('keeps the newer of an entity', async () => {
        await filled(NEWS, async () => {
          await applied(target.putEntities([ana({ rev: 50, name: 'Ana Costa', articles: 9 })]))
          await applied(target.putEntities([ana({ rev: 40, name: 'Mistaken' })]))

          const found = await store.entity('person-ana-silva')
          expect(found).toMatchObject({ name: 'Ana Costa', articles: 9, roles: [] })
          expect(await store.suggest('costa', 5)).toMatchObject([{ id: 'person-ana-silva' }])
          expect(await store.suggest('silva', 5)).toEqual([])
        })
      })

      it('keeps the newer of a tie', async () => {
        await filled(NEWS, async () => {
          const [a, b] = ['country-pe', 'person-ana-silva']
          await applied(target.putTies([tie({ a, b, rev: 50, sentences: 9 })]))
          await applied(target.putTies([tie({ a, b, rev: 40, sentences: 5 })]))

          expect(await store.tie(a, b)).toMatchObject({ sentences: 9 })
        })
      })

      it('keeps the newer of an article and its mentions', async () => {
        await filled(NEWS, (archive) =>
          withArchive([story({ id: 'a', body: '[Ana](person-ana-silva) sang.' })], async (late) => {
            const [older] = articleChanges(archive.db, 0, 1)
            const [newer] = articleChanges(late.db, 0, 1)
            await applied(target.putArticles([{ ...newer!, rev: 50 }]))
            await applied(target.putArticles([{ ...older!, rev: 40 }]))

            expect((await contents()).get('article a')).toBe('50 2 1')
          }),
        )
      })

      it('keeps the newer if both arrive together', async () => {
        await filled(NEWS, async () => {
          await applied(
            target.putEntities([ana({ rev: 50, name: 'Ana Costa' }), ana({ rev: 40, name: 'No' })]),
          )

          expect(await store.entity('person-ana-silva')).toMatchObject({ name: 'Ana Costa' })
        })
      })

      it('replaces the same version only by force', async () => {
        await filled(NEWS, async () => {
          await applied(target.putEntities([ana({ rev: 50, name: 'Ana Costa' })]))
          await applied(target.putEntities([ana({ rev: 50, name: 'Ana Lopes' })]))
          const before = await store.entity('person-ana-silva')
          await applied(target.putEntities([ana({ rev: 50, name: 'Ana Lopes' })], { force: true }))

          expect(before?.name).toBe('Ana Costa')
          expect(await store.entity('person-ana-silva')).toMatchObject({ name: 'Ana Lopes' })
        })
      })

      it('removes nothing that is newer', async () => {
        await filled(NEWS, async (archive) => {
          const before = await contents()
          const old = { rev: 0, content: null }
          await applied(target.putEntities([{ id: 'country-pe', ...old }]))
          await applied(target.putArticles([{ id: 'a', ...old }]))
          await applied(target.putTies([{ a: 'country-pe', b: 'person-ana-silva', ...old }]))
          await target.settle(archiveState(archive.db))

          expect(await contents()).toEqual(before)
        })
      })
    })

    it('removes an entity with all its ties, roles and mentions', async () => {
      await filled(NEWS, async () => {
        await applied(target.putEntities([{ id: 'person-ana-silva', rev: 50, content: null }]))

        expect(await store.entity('person-ana-silva')).toBeNull()
        expect(await store.entity('org-lima')).toMatchObject({ roles: [] })
        expect([...(await contents()).keys()].filter((key) => key.includes('ana'))).toEqual([])
      })
    })

    it('ignores removals of what it does not hold', async () => {
      await filled(NEWS, async () => {
        const before = await contents()
        const gone = { rev: 50, content: null }
        await applied(target.putEntities([{ id: 'person-no-one', ...gone }]))
        await applied(target.putArticles([{ id: 'none', ...gone }]))
        await applied(target.putTies([{ a: 'country-pe', b: 'person-no-one', ...gone }]))

        expect(await contents()).toEqual(before)
      })
    })

    it('removes entities that no article names any longer', async () => {
      await filled(NEWS, async (archive) => {
        await applied(target.putArticles([{ id: 'b', rev: 50, content: null }]))
        await target.settle(archiveState(archive.db))

        expect(await store.entity('country-pe')).toBeNull()
        expect(await store.entity('person-ana-silva')).not.toBeNull()
      })
    })

    it('creates a placeholder for an entity that is named before it arrives', async () => {
      await filled(NEWS, async (archive) => {
        const { db } = archive
        const state = archiveState(db)
        const all = [...entityChanges(db, 0, state.rev)]
        await target.clear()
        await target.prepare(state.archive)
        const late = all.filter(({ id }) => id === 'org-lima')
        await applied(target.putEntities(all.filter(({ id }) => id !== 'org-lima')))
        await applied(target.putArticles(articleChanges(db, 0, state.rev)))
        await applied(target.putTies(tieChanges(db, 0, state.rev)))
        await target.settle(state)

        expect(await store.entity('org-lima')).toBeNull()
        const ana = (await store.ties('person-ana-silva', { sort: 'recent', size: 9 }))!
        expect(ana.items.map(({ entity }) => entity.id).sort()).toEqual([
          'country-pe',
          'person-bo-ek',
        ])
        await applied(target.putEntities(late))
        expect(await store.entity('org-lima')).toMatchObject({ roles: [{ title: 'mayor' }] })
        expect(await contents()).toEqual(contentsOf(archive))
      })
    })

    async function sendAll({ db, ...archive }: Archive, options = {}) {
      const upTo = archive.rev()
      await applied(target.putEntities(entityChanges(db, 0, upTo), options))
      await applied(target.putArticles(articleChanges(db, 0, upTo), options))
      await applied(target.putTies(tieChanges(db, 0, upTo), options))
    }
  })
}

function ana({ rev, name, articles = 1 }: { rev: number; name: string; articles?: number }) {
  return {
    id: 'person-ana-silva',
    rev,
    content: {
      kind: 'person',
      name,
      aliases: [{ name, count: 1 }],
      articles,
      stories: articles,
      sentences: articles,
      first: null,
      last: null,
      roles: [],
      formerIds: [],
    },
  } satisfies EntityChange
}

function tie({
  a,
  b,
  rev,
  sentences = 1,
}: {
  a: string
  b: string
  rev: number
  sentences?: number
}) {
  return {
    a,
    b,
    rev,
    content: {
      sentences,
      articles: 1,
      stories: 1,
      weight: 60,
      first: null,
      last: null,
      months: ['2023-06'],
      monthCounts: [sentences],
    },
  } satisfies TieChange
}
