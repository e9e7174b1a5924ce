import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openElasticsearchTarget } from '#stores/elasticsearch/open-target.ts'
import { story } from '#tests/builders.ts'
import { fill } from '#tests/changes.ts'
import { askElasticsearch, deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { testService } from '#tests/services.ts'

const HER = '[Leyla Mammadova](person-leyla-mammadova)'
const HIM = '[Omar Quist](person-omar-quist)'
const [AZ, TR] = ['[Azerbaijan](country-az)', '[Turkey](country-tr)']

const NEWS = [
  story({ id: 'a', body: `${HER} spoke of a grain corridor.\n${AZ} and ${TR} agreed.` }),
  story({ id: 'b', body: `${HER} met ${HIM}.\nThe grain corridor is open.`, source: 'gazette' }),
  story({ id: 'c', body: `${HER} and ${HIM} left ${AZ}.`, publishedAt: '2023-07-01' }),
  ...Array.from({ length: 20 }, (_, i) => story({ id: `d${i}`, body: `${HIM} rests.` })),
]

const page = readFileSync(join(import.meta.dirname, '../../docs/engines.md'), 'utf8')
const questions = [...page.matchAll(/```\nGET dateline-(\w+)\/_search\n(.*?)```/gs)].map(
  ([, index, body]) => ({ index: index!, body: JSON.parse(body!) as object }),
)

const address = await testService('elasticsearch')

describe.skipIf(!address)('the Elasticsearch queries of docs/engines.md', () => {
  const prefix = randomPrefix()
  beforeAll(async () => {
    const target = await openElasticsearchTarget(address!, { prefix })
    await fill(target, NEWS)
    await target.close()
  })
  afterAll(() => deleteIndexesOf(address!, prefix))

  async function ask(i: number): Promise<unknown> {
    const { index, body } = questions[i]!
    return askElasticsearch(address!, 'POST', `/${prefix}-${index}/_search`, body)
  }

  it('are six, including the one for an id', () => {
    expect(questions).toHaveLength(6)
  })

  it('find an entity by its name', async () => {
    expect(await ask(0)).toMatchObject({
      hits: { hits: [{ _source: { id: 'person-leyla-mammadova', kind: 'person' } }] },
    })
  })

  it('find sentences, not articles', async () => {
    const text = 'Leyla Mammadova spoke of a grain corridor.'
    const inner_hits = { sentences: { hits: { hits: [{ _source: { n: 1, text } }] } } }

    expect(await ask(1)).toMatchObject({
      hits: { total: { value: 1 }, hits: [{ _id: 'a', inner_hits }] },
    })
  })

  it('count who shares sentences with her', async () => {
    const bucket = (key: string, count: number) => ({
      ...{ key, doc_count: count, articles: { doc_count: count } },
    })

    expect(await ask(2)).toMatchObject({
      aggregations: {
        sentences: {
          hers: {
            named: {
              buckets: [
                bucket('person-leyla-mammadova', 3),
                bucket('person-omar-quist', 2),
                bucket('country-az', 1),
              ],
            },
          },
        },
      },
    })
  })

  it('count months in which two share a sentence', async () => {
    const buckets = [{ key_as_string: '2023-06-01T00:00:00.000Z', doc_count: 1 }]

    expect(await ask(3)).toMatchObject({ aggregations: { months: { buckets } } })
  })

  it('show who is named there more than elsewhere', async () => {
    const buckets = [{ key: 'person-leyla-mammadova', doc_count: 2 }]

    expect(await ask(4)).toMatchObject({ aggregations: { telling: { buckets } } })
  })

  it('show the latest of each outlet', async () => {
    const latest = (id: string) => ({ hits: { hits: [{ _id: id }] } })
    const buckets = [{ key: 'courier', doc_count: 2, latest: latest('c') }]

    expect(await ask(5)).toMatchObject({ aggregations: { outlets: { buckets } } })
  })
})
