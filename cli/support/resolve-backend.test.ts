import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { writeConnection } from '#engines/connection.ts'
import { resolveBackend } from './resolve-backend.ts'

const folder = mkdtempSync(join(tmpdir(), 'backend-'))
afterAll(() => rmSync(folder, { recursive: true }))

let folders = 0

/** The environment of a machine on which no engines were started. */
const nothing = () => ({ DATELINE_ENGINES: join(folder, `${++folders}`) })

/** The environment of a machine with stopped engines. */
function remembering() {
  const env = nothing()
  mkdirSync(env.DATELINE_ENGINES)
  writeConnection(env.DATELINE_ENGINES, {
    elasticsearch: { url: 'http://127.0.0.1:9200', user: 'elastic', password: 'one' },
    neo4j: { url: 'bolt://127.0.0.1:7687', user: 'neo4j', password: 'two' },
  })
  return env
}

const URLS = { elasticsearch: 'http://es.example:9200', neo4j: 'bolt://graph.example' }
const VARIABLES = {
  DATELINE_ELASTICSEARCH_URL: 'http://search.example:9200',
  DATELINE_ELASTICSEARCH_USER: 'ann',
  DATELINE_ELASTICSEARCH_PASSWORD: 'sesame',
  DATELINE_NEO4J_URL: 'neo4j+s://roe:s%40lt@graph.example',
}

describe('resolveBackend', () => {
  it('works on the archive if no engines are configured', () => {
    expect(resolveBackend({ archive: 'news.db' }, nothing())).toEqual({
      type: 'embedded',
      archive: 'news.db',
    })
  })

  it('uses the environment, with user and password also from the URL', () => {
    expect(resolveBackend({}, { ...nothing(), ...VARIABLES })).toMatchObject({
      type: 'engines',
      engines: {
        search: {
          engine: { name: 'Elasticsearch' },
          address: { url: 'http://search.example:9200', user: 'ann', password: 'sesame' },
        },
        graph: {
          engine: { name: 'Neo4j' },
          address: { url: 'neo4j+s://graph.example', user: 'roe', password: 's@lt' },
        },
      },
    })
  })

  it('prefers a flag to the environment, but keeps the user set there', () => {
    const found = resolveBackend(
      { elasticsearch: URLS.elasticsearch },
      { ...nothing(), ...VARIABLES },
    )

    expect(found).toMatchObject({
      engines: {
        search: { address: { url: URLS.elasticsearch, user: 'ann' } },
        graph: { address: { url: 'neo4j+s://graph.example' } },
      },
    })
  })

  it('prefers the environment to engines started on this machine', () => {
    expect(resolveBackend({}, { ...remembering(), ...VARIABLES })).toMatchObject({
      engines: { search: { address: { url: 'http://search.example:9200' } } },
    })
  })

  it('accepts several nodes of one Elasticsearch, with the configured shards and replicas', () => {
    const env = {
      ...{ ...nothing(), ...VARIABLES },
      DATELINE_ELASTICSEARCH_URL: 'http://a.example:9200/, http://bo:b@b.example:9200/es/',
      DATELINE_ELASTICSEARCH_SHARDS: '3',
      DATELINE_ELASTICSEARCH_REPLICAS: '0',
    }
    const nodes = { url: 'http://a.example:9200,http://b.example:9200/es', user: 'bo' }

    expect(resolveBackend({}, env)).toMatchObject({
      engines: { search: { address: { ...nodes, shards: 3, replicas: 0 } } },
    })
  })

  it('knows the password of an engine started here, even if its URL is given', () => {
    const flags = { elasticsearch: 'http://127.0.0.1:9200/', neo4j: URLS.neo4j }

    expect(resolveBackend(flags, remembering())).toMatchObject({
      engines: {
        search: { address: { url: 'http://127.0.0.1:9200', user: 'elastic', password: 'one' } },
        graph: { address: { url: URLS.neo4j, user: undefined, password: undefined } },
      },
    })
  })

  it('never falls back to an empty app if the engines were stopped', () => {
    const find = () => resolveBackend({}, remembering())

    expect(find).toThrow(UserError)
    expect(find).toThrow(/do not run.*dateline engines start.*--embedded/)
  })

  it('ignores all of them if told to', () => {
    const archive = 'news.db'
    for (const env of [remembering(), { ...nothing(), ...VARIABLES }]) {
      expect(resolveBackend({ archive, embedded: true }, env)).toEqual({
        type: 'embedded',
        archive,
      })
    }
  })

  it.each([
    [{ elasticsearch: URLS.elasticsearch }, /Elasticsearch is named and Neo4j is not.*--neo4j/],
    [{ neo4j: URLS.neo4j }, /Neo4j is named and Elasticsearch is not.*--elasticsearch/],
    [{ ...URLS, embedded: true }, /--embedded cannot be combined with/],
    [{ ...URLS, elasticsearch: 'es.example:9200' }, /URL of Elasticsearch cannot be used/],
    [{ ...URLS, elasticsearch: 'bolt://es.example' }, /URL of Elasticsearch cannot be used/],
    [{ ...URLS, neo4j: 'bolt://a:7687,bolt://b:7687' }, /URL of Neo4j cannot be used/],
    [{ ...URLS, elasticsearch: 'http://a,bolt://b' }, /URL of Elasticsearch cannot be used/],
    [{ ...URLS, neo4j: 'http://graph.example:7474' }, /URL of Neo4j.*bolt:\/\/127.0.0.1:7687/],
    [{ ...URLS, neo4j: 'bolt://neo4j:50%@graph.example' }, /write % as %25/],
  ])('refuses %j with a sentence', (flags, sentence) => {
    const find = () => resolveBackend(flags, nothing())

    expect(find).toThrow(UserError)
    expect(find).toThrow(sentence)
  })

  it('refuses a missing certificate', () => {
    const env = { ...nothing(), ...VARIABLES, DATELINE_NEO4J_CA_FILE: join(folder, 'no.pem') }

    expect(() => resolveBackend({}, env)).toThrow(/no\.pem.*check DATELINE_NEO4J_CA_FILE/)
  })
})
