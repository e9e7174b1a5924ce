import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stores } from '#stores/stores.ts'
import { openPool } from '#stores/sqlite/workers/pool.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { type RunningServer, startServer } from './server.ts'
import { writeArchive } from './testing.ts'

const FAKE = new URL('../stores/sqlite/workers/fake-adapters.ts', import.meta.url).href
const PROBES = 150

const folder = mkdtempSync(join(tmpdir(), 'livez-'))
const archive = join(folder, 'archive.db')
beforeAll(() => writeArchive(archive, generateStories(8000)), 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** Searches that match, rank and count every article, and the longest lists of sentences. */
const WORST = [
  '/api/v1/articles?q=talks+OR+night+OR+unseen+OR+all*&size=100&facets=source,author,lang,person,org,country&facetSize=50&histogram=true',
  '/api/v1/articles?q=-zebra&sort=oldest&size=100&facets=person,org&histogram=true',
  '/api/v1/ties/country-us/person-omar-quist/evidence?size=100',
  '/api/v1/entities/country-us/mentions?size=100&sort=oldest',
]

/** Sorted latencies of /livez in milliseconds, with eight of these requests under way at all times. */
async function probe(open: ((path: string) => Promise<Stores>) | undefined, paths: string[]) {
  const server = await startServer({
    served: { archives: [archive] },
    host: '127.0.0.1',
    port: 0,
    ...(open && { open: { archive: open } }),
  })
  let probing = true
  const load = Array.from({ length: 8 }, async (_, i) => {
    for (let n = i; probing; n++) await get(server, paths[n % paths.length]!)
  })
  const took: number[] = []
  for (let i = 0; i < PROBES; i++) took.push(await get(server, '/livez'))
  probing = false
  await Promise.all(load)
  await server.close()
  took.sort((a, b) => a - b)

  return took
}

async function get({ url }: RunningServer, path: string): Promise<number> {
  const begun = performance.now()
  const response = await fetch(url + path)
  await response.arrayBuffer()
  expect(response.status).toBe(200)
  return performance.now() - begun
}

/* The benchmark measures the promised 20 ms; a query on the main thread would cost every probe more than this. */
describe('/livez', { timeout: 60_000 }, () => {
  it('answers while every worker is held up for 400 ms at a time', async () => {
    const took = await probe(
      (path) => openPool(path, { workers: 2, module: FAKE }),
      ['/api/v1/articles/busy:400'],
    )

    expect(took[PROBES * 0.9]).toBeLessThan(200)
  })

  it('answers while the worst queries run', async () => {
    const took = await probe(undefined, WORST)

    expect(took[PROBES * 0.9]).toBeLessThan(200)
  })
})
