import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Readiness } from '../api.ts'
import { Health } from './health.svelte.ts'

const STORES = { search: 'Elasticsearch', graph: 'Neo4j' }
const READY: Readiness = { status: 'ready', search: 'up', graph: 'up', stores: STORES }
const DEGRADED: Readiness = { status: 'degraded', search: 'up', graph: 'down', stores: STORES }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A fake server with a changeable answer that counts requests. */
function setUp(first: Readiness | null) {
  const server = { answer: first, asked: 0 }
  const health = new Health(async () => {
    server.asked++
    if (!server.answer) throw new Error('connection refused')
    return server.answer
  })
  return { health, server }
}

it('does not ask while nothing fails', async () => {
  const { server } = setUp(READY)
  await vi.advanceTimersByTimeAsync(10_000)

  expect(server.asked).toBe(0)
})

it('says what does not answer until it does, and then has the page try again', async () => {
  const { health, server } = setUp(DEGRADED)
  let retried = 0
  health.suspect(() => retried++)
  await vi.advanceTimersByTimeAsync(5000)
  const before = [health.trouble, retried]
  server.answer = READY
  await vi.advanceTimersByTimeAsync(2000)

  expect(before).toEqual([DEGRADED, 0])
  expect([health.trouble, retried]).toEqual([null, 1])
})

it('stops asking when all is well', async () => {
  const { health, server } = setUp(READY)
  health.suspect(() => {})
  await vi.advanceTimersByTimeAsync(5000)
  const { asked } = server
  await vi.advanceTimersByTimeAsync(60_000)

  expect(server.asked).toBe(asked)
})

it('asks every two seconds for a page that goes on failing while all seems well', async () => {
  const { health, server } = setUp(READY)
  const fail = () => health.suspect(fail)
  fail()
  await vi.advanceTimersByTimeAsync(10_500)

  expect(server.asked).toBe(6)
})

it('says when not even the server answers', async () => {
  const { health } = setUp(null)
  health.suspect(() => {})
  await vi.advanceTimersByTimeAsync(0)

  expect(health.trouble).toBe('silent')
})

it('has a page try again when the other half comes back', async () => {
  const { health, server } = setUp(DEGRADED)
  let retried = 0
  health.suspect(() => retried++)
  await vi.advanceTimersByTimeAsync(100)
  server.answer = { ...DEGRADED, search: 'down', graph: 'up' }
  await vi.advanceTimersByTimeAsync(2000)

  expect(retried).toBe(1)
})

it('leaves alone who no longer waits', async () => {
  const { health, server } = setUp(DEGRADED)
  let retried = 0
  const retry = () => retried++
  health.suspect(retry)
  await vi.advanceTimersByTimeAsync(100)
  health.forget(retry)
  server.answer = READY
  await vi.advanceTimersByTimeAsync(4000)

  expect(retried).toBe(0)
})
