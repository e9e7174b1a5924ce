import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { StoreError, UserError } from '#core/errors.ts'
import type { GraphTarget } from '#core/projection.ts'
import { story } from '#tests/builders.ts'
import { testGraphTarget } from '#tests/contracts/graph-target.ts'
import { applied, fillGraph, withArchive } from '#tests/fill-graph.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { testService } from '#tests/services.ts'
import { checkServer } from './connection.ts'
import { openNeo4jTarget } from './target.ts'
import { openNeo4jGraphStore } from './graph-store.ts'

/** A server that has just started takes a while to plan a query. */
const PATIENT = { answerMs: 30_000 }

const service = await testService('neo4j')

describe.skipIf(!service)('neo4j graph target', () => {
  const { cypher } = useNeo4j(service!)

  testGraphTarget(async () => ({
    target: await openNeo4jTarget(service!),
    store: await openNeo4jGraphStore(service!, PATIENT),
  }))

  describe('next to foreign data', () => {
    const opened = openNeo4jTarget(service!)
    afterAll(async () => (await opened).close())

    const fill = async (target: GraphTarget) =>
      withArchive(
        [story({ body: '[Ana Silva](person-ana-silva) left [Peru](country-pe).' })],
        (archive) => fillGraph(target, archive),
      )

    it.each(['Entity', 'Article', 'Archive'])(
      'refuses a graph where others use the label %s',
      async (label) => {
        const target = await opened
        await target.clear()
        await cypher(`CREATE (:${label} {id: 'theirs'})`)

        const refusal = new UserError(
          `Neo4j holds nodes with the label ${label} that are not Dateline's; give Dateline a Neo4j of its own, or rename that label`,
        )
        await expect(target.state()).rejects.toThrow(refusal)
        await expect(target.prepare('archive-1')).rejects.toThrow(refusal)
        await cypher(`MATCH (n:${label}) WHERE NOT n:Dateline DELETE n`)
        expect(await target.state()).toBeNull()
      },
    )

    it('deletes its own nodes and no others', async () => {
      const target = await opened
      await cypher(`CREATE (:Person {name: 'Theirs'})-[:TIED]->(:Film)`)
      await fill(target)
      await cypher(`
        MATCH (p:Person {name: 'Theirs'}), (e:Entity) CREATE (p)-[:MENTIONED_IN]->(e), (e)-[:TIED]->(p)`)
      await target.clear()

      const left = await cypher<{ left: number }>(
        'MATCH (n) WHERE n:Dateline RETURN count(n) AS left',
      )
      expect(left).toEqual([{ left: 0 }])
      expect(
        await cypher(`MATCH (:Person)-[r:TIED]->(:Film) DELETE r RETURN 1 AS found`),
      ).toHaveLength(1)
      await cypher('MATCH (n:Person|Film) WHERE NOT n:Dateline DELETE n')
    })

    it('deletes the ties of a hub, and then the hub, however many there are', async () => {
      const target = await opened
      await fill(target)
      await cypher(`
        MATCH (hub:Entity {id: 'country-pe'}) UNWIND range(1, 22000) AS i
        CREATE (hub)-[:TIED {rev: 1}]->(:Entity:Person:Dateline {id: 'person-' + i, rev: 1})`)
      const gone = Array.from({ length: 2000 }, (_, i) => {
        return { a: 'country-pe', b: `person-${i + 1}`, rev: 9, content: null }
      })

      const started = performance.now()
      await applied(target.putTies(gone))
      expect(performance.now() - started).toBeLessThan(8000)
      await applied(target.putEntities([{ id: 'country-pe', rev: 9, content: null }]))
      expect(await cypher('MATCH ()-[t:TIED]->() RETURN t LIMIT 1')).toEqual([])
      await target.clear()
    })

    it('starts over if clearing was interrupted', async () => {
      const target = await opened
      await fill(target)
      await cypher('MATCH (d:Archive) DETACH DELETE d')
      const state = await target.state()
      await target.prepare('archive-1')

      expect(state).toBeNull()
      expect(await cypher('MATCH (n:Dateline) WHERE NOT n:Archive RETURN n')).toEqual([])
    })

    it('stops writing once another generation has replaced its own', async () => {
      const target = await opened
      await fill(target)
      await cypher(`MATCH (d:Archive) SET d.target = 'another'`)
      const late = target.putEntities([{ id: 'country-pe', rev: 99, content: null }])

      await expect(late[Symbol.asyncIterator]().next()).rejects.toThrow(UserError)
      expect(await cypher(`MATCH (:Entity {id: 'country-pe'})-[r]-() RETURN type(r)`)).toHaveLength(
        2,
      )
    })

    it('does not touch the graph of a newer Dateline', async () => {
      const target = await opened
      await fill(target)
      await cypher(`MATCH (d:Archive) SET d.schema = 99`)

      await expect(target.state()).rejects.toThrow(/written by a newer Dateline; update Dateline/)
      await target.clear()
    })

    it('reports a conflicting index', async () => {
      const target = await opened
      await target.clear()
      await cypher('DROP CONSTRAINT dateline_article IF EXISTS')
      await cypher('CREATE INDEX theirs FOR (a:Article) ON (a.id)')
      const refused = target.prepare('archive-1')

      await expect(refused).rejects.toThrow(/^Neo4j has an index that conflicts with Dateline's/)
      await cypher('DROP INDEX theirs')
    })
  })

  it('refuses a wrong password after retrying for long enough', async () => {
    const target = await openNeo4jTarget({ ...service!, user: 'nobody' }, { patienceMs: 0 })

    await expect(target.state()).rejects.toThrow(
      new UserError(
        `Neo4j at ${service!.url} refuses the password of nobody; check DATELINE_NEO4J_USER and DATELINE_NEO4J_PASSWORD`,
      ),
    )
    await target.close()
  })
})

describe('a neo4j that cannot be used', () => {
  it('is distinguished from one that is unreachable', async () => {
    const closed = await listen(() => {})
    await closed.stop()
    const target = await openNeo4jTarget({ url: `bolt://127.0.0.1:${closed.port}` })

    await expect(target.state()).rejects.toThrow(StoreError)
    await expect(target.prepare('archive-1')).rejects.toThrow(
      /neo4j is unavailable: connect ECONNREFUSED/,
    )
    await target.close()
  })

  it('is detected if a web server answers', async () => {
    const web = await listen((reply) => reply('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const target = await openNeo4jTarget({ url: `bolt://127.0.0.1:${web.port}` })

    await expect(target.state()).rejects.toThrow(/is not where Neo4j answers its clients \(Bolt\)/)
    await target.close()
    await web.stop()
  })

  it.each(['http://127.0.0.1:7474', 'no address', 'neo4j:'])(
    'is detected by its address: %s',
    async (url) => {
      await expect(openNeo4jTarget({ url })).rejects.toThrow(UserError)
      await expect(openNeo4jGraphStore({ url })).rejects.toThrow(UserError)
    },
  )

  it.each([['Neo4j/4.4.38'], ['Neo4j/5.20.0'], ['Memgraph/2.1'], [undefined]])(
    'is detected by its version: %s',
    (agent) => {
      expect(() => checkServer(agent)).toThrow(UserError)
    },
  )

  it.each(['Neo4j/5.26.28', 'Neo4j/2026.08.1', 'Neo4j/5.27-aura'])(
    'does not include %s',
    (agent) => {
      expect(() => checkServer(agent)).not.toThrow()
    },
  )
})

/** A server that sends one reply, whatever it receives. */
async function listen(hear: (reply: (text: string) => void) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => hear((text) => socket.end(text)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
