import { expect, it } from 'vitest'
import { toEnvironment } from './shell-environment.ts'

it('makes started engines available to a shell', () => {
  const connection = {
    elasticsearch: { url: 'http://127.0.0.1:9200', user: 'elastic', password: 'one' },
    neo4j: { url: 'bolt://127.0.0.1:7687', user: 'neo4j', password: 'two' },
  }

  expect(toEnvironment(connection).split('\n')).toEqual([
    'export DATELINE_ELASTICSEARCH_URL=http://127.0.0.1:9200',
    'export DATELINE_ELASTICSEARCH_USER=elastic',
    'export DATELINE_ELASTICSEARCH_PASSWORD=one',
    'export DATELINE_NEO4J_URL=bolt://127.0.0.1:7687',
    'export DATELINE_NEO4J_USER=neo4j',
    'export DATELINE_NEO4J_PASSWORD=two',
  ])
})
