import { describe, expect, it } from 'vitest'
import { useNeo4j } from '#tests/neo4j.ts'
import { testService } from '#tests/services.ts'
import { openReader } from './reader.ts'

const PATIENT = { answerMs: 120_000 }
/** Takes minutes. */
const LONG = 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS sum'
const RUNNING = `
  SHOW TRANSACTIONS YIELD currentQuery, status
  WHERE currentQuery STARTS WITH 'UNWIND range(1, 100000)' RETURN status`

const service = await testService('neo4j')

describe.skipIf(!service)('neo4j reader', () => {
  const neo4j = useNeo4j(service!)
  const running = () => neo4j.cypher(RUNNING)

  it('ends an aborted query on the server, and runs the next one', async () => {
    const reader = openReader(service!, PATIENT)
    const gone = new AbortController()
    const outcome = reader.run(LONG, {}, gone.signal).catch((error: unknown) => error)
    await expect.poll(running, { timeout: 30_000 }).toHaveLength(1)
    gone.abort()

    expect(await outcome).toBe(gone.signal.reason)
    await expect.poll(running, { timeout: 10_000 }).toHaveLength(0)
    expect(await reader.run('RETURN 1 AS one', {})).toEqual([{ one: 1 }])
    await reader.close()
  })

  it('sends nothing if the signal is already aborted', async () => {
    const reader = openReader({ ...service!, url: 'bolt://127.0.0.1:1' }, PATIENT)
    const signal = AbortSignal.abort()

    await expect(reader.run(LONG, {}, signal)).rejects.toBe(signal.reason)
    await reader.close()
  })
})
