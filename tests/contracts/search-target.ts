import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareText } from '#core/text/compare-text.ts'
import { StoreError } from '#core/errors.ts'
import {
  type Applied,
  type ArticleChange,
  type SearchTarget,
  fingerprintOfArticle,
  fingerprintOfEntity,
} from '#core/projection.ts'
import { namesBySentence } from '#core/reading.ts'
import type { SearchStore } from '#core/search.ts'
import { type Story, story } from '#tests/builders.ts'
import { drain, toArticleChanges, toEntityChanges, toState } from '#tests/changes.ts'

/** A target that was never filled, and a store that reads from it. */
export type OpenSearchTarget = () => Promise<{ target: SearchTarget; store: SearchStore }>

const ARCHIVE = 'archive-of-tests'

const TIN = story({ id: 'tin', body: '[Peru](country-pe) sells tin to [Chile](country-cl).' })
const SALT = story({ id: 'salt', body: '[Chile](country-cl) buys salt.', title: 'Salt' })
const RICE = story({ id: 'rice', body: 'Rice is dear.' })

/** What every target of a search store promises. */
export function testSearchTarget(open: OpenSearchTarget) {
  describe('search target contract', () => {
    let target: SearchTarget
    let store: SearchStore
    beforeEach(async () => {
      ;({ target, store } = await open())
    })
    afterEach(async () => {
      await store.close()
      await target.close()
    })

    async function send(stories: Story[], firstRev = 1): Promise<void> {
      await drain(target.putArticles(toArticleChanges(stories, firstRev)))
      await drain(target.putEntities(toEntityChanges(stories)))
    }

    const settle = (stories: Story[], rev = stories.length) =>
      target.settle({ ...toState(stories), rev })

    async function shown(): Promise<string[]> {
      const search = { query: null, filters: { fields: {} } }
      const { items } = await store.articles({ search, sort: 'newest', size: 10 })
      return items.map(({ id, title }) => (title === 'A title' ? id : `${id}: ${title}`))
    }

    const removed = (id: string, rev: number): ArticleChange => ({ id, rev, content: null })
    const retold = (title: string) => story({ id: 'tin', title })

    it('is empty at first, then holds what is sent, under a stable id', async () => {
      expect(await target.state()).toBeNull()

      const state = await target.prepare(ARCHIVE)
      expect(state).toMatchObject({ archive: ARCHIVE, rev: 0 })
      await send([TIN, SALT])

      expect(await target.state()).toEqual({ ...state, rev: 2 })
      expect(await target.prepare(ARCHIVE)).toEqual({ ...state, rev: 2 })
    })

    it('shows nothing of a first load until it is settled', async () => {
      await target.prepare(ARCHIVE)
      await send([TIN])
      await expect(store.status()).rejects.toBeInstanceOf(StoreError)

      await settle([TIN], 7)

      expect(await shown()).toEqual(['tin'])
      expect(await store.status()).toMatchObject({ articles: 1, version: 7 })
    })

    it('reports how far everything is applied, in the order of the changes', async () => {
      const stories = Array.from({ length: 3000 }, (_, i) =>
        story({ id: `${i}`, body: `Tin ${'and tin '.repeat(80)}.` }),
      )
      await target.prepare(ARCHIVE)
      const applied = await drain<Applied>(target.putArticles(toArticleChanges(stories, 5)))

      expect(applied.length).toBeGreaterThan(1)
      expect(applied.map(({ rev }) => rev)).toEqual(
        applied.map(({ rev }) => rev).sort((a, b) => a - b),
      )
      expect(applied.at(-1)!.rev).toBe(3004)
      expect(applied.reduce((sum, { count }) => sum + count, 0)).toBe(3000)
      expect(applied.flatMap(({ refused }) => refused)).toEqual([])
    })

    it('ends at once if there is nothing to send', async () => {
      await target.prepare(ARCHIVE)

      expect(await drain(target.putArticles([]))).toEqual([])
    })

    it('keeps the newer of two changes, whichever comes last', async () => {
      await target.prepare(ARCHIVE)
      for (const [rev, title] of [
        [5, 'five'],
        [9, 'nine'],
        [7, 'seven'],
        [9, 'nine again'],
      ] as const) {
        const [applied] = await drain(target.putArticles(toArticleChanges([retold(title)], rev)))
        expect(applied).toMatchObject({ rev, count: 1, refused: [] })
      }
      await settle([TIN], 9)

      expect(await shown()).toEqual(['tin: nine'])
    })

    it('replaces the same version by force, but nothing newer', async () => {
      await target.prepare(ARCHIVE)
      await send([retold('nine')], 9)
      await drain(target.putArticles(toArticleChanges([retold('mended')], 9), { force: true }))
      await drain(target.putArticles(toArticleChanges([retold('late')], 8), { force: true }))
      await settle([TIN], 9)

      expect(await shown()).toEqual(['tin: mended'])
    })

    it('removes an item, and keeps it out if an older change comes late', async () => {
      await target.prepare(ARCHIVE)
      await send([TIN, SALT])
      await drain(target.putArticles([removed('tin', 3)]))
      await drain(target.putArticles(toArticleChanges([TIN], 1)))
      await settle([SALT], 3)

      expect(await shown()).toEqual(['salt: Salt'])
      expect(await store.article('tin')).toBeNull()
      expect((await target.state())!.rev).toBe(3)
      expect((await drain(target.contents('article'))).map(({ key }) => key)).toEqual(['salt'])
    })

    it('accepts a removed item again', async () => {
      await target.prepare(ARCHIVE)
      await send([TIN])
      await drain(target.putArticles([removed('tin', 2)]))
      await drain(target.putArticles(toArticleChanges([TIN], 3)))
      await settle([TIN], 3)

      expect(await shown()).toEqual(['tin'])
    })

    it('ignores removals of what it never had', async () => {
      await target.prepare(ARCHIVE)

      const [applied] = await drain(target.putArticles([removed('nowhere', 4)]))

      expect(applied).toEqual({ rev: 4, count: 1, refused: [] })
    })

    it('shows current names, also in unchanged articles', async () => {
      await target.prepare(ARCHIVE)
      await send([TIN])
      await settle([TIN], 1)
      const names = async () => (await store.article('tin'))!.entities.map(({ name }) => name)
      expect(await names()).toEqual(['Chile', 'Peru'])

      const [chile] = toEntityChanges([TIN])
      const content = { ...chile!.content!, name: 'Republic of Chile' }
      await drain(target.putEntities([{ ...chile!, rev: 2, content }]))
      await settle([TIN], 2)

      await expect.poll(names).toEqual(['Republic of Chile', 'Peru'])
    })

    it('lists its contents for comparison', async () => {
      await target.prepare(ARCHIVE)
      await send([TIN, SALT, RICE], 4)
      await settle([TIN, SALT, RICE])

      const names = ({ reading }: Story) =>
        [...namesBySentence(reading).values()].reduce((sum, { size }) => sum + size, 0)
      expect(byKey(await drain(target.contents('article')))).toEqual(
        byKey(
          [TIN, SALT, RICE].map((each, i) => ({
            key: each.article.id,
            fingerprint: fingerprintOfArticle(4 + i, each.reading.sentences.length, names(each)),
          })),
        ),
      )
      expect(byKey(await drain(target.contents('entity')))).toEqual(
        byKey(
          toEntityChanges([TIN, SALT, RICE]).map(({ id, rev, content }) => ({
            key: id,
            fingerprint: fingerprintOfEntity(rev, content!),
          })),
        ),
      )
      expect(await drain(target.contents('tie'))).toEqual([])
    })

    it('fills a rebuild next to what it shows, and swaps them in one step', async () => {
      const state = await target.prepare(ARCHIVE)
      await send([TIN, SALT])
      await settle([TIN, SALT], 2)

      const rebuild = await target.rebuild(ARCHIVE)
      const rebuilt = await rebuild.prepare(ARCHIVE)
      expect(rebuilt).toMatchObject({ archive: ARCHIVE, rev: 0 })
      expect(rebuilt.target).not.toBe(state.target)
      await drain(rebuild.putArticles(toArticleChanges([RICE], 3)))
      await rebuild.settle({ ...toState([RICE]), rev: 3 })
      expect((await shown()).sort()).toEqual(['salt: Salt', 'tin'])
      expect(await target.state()).toEqual({ ...state, rev: 2 })

      await rebuild.swap()
      expect(await shown()).toEqual(['rice'])
      expect(await target.state()).toEqual({ ...rebuilt, rev: 3 })
      await expect.poll(async () => (await store.status()).version).toBe(3)

      await drain(target.putArticles(toArticleChanges([SALT], 4)))
      await settle([RICE, SALT], 4)
      expect((await shown()).sort()).toEqual(['rice', 'salt: Salt'])
    })

    it('keeps showing the old generation if a rebuild fails', async () => {
      await target.prepare(ARCHIVE)
      await send([TIN])
      await settle([TIN], 1)
      const given = await target.rebuild(ARCHIVE)
      await drain(given.putArticles(toArticleChanges([RICE], 2)))

      const rebuild = await target.rebuild(ARCHIVE)
      await drain(rebuild.putArticles(toArticleChanges([SALT], 2)))
      await rebuild.settle({ ...toState([SALT]), rev: 2 })
      expect(await shown()).toEqual(['tin'])

      await rebuild.swap()
      expect(await shown()).toEqual(['salt: Salt'])
    })

    it('accepts no more when aborted', async () => {
      const stop = new AbortController()
      let taken = 0
      function* endless() {
        for (let rev = 1; ; rev++) {
          taken++
          if (rev === 10_000) stop.abort()
          if (rev > 200_000) throw new Error('it did not stop')
          yield* toArticleChanges([story({ id: `${rev}` })], rev)
        }
      }
      await target.prepare(ARCHIVE)
      const applied = await drain(target.putArticles(endless(), { signal: stop.signal }))

      // Everything taken from the stream was sent.
      expect(applied.at(-1)!.rev).toBe(taken)
    })
  })
}

function byKey<T extends { key: string }>(items: T[]): T[] {
  return items.toSorted((a, b) => compareText(a.key, b.key))
}
