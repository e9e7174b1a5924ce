import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { hasFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { type CommandResult, dateline, serveArchive, start } from '#tests/dateline.ts'
import { askElasticsearch, deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { testService } from '#tests/services.ts'
import { SAMPLE } from '#tests/shared-data.ts'

const elasticsearch = await testService('elasticsearch')
const neo4j = await testService('neo4j')

const folder = mkdtempSync(join(tmpdir(), 'project-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TALKS = [
  {
    id: 'talks',
    title: 'Talks in Lima',
    body: 'Peru and Brazil met in Lima. Kenya was not invited.',
  },
  { id: 'grain', title: 'Grain deal', body: 'Kenya and Peru signed a grain deal on Monday.' },
  { id: 'calm', title: 'A calm week', body: 'Nothing happened in Brazil.' },
]

const PATIENCE = { timeout: 300_000 }

describe.skipIf(!elasticsearch || !neo4j)('an archive and two real engines', PATIENCE, () => {
  const { cypher } = useNeo4j(neo4j!)
  const prefixes: string[] = []
  let prefix: string
  let archive: string

  beforeEach(async () => {
    prefixes.push((prefix = randomPrefix()))
    archive = join(folder, `${prefix}.db`)
    await cypher('MATCH (n:Dateline) DETACH DELETE n')
  })
  afterAll(async () => {
    for (const each of prefixes) await deleteIndexesOf(elasticsearch!, each)
  })

  const env = () => ({
    DATELINE_ELASTICSEARCH_URL: elasticsearch!.url,
    DATELINE_ELASTICSEARCH_USER: elasticsearch!.user,
    DATELINE_ELASTICSEARCH_PASSWORD: elasticsearch!.password,
    DATELINE_ELASTICSEARCH_PREFIX: prefix,
    DATELINE_NEO4J_URL: neo4j!.url,
    DATELINE_NEO4J_USER: neo4j!.user,
    DATELINE_NEO4J_PASSWORD: neo4j!.password,
  })
  const run = (...args: string[]) => dateline([...args, '--archive', archive], { env: env() })
  const ask = <T = unknown>(method: string, path: string, body?: object) =>
    askElasticsearch<T>(elasticsearch!, method, path, body)

  function news(articles: object[]): string {
    const path = join(folder, 'news.jsonl')
    writeFileSync(path, articles.map((each) => `${JSON.stringify(each)}\n`).join(''))
    return path
  }

  async function verified(): Promise<{ ok: boolean; found: string[] }> {
    const { stdout } = await run('verify', '--json')
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: { what: string }[] }
    return { ok, found: findings.map(({ what }) => what) }
  }
  const whole = { ok: true, found: [] }

  it('hold the same after indexing, and give the same answers', async () => {
    const indexed = await run('index', SAMPLE, '--json')

    expect(indexed).toMatchObject({ status: 0 })
    expect(JSON.parse(indexed.stdout)).toMatchObject({
      read: 113,
      engines: { elasticsearch: { refused: 0 }, neo4j: { refused: 0 } },
    })
    expect(await verified()).toEqual(whole)
    expect(fullTextOf(archive)).toBe(false)

    expect((await run('search', 'minister')).stderr).toContain('--embedded looks into')
    const [there, here] = [
      await run('search', 'minister', '--json'),
      await run('search', 'minister', '--json', '--embedded'),
    ]
    expect(fullTextOf(archive)).toBe(true)
    expect(totalOf(there)).toBe(totalOf(here))
    expect(totalOf(there)).toBeGreaterThan(5)
    expect(await run('project')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('0 changes') as string,
    })
  })

  it('are analysed alike, and the analysis of Neo4j is served as that of the graph it describes', async () => {
    await run('index', SAMPLE)
    const there = await run('analyse', '--json')
    const server = await serveArchive(archive, [], env())
    const response = await fetch(`${server.url}/api/v1/graph/analysis`)
    const served = (await response.json()) as { version: number; warnings: unknown[] }
    await server.stop()
    const here = await run('analyse', '--json', '--embedded')

    expect(there).toMatchObject({ status: 0 })
    const summary = JSON.parse(there.stdout) as { entities: number; version: number }
    expect(summary).toEqual(JSON.parse(here.stdout))
    expect(summary.entities).toBeGreaterThan(100)
    expect(served).toMatchObject({ version: summary.version, warnings: [] })
  })

  it('hold the same after articles were changed and removed', async () => {
    await run('index', news(TALKS))
    const changed = [{ ...TALKS[0], body: 'Peru met Finland.' }, ...TALKS.slice(1)]
    expect(await run('index', news(changed))).toMatchObject({ status: 0 })
    expect(await verified()).toEqual(whole)

    expect(await run('remove', 'news-grain')).toMatchObject({ status: 0 })
    expect(await verified()).toEqual(whole)
    expect(totalOf(await run('search', 'grain', '--json'))).toBe(0)
    expect(totalOf(await run('search', 'Finland', '--json'))).toBe(1)
    const names = await cypher<{ id: string }>(
      'MATCH (e:Country:Dateline) RETURN e.id AS id ORDER BY id',
    )
    expect(names.map(({ id }) => id)).toEqual(['country-br', 'country-fi', 'country-pe'])
  })

  it('are compared after tampering, and repaired', async () => {
    await run('index', news(TALKS))
    await ask('POST', `/${prefix}-articles*/_delete_by_query?refresh=true&conflicts=proceed`, {
      query: { term: { id: 'news-talks' } },
    })
    await cypher('MATCH ()-[t:TIED]->() SET t.sentences = t.sentences + 1')
    await cypher(`CREATE (:Entity:Person:Dateline {id: 'person-nobody', name: 'Nobody', rev: 1})`)

    expect(await verified()).toEqual({
      ok: false,
      found: [
        'missing from Elasticsearch: article',
        'in Neo4j and not in the archive: entity',
        'not the same in Neo4j: tie',
      ],
    })
    expect(await run('verify', '--repair')).toMatchObject({ status: 0 })
    expect(await verified()).toEqual(whole)
  })

  it('are refilled by rebuild, whoever filled them before', async () => {
    await run('index', news(TALKS))
    const own = archive
    archive = join(folder, `${prefix}-other.db`)
    await dateline(['index', news(TALKS.slice(1)), '--embedded', '--archive', archive])

    for (const args of [['project'], ['index', news(TALKS)], ['verify']] as const) {
      const refused = await run(...args)
      expect(refused).toMatchObject({ status: 1, stdout: '' })
      expect(refused.stderr).toMatch(/another archive.*dateline rebuild/)
    }
    expect(await run('rebuild', 'search')).toMatchObject({ status: 0 })
    expect(await run('rebuild', 'graph')).toMatchObject({ status: 0 })
    expect(await verified()).toEqual(whole)
    archive = own
    expect((await run('project')).stderr).toContain('another archive')
  })

  it.each([
    ['project', []],
    ['index', [{ ...TALKS[0], body: 'Peru met Finland.' }]],
  ] as const)(
    'are refilled by %s, and searchable meanwhile, if an earlier version made the index',
    async (command, changed) => {
      await run('index', news(TALKS))
      const old = await pretendOld()

      const args = command === 'index' ? [news([...changed, ...TALKS.slice(1)])] : []
      let isDone = false
      const done = run(command, ...args).finally(() => (isDone = true))
      const counts = new Set<number>()
      while (!isDone) counts.add(await countOf(`${prefix}-articles`))

      expect(await done).toMatchObject({ status: 0 })
      expect(counts).toEqual(new Set([3]))
      expect(await indexNames()).toHaveLength(3)
      expect(await indexNames()).not.toEqual(expect.arrayContaining(old))
      expect(await verified()).toEqual(whole)
    },
  )

  /** Gives the indexes an outdated mapping; returns their names. */
  async function pretendOld(): Promise<string[]> {
    const filled = (await indexNames()).filter((name) => name !== `${prefix}-state`)
    for (const name of filled) {
      type Mappings = Record<string, { mappings: { _meta: { dateline: object } } }>
      const { mappings } = (await ask<Mappings>('GET', `/${name}/_mapping`))[name]!
      const _meta = { dateline: { ...mappings._meta.dateline, version: 0 } }
      await ask('PUT', `/${name}/_mapping`, { _meta })
    }
    return filled
  }

  const indexNames = async () => Object.keys(await ask<object>('GET', `/${prefix}-*/_alias`))

  const countOf = async (index: string) =>
    (await ask<{ count: number }>('GET', `/${index}/_count`)).count

  it('refuse an archive restored from an older copy', async () => {
    await run('index', news(TALKS.slice(0, 1)))
    const copy = join(folder, `${prefix}-copy.db`)
    copyFileSync(archive, copy)
    await run('index', news(TALKS))
    archive = copy

    const refused = await run('index', news([{ id: 'new', title: 'New', body: 'Not read.' }]))
    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toMatch(/never sent.*dateline rebuild/)
    expect(articlesOf(archive)).toBe(1)

    // Even if it has grown since then.
    await dateline(['index', SAMPLE, '--embedded', '--archive', archive])
    expect((await run('project')).stderr).toMatch(/never sent.*dateline rebuild/)
  })

  it('are refilled automatically by an archive restored from a backup', async () => {
    await run('index', news(TALKS.slice(0, 1)))
    const backup = join(folder, `${prefix}.backup`)
    await run('backup', backup)
    await run('index', news(TALKS))
    expect(await run('restore', backup, '--force')).toMatchObject({ status: 0 })
    expect((await run('verify')).stderr).toContain('from before it was restored')

    expect(await run('index', news([TALKS[2]!]))).toMatchObject({ status: 0 })
    expect(await verified()).toEqual(whole)
    expect(totalOf(await run('search', 'grain', '--json'))).toBe(0)
    expect(await run('project')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('0 changes') as string,
    })
  })

  it('receive what is added and decided in the browser', async () => {
    await run('index', news(TALKS))
    const server = await serveArchive(archive, [], env())
    const api = `${server.url}/api/v1`
    const get = async <T>(path: string) => (await (await fetch(`${api}/${path}`)).json()) as T
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', origin: server.url }
      const answer = await fetch(`${api}/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: (await answer.json()) as object }
    }
    const body =
      'Jane Okoro of Ghana met James Mwangi of Kenya in Accra. Jane Okoro and James Mwangi signed.'

    let status: number | null
    try {
      const added = await post('articles', { title: 'A treaty', body, url: 'https://a.example/1' })
      expect(added).toMatchObject({ status: 201, body: { outcome: 'added' } })
      expect(await get('articles?q=treaty')).toMatchObject({ total: { value: 1 } })
      expect(await get('ties/person-jane-okoro/person-james-mwangi')).toMatchObject({
        sentences: 2,
      })

      const rename = { type: 'rename', entity: 'person-jane-okoro', name: 'Jane A. Okoro' }
      expect(await post('decisions', rename)).toMatchObject({ status: 200 })
      expect(await get('entities/person-jane-okoro')).toMatchObject({ name: 'Jane A. Okoro' })
      expect(await get('articles?person=person-jane-okoro')).toMatchObject({ total: { value: 1 } })
    } finally {
      status = await server.stop()
    }
    expect(status).toBe(130)
    expect(await verified()).toEqual(whole)
  })

  it('report obstacles in one sentence, before anything is read', async () => {
    const input = news(TALKS)
    await ask('PUT', `/${prefix}-articles-of-others`, { aliases: { [`${prefix}-articles`]: {} } })
    await expectRefusal(await run('index', input), /articles/)
    await ask('DELETE', `/${prefix}-articles-of-others`)

    await cypher(`CREATE (:Entity {id: 'foreign'})`)
    await expectRefusal(await run('index', input), /label Entity/)
    await cypher(`MATCH (n:Entity {id: 'foreign'}) DELETE n`)

    const wrong = { ...env(), DATELINE_NEO4J_URL: 'bolt://127.0.0.1:9' }
    await expectRefusal(
      await dateline(['index', input, '--archive', archive], { env: wrong }),
      /neo4j.*--embedded/,
    )

    await run('index', news(TALKS.slice(0, 1)))
    await ask('PUT', `/${prefix}-articles/_settings`, {
      'index.blocks.read_only_allow_delete': true,
    })
    const refused = await run('index', input)
    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toMatch(/disk|read-only/)
    expect(articlesOf(archive)).toBe(1)
  })

  it('agree after the indexer was killed and run again', async () => {
    const stories = generateStories(800).map(({ article }) => article)
    const input = news(stories)
    const { child, outcome } = start(['index', input, '--archive', archive], { env: env() })
    while (articlesOf(archive) < 300) await wait(50)
    child.kill('SIGKILL')
    expect(await outcome).toMatchObject({ status: null })

    expect(await run('index', input)).toMatchObject({ status: 0 })
    expect(articlesOf(archive)).toBe(800)
    expect(await verified()).toEqual(whole)
  })

  async function expectRefusal({ status, stdout, stderr }: CommandResult, sentence: RegExp) {
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(articlesOf(archive)).toBe(0)
  }
})

const totalOf = ({ stdout }: CommandResult) =>
  (JSON.parse(stdout) as { total: { value: number } }).total.value

function fullTextOf(path: string): boolean {
  return reading(path, (db) => hasFullTextIndex(db)) ?? false
}

function articlesOf(path: string): number {
  const count = reading(path, (db) => db.prepare('select articles from state').get())
  return (count as { articles: number } | undefined)?.articles ?? 0
}

/** Undefined while the archive does not exist. */
function reading<T>(
  path: string,
  read: (db: ReturnType<typeof openArchive>['db']) => T,
): T | undefined {
  try {
    const archive = openArchive(path, { write: false })
    try {
      return read(archive.db)
    } finally {
      archive.close()
    }
  } catch {
    return undefined
  }
}
