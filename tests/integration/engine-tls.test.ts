import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Certificates, makeCertificates } from '#tests/certificates.ts'
import { dateline } from '#tests/dateline.ts'
import { deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { environmentOf, indexAll, verified } from '#tests/engine-commands.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { newsLines, writeNews } from '#tests/news.ts'
import { testService } from '#tests/services.ts'
import { startTlsProxy } from '#tests/tls-proxy.ts'

const services = {
  elasticsearch: await testService('elasticsearch'),
  neo4j: await testService('neo4j'),
}

describe.skipIf(!services.elasticsearch || !services.neo4j)('engines behind TLS', () => {
  useNeo4j(services.neo4j!)

  const folder = mkdtempSync(join(tmpdir(), 'engine-tls-'))
  const prefix = randomPrefix()
  const archive = join(folder, 'archive.db')
  const closing: (() => void)[] = []
  let certificates: Certificates
  let news: string
  let env: Record<string, string>

  beforeAll(async () => {
    certificates = makeCertificates(folder)
    news = writeNews(join(folder, 'news.jsonl'), newsLines().slice(0, 20))
    const { elasticsearch, neo4j } = services
    const proxies = {
      elasticsearch: await startTlsProxy(elasticsearch!.url, certificates.server),
      neo4j: await startTlsProxy(neo4j!.url, certificates.server),
    }
    for (const { close } of Object.values(proxies)) closing.push(close)
    const encrypted = {
      elasticsearch: { ...elasticsearch!, url: `https://${proxies.elasticsearch.host}` },
      neo4j: { ...neo4j!, url: `bolt+s://${proxies.neo4j.host}` },
    }
    env = {
      ...environmentOf(encrypted, prefix),
      DATELINE_ELASTICSEARCH_CA_FILE: certificates.authority,
      DATELINE_NEO4J_CA_FILE: certificates.authority,
    }
  })

  afterAll(async () => {
    for (const close of closing) close()
    await deleteIndexesOf(services.elasticsearch!, prefix)
    rmSync(folder, { recursive: true })
  })

  it('are filled and queried by clients that trust their authority', async () => {
    expect(await indexAll([news], archive, env)).toBe(20)

    expect(await verified(archive, env)).toMatchObject({ ok: true })
    expect(await dateline(['search', 'the'], { env })).toMatchObject({ status: 0, stderr: '' })
  })

  const UNTRUSTED = 'is not trusted .*give the file of the authority that signed it in'

  it.each([
    ['DATELINE_ELASTICSEARCH_CA_FILE', 'index'],
    ['DATELINE_ELASTICSEARCH_CA_FILE', 'serve'],
    ['DATELINE_NEO4J_CA_FILE', 'index'],
    ['DATELINE_NEO4J_CA_FILE', 'serve'],
  ])('are refused in one sentence if %s names another: %s', async (variable, command) => {
    const args = command === 'serve' ? ['--port', '0'] : [news]
    const wrong = { ...env, [variable]: certificates.stranger }
    const { status, stderr } = await dateline([command, ...args, '--archive', archive], {
      env: wrong,
    })

    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toMatch(new RegExp(`${UNTRUSTED} ${variable}`))
  })
})
