import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articleChanges } from '#archive/projection/article-changes.ts'
import { archiveState } from '#archive/scan.ts'
import { entityChanges } from '#archive/projection/entity-changes.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import type { SearchTarget } from '#core/projection.ts'
import { createApp } from '#api/app.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { openNeo4jTarget } from '#stores/neo4j/target.ts'
import { openNeo4jGraphStore } from '#stores/neo4j/graph-store.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { openElasticsearchTarget } from '#stores/elasticsearch/open-target.ts'
import { openElasticsearchSearchStore } from '#stores/elasticsearch/search-store.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { write } from '#tests/archive-steps.ts'
import { story } from '#tests/builders.ts'
import { type Corpus, readCorpus } from '#tests/differential/corpus.ts'
import { differing } from '#tests/differential/differing.ts'
import { fileQuestions } from '#tests/differential/files.ts'
import { appOver, wrongNumbers } from '#tests/differential/numbers.ts'
import { type StorePair, createQuestions } from '#tests/differential/questions.ts'
import { deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { applied, sendChanges } from '#tests/fill-graph.ts'
import { isLong } from '#tests/long.ts'
import { NEWS, newsLines, writeNews } from '#tests/news.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { testService } from '#tests/services.ts'
import { SAMPLE } from '#tests/shared-data.ts'

const SEED = Number(process.env.DATELINE_SEED ?? 4310)
const STORIES = isLong ? Infinity : 1500
const COUNTS = isLong ? { searches: 1600, pairs: 1000 } : { searches: 400, pairs: 200 }
/** How often every kind of number of the graph is opened. */
const NUMBERS = isLong ? 200 : 3
const SLOW = { timeout: 900_000 }
/** Slow answers are not differences. */
const names = { search: 'Elasticsearch', graph: 'Neo4j' }
const PATIENT = { answerMs: 30_000 }

const elasticsearch = await testService('elasticsearch')
const neo4j = await testService('neo4j')

describe.skipIf(!elasticsearch || !neo4j)(
  `SQLite and the engines with the same queries of ${NEWS} (DATELINE_SEED=${SEED})`,
  SLOW,
  () => {
    useNeo4j(neo4j!)

    const folder = mkdtempSync(join(tmpdir(), 'differential-'))
    const path = join(folder, 'archive.db')
    const prefix = randomPrefix()
    let embedded: StorePair
    let engines: StorePair
    let corpus: Corpus

    beforeAll(async () => {
      const archive = openArchive(path, { write: true, create: true })
      const news = writeNews(join(folder, 'news.jsonl'), newsLines().slice(0, STORIES))
      await runIndex(archive, [news, SAMPLE], { names: true, restore: false })
      await fillEngines(archive)
      archive.close()
      embedded = { search: openSqliteSearchStore(path), graph: openSqliteGraphStore(path) }
      engines = {
        search: await openElasticsearchSearchStore(elasticsearch!, { prefix, ...PATIENT }),
        graph: await openNeo4jGraphStore(neo4j!, PATIENT),
      }
      corpus = await readCorpus(embedded.search)
    }, SLOW.timeout)

    afterAll(async () => {
      for (const { search, graph } of [embedded, engines]) {
        await Promise.all([search.close(), graph.close()])
      }
      await deleteIndexesOf(elasticsearch!, prefix)
      rmSync(folder, { recursive: true })
    }, SLOW.timeout)

    async function fillEngines(archive: Archive): Promise<void> {
      const search = await openElasticsearchTarget(elasticsearch!, { prefix })
      const graph = await openNeo4jTarget(neo4j!)
      await fillSearch(search, archive)
      await sendChanges(graph, archive)
      await Promise.all([search.close(), graph.close()])
    }

    it('give the same answers', async () => {
      const questions = createQuestions(corpus, SEED, COUNTS)

      expect(await differing(questions, embedded, engines)).toEqual([])
    })

    it('open lists as long as their numbers', async () => {
      for (const pair of isLong ? [embedded, engines] : [engines]) {
        const asked = { seed: SEED, times: NUMBERS }
        expect(await wrongNumbers(appOver(pair), corpus, asked)).toEqual([])
      }
    })

    it('write the same files, in every format', async () => {
      expect(await differing(fileQuestions(corpus), embedded, engines)).toEqual([])
    })

    it('write files of articles from one state, and break off or refuse those of ties that change', async () => {
      const { graph } = engines
      const scanTies: typeof graph.scanTies = async (query, signal) => {
        if (query.cursor !== undefined) await addArticle()
        return graph.scanTies({ ...query, size: 50 }, signal)
      }
      const app = createApp({ ...engines, graph: { ...graph, scanTies }, names, report: () => {} })
      const total = corpus.articles.length

      const articles = await app.request('/api/v1/articles.csv?select=id')
      expect((await app.request('/api/v1/ties.csv?group_by=aKind')).status).toBe(410)
      await expect((await app.request('/api/v1/ties.csv')).text()).rejects.toThrow('has changed')
      expect((await articles.text()).trimEnd().split('\r\n')).toHaveLength(1 + total)
      expect((await engines.search.status()).articles).toBeGreaterThan(total)
    })

    let added = 0
    /** Adds an article to the archive and to both engines. */
    async function addArticle(): Promise<void> {
      const archive = openArchive(path, { write: true })
      archive.follow(createFullTextIndex(archive.db))
      write(archive, [story({ id: `late-${added++}`, body: 'Late.' })])
      await fillEngines(archive)
      archive.close()
    }
  },
)

async function fillSearch(target: SearchTarget, archive: Archive): Promise<void> {
  const state = archiveState(archive.db)
  await target.prepare(state.archive)
  await applied(target.putArticles(articleChanges(archive.db, 0, state.rev)))
  await applied(target.putEntities(entityChanges(archive.db, 0, state.rev)))
  await target.settle(state)
}
