import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { verify } from '#cli/support/verification.ts'
import { openNeo4jTarget } from '#stores/neo4j/target.ts'
import { start } from '#tests/dateline.ts'
import { randomPrefix } from '#tests/elasticsearch.ts'
import { complaints, environmentOf, indexAll, verified } from '#tests/engine-commands.ts'
import { type FaultProxy, startFaultProxy } from '#tests/fault-proxy.ts'
import { isLong } from '#tests/long.ts'
import { NEWS, newsLines, writeNews } from '#tests/news.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { type TestEngines, startTestEngines, testFolder } from '#tests/services.ts'
import { elasticsearch } from '#engines/elasticsearch.ts'
import { liveProcesses } from '#engines/engine-process.ts'
import { engineFolder } from '#engines/folder.ts'
import type { Launcher } from '#engines/launcher.ts'
import { neo4j } from '#engines/neo4j.ts'
import { stopEngines } from '#engines/stop.ts'

const LAUNCHERS = [elasticsearch, neo4j]
const SEED = Number(process.env.DATELINE_SEED ?? Date.now() % 100_000)
const STORIES = isLong ? 2500 : 600
const INDEXER_KILLS = isLong ? 20 : 4
/** Which engines are killed during one import; restarting an engine takes most of a minute. */
const ENGINE_KILLS = isLong
  ? [LAUNCHERS, ...LAUNCHERS.flatMap((engine) => Array.from({ length: 5 }, () => [engine]))]
  : []
const DRAIN_MS = 10_000
/** Allowance for a busy machine. */
const SLACK_MS = 2000
const SLOW = { timeout: 1_800_000 }
const SILENT = { line: () => {}, progress: () => {} }

type Id = keyof TestEngines
type Proxies = Record<Id, FaultProxy>

/** Separate engines, because they are killed. */
const NAME = 'kills'

const first = await startTestEngines(NAME).catch((error: unknown) => {
  if (process.env['CI'] === 'true') throw error
  console.warn(`no engine is killed: ${(error as Error).message}`)
  return null
})

describe.skipIf(!first)(
  `${NEWS} being imported into both engines (DATELINE_SEED=${SEED})`,
  SLOW,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'engine-kills-'))
    const random = seeded(SEED)
    const lines = newsLines()
    let connection = first!
    let rounds = 0
    /** Duration of an undisturbed import in milliseconds. */
    let duration: number

    /** Bytes that an import sends to each engine. */
    let sent: Record<Id, number>

    beforeAll(async () => {
      const { paths, archive, prefix } = await nextRound()
      const proxies = await startProxies()
      const started = performance.now()
      await indexAll(paths, archive, environmentOf(through(proxies), prefix))
      duration = performance.now() - started
      sent = { elasticsearch: proxies.elasticsearch.sent, neo4j: proxies.neo4j.sent }
      await closeAll(proxies)
      const env = environmentOf(connection, prefix)
      expect(await verified(archive, env)).toEqual(await undisturbed(paths))
    }, SLOW.timeout)

    afterAll(async () => {
      await stopEngines({ folder: testFolder(NAME), launchers: LAUNCHERS, report: SILENT })
      rmSync(folder, { recursive: true })
    }, SLOW.timeout)

    async function startProxies(): Promise<Proxies> {
      return {
        elasticsearch: await startFaultProxy(connection.elasticsearch.url),
        neo4j: await startFaultProxy(connection.neo4j.url),
      }
    }

    function through(proxies: Proxies): TestEngines {
      const { elasticsearch, neo4j } = connection
      return {
        elasticsearch: { ...elasticsearch, url: proxies.elasticsearch.url },
        neo4j: { ...neo4j, url: proxies.neo4j.url },
      }
    }

    /** New news, no archive yet, and empty engines. */
    async function nextRound() {
      const from = (rounds++ * STORIES) % (lines.length - STORIES)
      const graph = await openNeo4jTarget(connection.neo4j)
      await graph.clear()
      await graph.close()
      const news = join(folder, `${rounds}.jsonl`)
      const prefix = randomPrefix()
      return {
        prefix,
        paths: [writeNews(news, lines.slice(from, from + STORIES))],
        archive: join(folder, `${rounds}.db`),
        env: environmentOf(connection, prefix),
      }
    }

    /** The answers of an archive from an undisturbed import. */
    async function undisturbed(paths: string[]) {
      const archive = openArchive(`${paths[0]}-undisturbed.db`, { write: true, create: true })
      await runIndex(archive, paths, { names: true, restore: false })
      const { ok, digest, findings } = verify(archive)
      archive.close()
      return { ok, digest, findings }
    }

    it(`arrive completely, whenever the indexer is killed: ${INDEXER_KILLS} times`, async () => {
      for (let kills = 0; kills < INDEXER_KILLS;) {
        const { paths, archive, env } = await nextRound()
        const args = ['index', ...paths, '--archive', archive]
        // Several kills per import, so that some hit early and some late.
        while (kills < INDEXER_KILLS && (await isKilled(args, env, random() * duration * 0.5))) {
          kills++
        }

        await indexAll(paths, archive, env)

        expect(await verified(archive, env), `after ${kills} kills`).toEqual(
          await undisturbed(paths),
        )
      }
    })

    it.each(
      ENGINE_KILLS.map((engines) => ({
        names: engines.map(({ id }) => id).join(' and '),
        engines,
      })),
    )('arrive completely if $names is killed meanwhile', async ({ engines }) => {
      const { paths, archive, prefix } = await nextRound()
      const proxies = await startProxies()
      const killed = engines.map((engine) => {
        const bytes = (0.05 + 0.8 * random()) * sent[engine.id as Id]
        return new Promise<void>((resolve) => {
          proxies[engine.id as Id].onSent(bytes, () => resolve(kill(engine)))
        })
      })
      const env = environmentOf(through(proxies), prefix)
      const { child, outcome } = start(['index', ...paths, '--archive', archive], { env })
      await Promise.all(killed)
      const asked = performance.now()
      child.kill('SIGTERM')

      const { status, stderr } = await outcome
      expect(performance.now() - asked).toBeLessThan(DRAIN_MS + SLACK_MS)
      expect({ status, complaints: complaints(stderr) }).toEqual({ status: 143, complaints: '' })
      await closeAll(proxies)

      connection = await startTestEngines(NAME)
      const again = environmentOf(connection, prefix)
      await indexAll(paths, archive, again)

      expect(await verified(archive, again)).toEqual(await undisturbed(paths))
    })
  },
)

/** Starts an import and kills it after a while; false if it had already finished. */
async function isKilled(args: string[], env: Record<string, string>, after: number) {
  const { child, outcome } = start(args, { env })
  const isDone = await Promise.race([outcome.then(() => true), wait(after, false)])
  child.kill('SIGKILL')
  const { stderr } = await outcome
  expect(complaints(stderr)).toBe('')
  return !isDone
}

function kill(engine: Launcher): void {
  const processes = liveProcesses(engine, engineFolder(testFolder(NAME), engine))
  expect(processes.length).toBeGreaterThan(0)
  for (const pid of processes) process.kill(pid, 'SIGKILL')
}

async function closeAll({ elasticsearch, neo4j }: Proxies): Promise<void> {
  await Promise.all([elasticsearch.close(), neo4j.close()])
}
