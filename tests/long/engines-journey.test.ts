import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildSample } from '#cli/support/sample-archive.ts'
import { liveProcesses } from '#engines/engine-process.ts'
import { engineFolder, enginesFolder } from '#engines/folder.ts'
import { neo4j } from '#engines/neo4j.ts'
import { startEngines } from '#engines/start.ts'
import { stopEngines } from '#engines/stop.ts'
import { LAUNCHERS } from '#backends.ts'
import { dateline } from '#tests/dateline.ts'
import { openedApp } from '#tests/e2e/app.ts'
import { openPage } from '#tests/e2e/browser.ts'
import { walkByKeys } from '#tests/e2e/keyboard-walk.ts'
import { serveFilled } from '#tests/e2e/sample.ts'
import { randomPrefix } from '#tests/elasticsearch.ts'
import { environmentOf } from '#tests/engine-commands.ts'
import { startTestEngines, testFolder } from '#tests/services.ts'

/** Separate engines, because one is killed. */
const NAME = 'journey'
/** An engine starts in most of a minute. */
const PATIENCE = 600_000
const SLOW = { timeout: 120_000 }
const SILENT = { line: () => {}, progress: () => {} }
const FIGURE = 'person-stevan-brajkovic'
const OTHER = 'person-aleksa-drobnik'

const engines = await startTestEngines(NAME).catch((error: unknown) => {
  if (process.env['CI'] === 'true') throw error
  console.warn(`no engine is killed: ${(error as Error).message}`)
  return null
})

describe.skipIf(!engines)('the app on Elasticsearch and Neo4j', () => {
  const app = openedApp(() => {
    const env = environmentOf(engines!, randomPrefix())
    const fill = async (archive: string) => {
      await buildSample(archive)
      const { status, stderr } = await dateline(['project', '--archive', archive], { env })
      expect(status, stderr).toBe(0)
    }
    return serveFilled(fill, [], env)
  }, PATIENCE)
  // The browser logs every refused answer as an error: an engine that is just starting refuses some, and pages ask again.
  const permissions = ['clipboard-read', 'clipboard-write']

  afterAll(async () => {
    await stopEngines({ folder: testFolder(NAME), launchers: LAUNCHERS, report: SILENT })
  }, PATIENCE)

  it(
    'is walked from a search to a shared graph by keys alone',
    async () => {
      const { page } = await openPage(app.browser, { permissions })
      await walkByKeys(page, app, 'bank')
      await page.context().close()
    },
    PATIENCE,
  )

  it(
    'keeps what is drawn, searches and reads after Neo4j was killed, says so, and goes on when it is back',
    async () => {
      const { page } = await openPage(app.browser)
      const banner = page.getByRole('status', { name: 'What is missing' })
      await page.goto(`${app.url}/graph?seed=${FIGURE}&sel=${OTHER}`)
      const names = page.locator('[data-twin] > li')
      await names.first().waitFor({ state: 'attached' })
      const drawn = await names.count()

      killNeo4j()
      await page.getByRole('button', { name: /^Add \d+ tie/ }).click()
      await page.getByRole('alert').first().waitFor(SLOW)
      await banner.waitFor(SLOW)
      expect(await names.count()).toBe(drawn)
      expect(await banner.textContent()).toContain('Neo4j does not answer')

      await page.goto(`${app.url}/search?q=dam`)
      await page.locator('[data-hit]').first().click(SLOW)
      await page.waitForURL('**/article/**')
      await page.locator('article p').first().waitFor(SLOW)
      for (const path of [`/entity/${FIGURE}`, `/tie/${OTHER}/${FIGURE}`, '/entities']) {
        await page.goto(app.url + path)
        await page.locator('main [role=alert]').first().waitFor(SLOW)
        await banner.waitFor(SLOW)
      }

      await startKilled()
      await page.locator('main a[href^="/entity/"]').first().waitFor(SLOW)
      await banner.waitFor({ ...SLOW, state: 'detached' })
      await page.context().close()
    },
    PATIENCE,
  )
})

function killNeo4j(): void {
  const processes = liveProcesses(neo4j, engineFolder(testFolder(NAME), neo4j))
  expect(processes.length).toBeGreaterThan(0)
  for (const pid of processes) process.kill(pid, 'SIGKILL')
}

/** On the port it had, which the server knows. */
async function startKilled(): Promise<void> {
  const programs = join(enginesFolder(), 'programs')
  await startEngines({
    folder: testFolder(NAME),
    launchers: LAUNCHERS,
    programs,
    heapMb: 512,
    report: SILENT,
  })
}
