import { describe, expect, it } from 'vitest'
import { takeNeo4j } from './neo4j.ts'
import { testService } from './services.ts'

const service = await testService('neo4j')

describe.skipIf(!service)('the neo4j of the tests', () => {
  it('is emptied for each user, after the previous ones', async () => {
    const first = await takeNeo4j(service!)
    await first.cypher('CREATE (:Entity)-[:TIED]->(:Entity)')
    const waiting = takeNeo4j(service!)
    const [{ count }] = (await first.cypher('MATCH (e:Entity) RETURN count(e) AS count')) as Counted
    await first.release()
    const second = await waiting
    const left = await second.cypher('MATCH (e:Entity) RETURN count(e) AS count')
    await second.release()

    expect(count).toBe(2)
    expect(left).toEqual([{ count: 0 }])
  })

  it('is refused, and left as it is, if it holds data that is not from tests', async () => {
    const taken = await takeNeo4j(service!)
    await taken.cypher(`CREATE (:Film {title: 'Theirs'})`)
    await taken.cypher('MATCH (n:DatelineTestData) DELETE n')
    const other = { ...service!, url: service!.url.replace('127.0.0.1', 'localhost') }

    await expect(takeNeo4j(other)).rejects.toThrow("holds a graph that is no test's")
    expect(await taken.cypher('MATCH (f:Film) RETURN f.title AS title')).toEqual([
      { title: 'Theirs' },
    ])
    await taken.release()
  })
})

type Counted = [{ count: number }]
