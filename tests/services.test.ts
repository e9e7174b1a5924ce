import { afterEach, describe, expect, it, vi } from 'vitest'
import { testService } from './services.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the engines of the tests', () => {
  it('are those in the environment, with user and password apart from the address', async () => {
    vi.stubEnv('DATELINE_TEST_ELASTICSEARCH_URL', 'https://elastic:a%40b@search.example:9243')
    vi.stubEnv('DATELINE_TEST_NEO4J_URL', 'bolt://neo4j:secret@127.0.0.1:7687')

    expect(await testService('elasticsearch')).toEqual({
      url: 'https://search.example:9243',
      user: 'elastic',
      password: 'a@b',
    })
    expect(await testService('neo4j')).toEqual({
      url: 'bolt://127.0.0.1:7687',
      user: 'neo4j',
      password: 'secret',
    })
  })

  it.each(['http://127.0.0.1:9200', 'http://elastic@127.0.0.1:9200', 'elastic:secret', 'no'])(
    'are not read from %s, which is incomplete',
    async (url) => {
      vi.stubEnv('DATELINE_TEST_ELASTICSEARCH_URL', url)

      await expect(testService('elasticsearch')).rejects.toThrow(
        /^DATELINE_TEST_ELASTICSEARCH_URL must be a URL with user and password/,
      )
    },
  )
})
