import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StoreError, UserError } from '#core/errors.ts'
import { openArchive } from '#archive/open.ts'
import type { Service } from '#engines/launcher.ts'
import { write } from '#tests/archive-steps.ts'
import { type Story, story } from '#tests/builders.ts'
import { testGraphRedirects } from '#tests/contracts/graph-redirects.ts'
import { testGraphScans } from '#tests/contracts/graph-scan.ts'
import { testGraphStore } from '#tests/contracts/graph-store.ts'
import { createNaiveGraph } from '#tests/contracts/naive-graph.ts'
import { type Fault, startFaultProxy } from '#tests/fault-proxy.ts'
import { fillGraph, sendChanges, withArchive } from '#tests/fill-graph.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { testService } from '#tests/services.ts'
import { ENTITY, SURPRISES, TIES } from './read-queries.ts'
import { openNeo4jTarget } from './target.ts'
import { warmUpNeo4j } from './warm-up.ts'
import { openNeo4jGraphStore } from './graph-store.ts'

/** A server that has just started takes a while to plan a query. */
const PATIENT = { answerMs: 30_000 }

const STORIES = [
  story({ id: 'a', body: '[Leyla Mammadova](person-leyla-mammadova) left [Turkey](country-tr).' }),
  story({ id: 'b', body: '[Turkey](country-tr) and [Azerbaijan](country-az) agreed.' }),
]

const service = await testService('neo4j')

describe.skipIf(!service)('neo4j graph store', () => {
  useNeo4j(service!)

  testGraphStore(async (stories) => {
    await fill(stories)
    return openNeo4jGraphStore(service!, PATIENT)
  })

  testGraphRedirects(async (stories, settle) => {
    const target = await openNeo4jTarget(service!)
    await withArchive(stories, async (archive) => {
      await fillGraph(target, archive)
      await settle(archive)
      await sendChanges(target, archive)
    })
    await target.close()
    return openNeo4jGraphStore(service!, PATIENT)
  })

  testGraphScans(async (stories) => {
    const filled = await openFilledGraph(service!, stories)
    const store = await openNeo4jGraphStore(service!, PATIENT)
    const close = async () => {
      await store.close()
      await filled.close()
    }
    return { store, add: (more) => filled.add(more), close }
  })

  it('reports when it is connected, also after a lost connection', async () => {
    const proxy = await startFaultProxy(service!.url)
    let contacts = 0
    const onContact = () => void contacts++
    const store = await openNeo4jGraphStore(
      { ...service!, url: proxy.url },
      { ...PATIENT, onContact },
    )
    const ask = () => store.entity('').catch((error: unknown) => String(error))
    expect(contacts).toBe(0)
    await ask()
    await ask()
    expect(contacts).toBe(1)

    await proxy.set({ kind: 'down' })
    await ask()
    await proxy.set(null)
    await ask()
    expect(contacts).toBe(2)
    await store.close()
    await proxy.close()
  })

  it('waits longer for the first answer, but for no other', async () => {
    await fill([story()])
    const proxy = await startFaultProxy(service!.url)
    const address = { ...service!, url: proxy.url }
    const store = await openNeo4jGraphStore(address, { answerMs: 1500, firstAnswerMs: 30_000 })
    // The handshake is shorter than the query.
    proxy.onSent(ENTITY.length, () => {
      void proxy.set({ kind: 'slow', latencyMs: 2000, direction: 'reply' })
    })

    expect(await store.entity('')).toBeNull()
    await expect(store.entity('')).rejects.toBeInstanceOf(StoreError)
    await store.close()
    await proxy.close()
  })

  it.each<Fault>([{ kind: 'down' }, { kind: 'refuse' }, { kind: 'silent' }])(
    'waits no longer for a server that fails even the version check: $kind',
    async (fault) => {
      const proxy = await startFaultProxy(service!.url)
      const address = { ...service!, url: proxy.url }
      const store = await openNeo4jGraphStore(address, { firstAnswerMs: 3_600_000 })
      await proxy.set(fault)

      await expect(store.entity('')).rejects.toBeInstanceOf(StoreError)
      await store.close()
      await proxy.close()
    },
  )

  it('has its queries planned ahead, and ends even if none is answered', async () => {
    const proxy = await startFaultProxy(service!.url)
    const address = { ...service!, url: proxy.url }
    const { signal } = new AbortController()

    await warmUpNeo4j(address, signal)
    expect(proxy.sent).toBeGreaterThan(TIES.sentences.length * 3 + SURPRISES.length)
    await proxy.set({ kind: 'down' })
    await warmUpNeo4j(address, signal)
    await proxy.close()
  })

  it('is filled and read by routing (neo4j://) as with a direct connection', async () => {
    const { entities } = createNaiveGraph(STORIES)
    const routed = { ...service!, url: service!.url.replace('bolt:', 'neo4j:') }
    const target = await openNeo4jTarget(routed)
    await withArchive(STORIES, (archive) => fillGraph(target, archive))
    await target.close()
    const store = await openNeo4jGraphStore(routed, PATIENT)

    const { items } = await store.entities({ size: 10 })
    expect(items.map(({ id }) => id).sort()).toEqual(entities.map(({ id }) => id).sort())
    for (const { id } of items) expect(await store.entity(id)).toMatchObject({ id })
    await store.close()
  })

  it('says in one sentence that no member of a cluster is reachable', async () => {
    const store = await openNeo4jGraphStore({ ...service!, url: 'neo4j://127.0.0.1:1' })

    const failure: unknown = await store.entity('').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreError)
    expect((failure as Error).message).toMatch(/^neo4j is unavailable: .+$/)
    await store.close()
  })

  it('says what to check if its password is refused', async () => {
    const store = await openNeo4jGraphStore({ ...service!, user: 'nobody' }, { patienceMs: 0 })

    const asked = store.entity('')
    await expect(asked).rejects.toBeInstanceOf(UserError)
    await expect(asked).rejects.toThrow('check DATELINE_NEO4J_USER and DATELINE_NEO4J_PASSWORD')
    await store.close()
  })
})

/** Opens a graph filled from an archive. */
async function openFilledGraph(service: Service, stories: Story[]) {
  const target = await openNeo4jTarget(service)
  const folder = mkdtempSync(join(tmpdir(), 'graph-'))
  const archive = openArchive(join(folder, 'archive.db'), { write: true, create: true })
  write(archive, stories)
  await fillGraph(target, archive)
  return {
    async add(more: Story[]) {
      write(archive, more)
      await sendChanges(target, archive)
    },
    async close() {
      await target.close()
      archive.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function fill(stories: Story[]): Promise<void> {
  const target = await openNeo4jTarget(service!)
  await withArchive(stories, (archive) => fillGraph(target, archive))
  await target.close()
}
