import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { dateline } from '#tests/dateline.ts'
import { startStub } from '#tests/elasticsearch-stub.ts'
import { askElasticsearch, deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { environmentOf, indexAll } from '#tests/engine-commands.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '#tests/fault-proxy.ts'
import { isLong } from '#tests/long.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { newsLines, writeNews } from '#tests/news.ts'
import { testService } from '#tests/services.ts'

const services = {
  elasticsearch: await testService('elasticsearch'),
  neo4j: await testService('neo4j'),
}
/** A port where nothing listens. */
const NOWHERE = '127.0.0.1:9'
const SLOW = { timeout: 180_000 }

const VERSION_8 = { version: { number: '8.19.8' }, tagline: 'You Know, for Search' }

const FAULTS: [name: string, fault: Fault][] = [
  ['is down', { kind: 'down' }],
  ['refuses', { kind: 'refuse' }],
  ['closes instead of replying', { kind: 'cut', afterBytes: 0 }],
]
/** Takes until every time limit has passed. */
if (isLong) FAULTS.push(['stays silent', { kind: 'silent' }])

describe.skipIf(!services.elasticsearch || !services.neo4j)('before anything is read', SLOW, () => {
  const { cypher } = useNeo4j(services.neo4j!)

  const folder = mkdtempSync(join(tmpdir(), 'engine-bad-input-'))
  const prefixes: string[] = []
  const proxies = {} as Record<'elasticsearch' | 'neo4j', FaultProxy>
  let prefix: string
  let env: Record<string, string>
  let news: string
  let archive: string

  beforeAll(async () => {
    const { elasticsearch, neo4j } = services
    news = writeNews(join(folder, 'news.jsonl'), newsLines().slice(0, 20))
    proxies.elasticsearch = await startFaultProxy(elasticsearch!.url)
    proxies.neo4j = await startFaultProxy(neo4j!.url)
  })

  beforeEach(async () => {
    prefixes.push((prefix = randomPrefix()))
    archive = join(folder, `${prefix}.db`)
    const { elasticsearch, neo4j } = services
    env = environmentOf({ elasticsearch: elasticsearch!, neo4j: neo4j! }, prefix)
    await cypher('MATCH (n:Dateline) DETACH DELETE n')
  })

  afterAll(async () => {
    for (const proxy of Object.values(proxies)) await proxy.close()
    for (const prefix of prefixes) await deleteIndexesOf(services.elasticsearch!, prefix)
    rmSync(folder, { recursive: true })
  })

  const ask = <T>(method: string, path: string, body?: object) =>
    askElasticsearch<T>(services.elasticsearch!, method, path, body)

  /** Counts of Dateline's data in each engine. */
  async function held() {
    const indexes = await ask<unknown[]>('GET', `/_cat/indices/${prefix}*?format=json`)
    const nodes = await cypher('MATCH (n:Dateline) RETURN n')
    return { elasticsearch: indexes.length, neo4j: nodes.length }
  }

  /** Expects one sentence of failure, an empty archive and untouched engines. */
  async function expectRefusal(change: Record<string, string>, sentence: RegExp): Promise<void> {
    const args = ['index', news, '--archive', archive]
    const before = await held()
    const { status, stdout, stderr } = await dateline(args, { env: { ...env, ...change } })

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(sentence)
    if (existsSync(archive)) expect(articlesOf(archive)).toBe(0)
    expect(await held()).toEqual(before)
  }

  it.each([
    ['DATELINE_ELASTICSEARCH_URL', `http://${NOWHERE}`, /Elasticsearch.*start it.*--embedded/i],
    ['DATELINE_NEO4J_URL', `bolt://${NOWHERE}`, /neo4j.*start it.*--embedded/i],
    ['DATELINE_ELASTICSEARCH_URL', 'localhost:9200', /URL of Elasticsearch.*like http:/],
    ['DATELINE_NEO4J_URL', 'http://127.0.0.1:7474', /URL of Neo4j.*like bolt:/],
    ['DATELINE_ELASTICSEARCH_PASSWORD', 'wrong', /Elasticsearch.*password/i],
    ['DATELINE_NEO4J_PASSWORD', 'wrong', /neo4j.*password/i],
  ])('%s=%s is reported', async (name, value, sentence) => {
    await expectRefusal({ [name]: value }, sentence)
  })

  it('an Elasticsearch 8 is reported', async () => {
    const stub = await startStub((_, response) => response.end(JSON.stringify(VERSION_8)))

    await expectRefusal({ DATELINE_ELASTICSEARCH_URL: stub.url }, /version 8\.19\.8.*needs 9/)
    await stub.close()
  })

  it('a web server in place of either is reported', async () => {
    const stub = await startStub((_, response) => {
      response.removeHeader('x-elastic-product')
      response.setHeader('content-type', 'text/html')
      response.end('<h1>It works!</h1>')
    })

    await expectRefusal({ DATELINE_ELASTICSEARCH_URL: stub.url }, /Elasticsearch/i)
    const { host } = new URL(stub.url)
    await expectRefusal({ DATELINE_NEO4J_URL: `bolt://${host}` }, /neo4j/i)
    await stub.close()
  })

  it('engines that hold another archive are reported', async () => {
    await indexAll([news], join(folder, 'another.db'), env)

    await expectRefusal(env, /another archive.*dateline rebuild/)
  })

  it('foreign nodes in Neo4j are reported, and Elasticsearch is left alone', async () => {
    await cypher(`CREATE (:Article {id: 'theirs'})`)
    await expectRefusal(env, /label Article/)
    await cypher(`MATCH (n:Article {id: 'theirs'}) DELETE n`)

    expect(await indexAll([news], join(folder, `${prefix}-another.db`), env)).toBe(20)
  })

  it.each(['articles', 'state'])(
    'a foreign index in place of %s is reported, and Neo4j is left alone',
    async (name) => {
      await ask('PUT', `/${prefix}-${name}`)

      await expectRefusal(env, new RegExp(`${prefix}-${name} that is not Dateline's`))
    },
  )

  describe.each(['elasticsearch', 'neo4j'] as const)('if %s', (engine) => {
    it.each(FAULTS)('%s it is reported', async (_, fault) => {
      await proxies[engine].set(fault)
      const url = proxies[engine].url

      await expectRefusal(
        { [`DATELINE_${engine.toUpperCase()}_URL`]: url },
        new RegExp(`${engine}.*--embedded`, 'i'),
      )
      await proxies[engine].set(null)
    })
  })
})

function articlesOf(path: string): number {
  const archive = openArchive(path, { write: false })
  const { value } = archive.db.prepare('select count(*) as value from article').get() as {
    value: number
  }
  archive.close()
  return value
}
