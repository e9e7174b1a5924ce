import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { OutdatedError, UserError } from '#core/errors.ts'
import { story } from '#tests/builders.ts'
import { drain, fill, toArticleChanges, toState } from '#tests/changes.ts'
import { testSearchTarget } from '#tests/contracts/search-target.ts'
import { askElasticsearch, deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { testService } from '#tests/services.ts'
import { openElasticsearchTarget } from './open-target.ts'
import { openElasticsearchSearchStore } from './search-store.ts'

const address = await testService('elasticsearch')
const ARCHIVE = 'archive-of-tests'
const DOCS = join(import.meta.dirname, '../../docs/engines.md')

describe.skipIf(!address)('on a real Elasticsearch', () => {
  const prefixes: string[] = []
  let prefix: string
  beforeEach(() => prefixes.push((prefix = randomPrefix())))
  afterAll(async () => {
    for (const each of prefixes) await deleteIndexesOf(address!, each)
  })

  const open = () => openElasticsearchTarget(address!, { prefix })
  const ask = <T = unknown>(method: string, path: string, body?: object) =>
    askElasticsearch<T>(address!, method, path, body)

  testSearchTarget(async () => ({
    target: await open(),
    store: await openElasticsearchSearchStore(address!, { prefix }),
  }))

  /** The index behind the search alias for articles. */
  async function articlesIndex(): Promise<string> {
    return Object.keys(await ask<object>('GET', `/${prefix}-articles/_alias`))[0]!
  }

  async function refreshInterval(): Promise<string | undefined> {
    const index = await articlesIndex()
    const path = `/${index}/_settings?flat_settings`
    const found = await ask<Record<string, { settings: Record<string, string> }>>('GET', path)
    return found[index]!.settings['index.refresh_interval']
  }

  async function failureOf(work: Promise<unknown>): Promise<Error> {
    return work.then(
      () => expect.fail('it did not fail'),
      (error: Error) => error,
    )
  }

  describe('elasticsearch target', () => {
    it('shows nothing during a first load, and refreshes by itself afterwards', async () => {
      const target = await open()
      await target.prepare(ARCHIVE)
      await drain(target.putArticles(toArticleChanges([story()])))
      expect(await refreshInterval()).toBe('-1')

      await target.settle(toState([story()]))
      expect(await refreshInterval()).toBeUndefined()
      await target.close()
    })

    it('turns refreshing on again after a killed first load', async () => {
      const killed = await open()
      await killed.prepare(ARCHIVE)
      await drain(killed.putArticles(toArticleChanges([story()])))
      await killed.close()

      const target = await open()
      const state = await target.prepare(ARCHIVE)
      expect(await refreshInterval()).toBeUndefined()
      expect(state.rev).toBe(1)
      await target.close()
    })

    it('deletes what a killed rebuild left behind, and the index it replaces', async () => {
      const target = await open()
      await fill(target, [story()])
      await target.rebuild(ARCHIVE)
      const rebuild = await target.rebuild(ARCHIVE)
      await rebuild.settle(toState([]))
      await rebuild.swap()
      await target.close()

      const indexes = await ask<{ index: string }[]>('GET', `/_cat/indices/${prefix}*?format=json`)
      expect(indexes).toHaveLength(3)
    })

    it('starts over if its index was deleted', async () => {
      const target = await open()
      const before = await target.prepare(ARCHIVE)
      await ask('DELETE', `/${await articlesIndex()}`)

      expect(await target.state()).toBeNull()
      expect((await target.prepare(ARCHIVE)).target).not.toBe(before.target)
      await target.close()
    })

    it('does not recreate a deleted index by writing to it', async () => {
      const target = await open()
      await target.prepare(ARCHIVE)
      const index = await articlesIndex()
      await ask('DELETE', `/${index}`)

      await failureOf(drain(target.putArticles(toArticleChanges([story()]))))
      expect(await ask('GET', `/${index}*`)).toEqual({})
      await target.close()
    })

    it('refuses an article that Elasticsearch cannot hold, and accepts the others', async () => {
      const target = await open()
      await target.prepare(ARCHIVE)
      const stories = ['a', 'x'.repeat(600), 'b'].map((id) => story({ id }))
      const applied = await drain(target.putArticles(toArticleChanges(stories)))

      expect(applied).toMatchObject([{ rev: 3, count: 3, refused: [{ id: 'x'.repeat(600) }] }])
      expect(applied[0]!.refused[0]!.reason).toContain('512 bytes')
      expect((await drain(target.contents('article'))).map(({ key }) => key).sort()).toEqual([
        'a',
        'b',
      ])
      await target.close()
    })

    it('accepts words, names and texts of any length', async () => {
      const target = await open()
      await target.prepare(ARCHIVE)
      const long = 'ə'.repeat(40_000)
      const fields = { title: long, body: `${long} ${long}.`, source: long, authors: [long] }
      const applied = await drain(
        target.putArticles(toArticleChanges([story({ ...fields, publishedAt: 'no date' })])),
      )

      expect(applied).toEqual([{ rev: 1, count: 1, refused: [] }])
      await target.close()
    })

    it('forgets removed items an hour later', async () => {
      const target = await open()
      await fill(target, [story({ id: 'a' }), story({ id: 'b' }), story({ id: 'c' })])
      const index = await articlesIndex()
      await drain(target.putArticles([{ id: 'b', rev: 4, content: null }]))
      const deletedAt = new Date(Date.now() - 3_700_000).toISOString()
      const aged = { id: 'c', rev: 5, deleted: true, deletedAt }
      await ask('PUT', `/${index}/_doc/c?version=5&version_type=external&refresh`, aged)

      await target.purge()

      const { hits } = await ask<{ hits: { hits: { _id: string }[] } }>('GET', `/${index}/_search`)
      expect(hits.hits.map(({ _id }) => _id).sort()).toEqual(['a', 'b'])
      await target.close()
    })

    it.each(['articles', 'entities', 'state'])(
      'refuses a foreign index in place of its %s',
      async (name) => {
        await ask('PUT', `/${prefix}-${name}`, { mappings: { properties: {} } })
        const target = await open()
        const error = await failureOf(target.prepare(ARCHIVE))

        expect(error).toBeInstanceOf(UserError)
        expect(error.message).toContain(`${prefix}-${name} that is not Dateline's`)
        await target.close()
      },
    )

    it('refuses a foreign alias', async () => {
      await ask('PUT', `/${prefix}-other`, { aliases: { [`${prefix}-articles`]: {} } })
      const target = await open()

      expect(await failureOf(target.state())).toBeInstanceOf(UserError)
      expect(await failureOf(target.rebuild(ARCHIVE))).toBeInstanceOf(UserError)
      await target.close()
    })

    it('refuses an index with a write block', async () => {
      const target = await open()
      await target.prepare(ARCHIVE)
      const settings = { 'index.blocks.read_only_allow_delete': true }
      await ask('PUT', `/${await articlesIndex()}/_settings`, settings)

      const error = await failureOf(target.prepare(ARCHIVE))
      expect(error).toBeInstanceOf(UserError)
      expect(error.message).toContain('disk is nearly full')
      await target.close()
    })

    it('refuses an index filled from another archive', async () => {
      const target = await open()
      await target.prepare('some-other-archive')
      const error = await failureOf(target.prepare(ARCHIVE))

      expect(error).toBeInstanceOf(UserError)
      expect(error.message).toContain('another archive')
      await target.close()
    })

    async function pretendVersion(version: number): Promise<void> {
      const dateline = { version, archive: ARCHIVE, target: 't' }
      for (const name of ['articles', 'entities']) {
        const aliases = { [`${prefix}-${name}`]: {} }
        const mappings = { _meta: { dateline }, properties: { rev: { type: 'long' } } }
        await ask('PUT', `/${prefix}-${name}-v${version}-t`, { aliases, mappings })
      }
    }

    it('refuses an index made by a newer version of Dateline', async () => {
      await pretendVersion(99)
      const target = await open()
      const error = await failureOf(target.prepare(ARCHIVE))

      expect(error).toBeInstanceOf(UserError)
      expect(error.message).toContain('newer version of Dateline')
      await target.close()
    })

    it("asks for a rebuild of an older version's index, and rebuilds it", async () => {
      await pretendVersion(0)
      const target = await open()
      expect(await target.state()).toMatchObject({ archive: ARCHIVE, target: 't' })
      expect(await failureOf(target.prepare(ARCHIVE))).toBeInstanceOf(OutdatedError)

      const rebuild = await target.rebuild(ARCHIVE)
      await rebuild.settle(toState([]))
      await rebuild.swap()
      expect(await target.prepare(ARCHIVE)).toEqual(await target.state())
      await target.close()
    })

    it('needs no more rights than the API key described in docs/engines.md', async () => {
      const [, body] = /POST \/_security\/api_key\n(.*?)```/s.exec(readFileSync(DOCS, 'utf8'))!
      const key = JSON.parse(body!) as { name: string }
      const name = `${key.name}-${prefix}`
      const { encoded } = await ask<{ encoded: string }>('POST', '/_security/api_key', {
        ...key,
        name,
      })
      const keyed = { url: address!.url, apiKey: encoded }

      const target = await openElasticsearchTarget(keyed, { prefix })
      await fill(target, [story({ id: 'a' })])
      const rebuild = await target.rebuild(ARCHIVE)
      await drain(rebuild.putArticles(toArticleChanges([story({ id: 'a' }), story({ id: 'b' })])))
      await rebuild.settle(toState([]))
      await rebuild.swap()
      await target.purge()
      const store = await openElasticsearchSearchStore(keyed, { prefix })
      const search = { query: null, filters: { fields: {} } }
      const first = await store.articles({ search, sort: 'newest', size: 1 })
      const second = await store.articles({ search, sort: 'newest', size: 1, cursor: first.next! })
      expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(['a', 'b'])
      expect((await store.status()).sources).toHaveLength(1)
      await Promise.all([store.close(), target.close()])
      await ask('DELETE', '/_security/api_key', { name })
    })

    it.each([
      [{}, { number_of_shards: '1', auto_expand_replicas: '0-1' }],
      [
        { shards: 3, replicas: 2 },
        { number_of_shards: '3', number_of_replicas: '2', auto_expand_replicas: 'false' },
      ],
    ])(
      'creates its index with the configured shards and replicas: %j',
      async (layout, settings) => {
        const target = await openElasticsearchTarget(address!, { prefix, ...layout })
        await target.prepare(ARCHIVE)
        const index = await articlesIndex()
        const found = await ask<Record<string, { settings: { index: object } }>>(
          'GET',
          `/${index}/_settings`,
        )
        expect(found[index]!.settings.index).toMatchObject(settings)
        await target.close()
      },
    )

    it('refuses a wrong password after retrying for a while', async () => {
      const wrong = { ...address!, password: 'wrong' }
      const target = await openElasticsearchTarget(wrong, { prefix, patienceMs: 600 })
      const error = await failureOf(target.prepare(ARCHIVE))

      expect(error).toBeInstanceOf(UserError)
      expect(error.message).toContain('refuses the user or the password')
      await target.close()
    })
  })
})
