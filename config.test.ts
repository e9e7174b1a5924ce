import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('needs no settings for the whole product', () => {
    expect(readConfig({})).toEqual({
      archive: undefined,
      apiKey: undefined,
      host: '127.0.0.1',
      port: 4310,
      engines: { elasticsearch: {}, neo4j: {} },
    })
  })

  it('reads its variables and ignores others', () => {
    const env = {
      DATELINE_ARCHIVE: 'news.db',
      DATELINE_API_KEY: 'a-key-of-some-length',
      DATELINE_HOST: '0.0.0.0',
      DATELINE_PORT: '8080',
      PATH: '/bin',
    }

    expect(readConfig(env)).toEqual({
      archive: 'news.db',
      apiKey: 'a-key-of-some-length',
      host: '0.0.0.0',
      port: 8080,
      engines: { elasticsearch: {}, neo4j: {} },
    })
  })

  it('reads how the engines are reached', () => {
    const config = readConfig({
      DATELINE_ELASTICSEARCH_URL: 'https://search.example:9200',
      DATELINE_ELASTICSEARCH_API_KEY: 'c2VjcmV0',
      DATELINE_ELASTICSEARCH_CA_FILE: '/etc/ca.pem',
      DATELINE_NEO4J_URL: 'bolt://graph.example:7687',
      DATELINE_NEO4J_USER: 'neo4j',
      DATELINE_NEO4J_PASSWORD: 'sesame',
    })

    expect(config.engines['elasticsearch']).toEqual({
      url: 'https://search.example:9200',
      apiKey: 'c2VjcmV0',
      caFile: '/etc/ca.pem',
    })
    expect(config.engines['neo4j']).toEqual({
      url: 'bolt://graph.example:7687',
      user: 'neo4j',
      password: 'sesame',
    })
  })

  it('treats an empty variable as not set', () => {
    const config = readConfig({ DATELINE_ARCHIVE: '', DATELINE_API_KEY: '', DATELINE_PORT: '' })

    expect(config).toMatchObject({ archive: undefined, apiKey: undefined, port: 4310 })
  })

  it.each([
    ['DATELINE_PORT', 'http', 'must be a whole number from 1 to 65535'],
    ['DATELINE_PORT', '0', 'must be a whole number from 1 to 65535'],
    ['DATELINE_PORT', '65536', 'must be a whole number from 1 to 65535'],
    ['DATELINE_PORT', '1e3', 'must be a whole number from 1 to 65535'],
    ['DATELINE_ELASTICSEARCH_PREFIX', 'Capital', 'must be small letters'],
    ['DATELINE_ELASTICSEARCH_SHARDS', '0', 'must be a whole number from 1 to 1024'],
    ['DATELINE_ELASTICSEARCH_REPLICAS', '-1', 'must be a whole number from 0 to 100'],
    ['DATELINE_API_KEY', 'short', 'must be at least 16'],
    ['DATELINE_API_KEY', 'sixteen letters and spaces', 'letters, digits or any of'],
    ['DATELINE_API_KEY', 'sixteen!or!more!letters', 'letters, digits or any of'],
  ])('refuses %s=%s with a sentence', (name, value, sentence) => {
    const read = () => readConfig({ [name]: value })

    expect(read).toThrow(UserError)
    expect(read).toThrow(`${name} must`)
    expect(read).toThrow(sentence)
  })
})
