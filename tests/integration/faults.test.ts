import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { verify } from '#cli/support/verification.ts'
import { ENTITY } from '#stores/neo4j/read-queries.ts'
import { type ServeProcess, serveArchive, start } from '#tests/dateline.ts'
import { deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { complaints, environmentOf, indexAll, verified } from '#tests/engine-commands.ts'
import { type FaultProxy, startFaultProxy } from '#tests/fault-proxy.ts'
import { isLong } from '#tests/long.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { NEWS, newsLines, writeNews } from '#tests/news.ts'
import { testService } from '#tests/services.ts'
import { type Cell, everyCell, someCells } from './fault-cells.ts'

const CELLS = isLong ? everyCell() : someCells()
const SHARE = isLong
  ? 'all'
  : `${CELLS.length} of ${everyCell().length}, all with npm run test:long`
const STORIES = 150
/** Time limits of answers plus an allowance for a busy machine. */
const LIMIT_MS = { search: 2500, graph: 3500, ready: 2000 }
const SLACK_MS = 1500
const RECOVERY_MS = 5000
const DRAIN_MS = 10_000
/** Bytes that an import sends to an engine before the fault starts. */
const UNDER_WAY = 60_000
/** How long an engine is down during an import. */
const AWAY_MS = 2000
const SLOW = { timeout: 300_000 }

const services = {
  elasticsearch: await testService('elasticsearch'),
  neo4j: await testService('neo4j'),
}

describe.skipIf(!services.elasticsearch || !services.neo4j)(
  `faults of the engines over ${NEWS} (${SHARE})`,
  SLOW,
  () => {
    useNeo4j(services.neo4j!)

    const folder = mkdtempSync(join(tmpdir(), 'faults-'))
    const archive = join(folder, 'archive.db')
    const prefix = randomPrefix()
    const lines = newsLines()
    let proxies: Record<Cell['engine'], FaultProxy>
    let env: Record<string, string>
    let served: ServeProcess
    /** The archive of the same news without faults. */
    let undisturbed: Archive
    let imports = 0
    let questions: Record<'search' | 'graph', string>

    beforeAll(async () => {
      const { elasticsearch, neo4j } = services
      proxies = {
        elasticsearch: await startFaultProxy(elasticsearch!.url),
        neo4j: await startFaultProxy(neo4j!.url),
      }
      env = environmentOf(
        {
          elasticsearch: { ...elasticsearch!, url: proxies.elasticsearch.url },
          neo4j: { ...neo4j!, url: proxies.neo4j.url },
        },
        prefix,
      )
      undisturbed = openArchive(join(folder, 'undisturbed.db'), { write: true, create: true })
      const paths = [nextNews()]
      await indexAll(paths, archive, env)
      await runIndex(undisturbed, paths, { names: true, restore: false })
      served = await serveArchive(archive, [], env)
      const { items } = (await ask('entities?size=1')).body as { items: { id: string }[] }
      questions = {
        search: 'articles?q=the&size=20&facets=country',
        graph: `entities/${items[0]!.id}/ties?size=20`,
      }
    }, SLOW.timeout)

    afterAll(async () => {
      await served.stop()
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()))
      undisturbed.close()
      await deleteIndexesOf(services.elasticsearch!, prefix)
      rmSync(folder, { recursive: true })
    }, SLOW.timeout)

    function nextNews(): string {
      const from = imports++ * STORIES
      return writeNews(join(folder, `${imports}.jsonl`), lines.slice(from, from + STORIES))
    }

    async function ask(path: string) {
      const started = performance.now()
      const response = await fetch(`${served.url}/${path === 'readyz' ? path : `api/v1/${path}`}`)
      const body: unknown = await response.json()
      return { status: response.status, body, ms: performance.now() - started }
    }

    async function isReady(): Promise<boolean> {
      const { status, body } = await ask('readyz')
      return status === 200 && (body as { status: string }).status === 'ready'
    }

    async function heal(engine: Cell['engine']): Promise<void> {
      await proxies[engine].set(null)
      await expect.poll(isReady, { timeout: RECOVERY_MS, interval: 100 }).toBe(true)
    }

    /** What one half of the system still answers without the other, and what it reports. */
    async function answers({ engine, fault, operation }: Cell): Promise<void> {
      const lost = engine === 'elasticsearch' ? 'search' : 'graph'
      if (operation === 'ready') {
        await proxies[engine].set(fault)
        // Earlier results are cached for a second.
        await expect.poll(isReady, { timeout: 1000 + LIMIT_MS.ready + SLACK_MS }).toBe(false)
        const { status, body } = await ask('readyz')
        const up = { search: 'up', graph: 'up', [lost]: 'down' }
        expect({ status, body }).toMatchObject({ status: 200, body: { status: 'degraded', ...up } })
        return
      }
      const question = questions[operation as 'search' | 'graph']
      const before = await ask(question)
      await proxies[engine].set(fault)
      const { status, body, ms } = await ask(question)

      if (operation !== lost) {
        expect({ status, body }).toEqual({ status: 200, body: before.body })
        return
      }
      expect(before.status).toBe(200)
      expect({ status, body }).toMatchObject({ status: 503, body: { status: 503 } })
      expect(ms).toBeLessThan(LIMIT_MS[operation] + SLACK_MS)
      expect(proxies[engine].strikes).toBeGreaterThan(0)
      await heal(engine)
      expect((await ask(question)).body).toEqual(before.body)
    }

    async function arrivesWhole({ engine, fault }: Cell): Promise<void> {
      const news = nextNews()
      const proxy = proxies[engine]
      proxy.onSent(proxy.sent + UNDER_WAY, () => void proxy.set(fault))
      const { outcome } = start(['index', news, '--archive', archive], { env })
      await expect.poll(() => proxy.strikes, { timeout: 60_000 }).toBeGreaterThan(0)
      await wait(AWAY_MS)
      await proxy.set(null)

      const { status, stderr } = await outcome
      // Even if this case fails, because the next ones compare with it.
      await runIndex(undisturbed, [news], { names: true, restore: false })
      expect({ status, complaints: complaints(stderr) }).toEqual({ status: 0, complaints: '' })
      const { ok, digest, findings } = verify(undisturbed)
      expect(await verified(archive, env)).toEqual({ ok, digest, findings })
    }

    it.each(titled(CELLS))('%s', async (_, cell) => {
      try {
        await (cell.operation === 'index' ? arrivesWhole(cell) : answers(cell))
      } finally {
        await heal(cell.engine)
      }
      expect(complaints(served.errors())).toBe('')
    })

    it('are not reported for a Neo4j that is only slow with its very first answer', async () => {
      const proxy = await startFaultProxy(services.neo4j!.url)
      proxy.onSent(ENTITY.length, () => {
        void proxy.set({ kind: 'slow', latencyMs: LIMIT_MS.search + 100, direction: 'reply' })
      })

      const own = await serveArchive(archive, [], { ...env, DATELINE_NEO4J_URL: proxy.url })
      await proxy.set(null)

      expect(own.errors()).toBe('')
      await own.stop()
      await proxy.close()
    })

    it('end with a server that stops in time', async () => {
      await proxies.elasticsearch.set({ kind: 'silent' })
      await proxies.neo4j.set({ kind: 'silent' })
      const asked = [ask(questions.search), ask(questions.graph)].map((answer) =>
        answer.catch(() => null),
      )
      const started = performance.now()

      expect(await served.stop('SIGTERM')).toBe(143)
      expect(performance.now() - started).toBeLessThan(DRAIN_MS + SLACK_MS)
      await Promise.all(asked)
    })
  },
)

function titled(cells: Cell[]): [title: string, cell: Cell][] {
  return cells.map((cell) => [`${cell.operation} while ${cell.engine} ${cell.name}`, cell])
}
