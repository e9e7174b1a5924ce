import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GraphTarget } from '#core/projection.ts'
import { openNeo4jTarget } from '#stores/neo4j/target.ts'
import { story } from './builders.ts'
import { fillGraph, withArchive } from './fill-graph.ts'
import { useNeo4j } from './neo4j.ts'
import { testService } from './services.ts'

const page = readFileSync(new URL('../docs/engines.md', import.meta.url), 'utf8')
const queries = new Map(
  [...page.matchAll(/^\*\*([^*]+)\.\*\*[^`]*?^```cypher\n(.+?)^```$/gms)].map(
    ([, title, cypher]) => [title, cypher!],
  ),
)

const [REAGAN, BAKER, VOLCKER] = [
  '[Ronald Reagan](person-ronald-reagan)',
  '[James Baker](person-james-baker)',
  '[Paul Volcker](person-paul-volcker)',
]
const [OPEC, JAPAN, US, KUWAIT] = [
  '[OPEC](org-opec)',
  '[Japan](country-jp)',
  '[U.S.](country-us)',
  '[Kuwait](country-kw)',
]

const NEWS = [
  story({
    id: 'meeting',
    title: 'They met',
    publishedAt: '1987-03-01',
    body: [
      `${REAGAN} heard ${VOLCKER}.`,
      `${VOLCKER} and ${BAKER} left.`,
      `${BAKER}, treasury secretary of the ${US}, spoke.`,
    ].join('\n'),
    roles: [
      { sentence: 3, person: 'person-james-baker', of: 'country-us', title: 'treasury secretary' },
    ],
  }),
  story({
    id: 'oil',
    title: 'Oil',
    publishedAt: '1987-06-02',
    body: [
      `${VOLCKER} warned ${OPEC}.`,
      `${VOLCKER} thanked ${KUWAIT}.`,
      `${JAPAN} asked the ${US}.`,
    ].join('\n'),
  }),
]

const service = await testService('neo4j')

describe.skipIf(!service)('the Cypher queries of docs/engines.md', () => {
  const { cypher } = useNeo4j(service!)
  let target: GraphTarget
  beforeAll(async () => {
    target = await openNeo4jTarget(service!)
    await withArchive(NEWS, (archive) => fillGraph(target, archive))
  })
  afterAll(() => target.close())

  const answers: Record<string, unknown[]> = {
    'Who stands between two people': [{ name: 'Paul Volcker', withFirst: 1, withSecond: 1 }],
    'Brokers of an organization': [{ name: 'Paul Volcker', apart: 6, pairs: 6 }],
    'What someone does, and the sentence that says so': [
      {
        title: 'treasury secretary',
        at: 'U.S.',
        former: false,
        sentences: 1,
        first: '1987-03-01',
        last: '1987-03-01',
        article: 'They met',
        sentence: 3,
      },
    ],
    'Ties that are new in a month': [
      { one: 'Japan', other: 'U.S.', sentences: 1 },
      { one: 'Kuwait', other: 'Paul Volcker', sentences: 1 },
      { one: 'OPEC', other: 'Paul Volcker', sentences: 1 },
    ],
    'The articles behind a tie': [{ published: '1987-06-02', title: 'Oil', sentences: [3] }],
  }

  it('are exactly those tested here', () => {
    expect([...queries.keys()]).toEqual(Object.keys(answers))
  })

  it.each(Object.entries(answers))('answer: %s', async (title, rows) => {
    expect(await cypher(queries.get(title)!)).toEqual(rows)
  })
})
