import { describe, expect, it } from 'vitest'
import { RequestError } from '../client.ts'
import { Resource } from './resource.svelte.ts'

describe('Resource', () => {
  it('drops the answer to a question that is no longer asked', async () => {
    const resource = new Resource<string>()
    const early = Promise.withResolvers<string>()
    const first = resource.load(() => early.promise)
    await resource.load(async () => 'second')

    early.resolve('first')
    await first

    expect(resource.data).toBe('second')
  })

  it('tells the earlier request to stop', () => {
    const resource = new Resource<string>()
    const signals: AbortSignal[] = []
    const asking = (signal: AbortSignal) => {
      signals.push(signal)
      return new Promise<string>(() => {})
    }
    void resource.load(asking)
    void resource.load(asking)

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  })

  it('keeps what it shows while it loads, and beside a problem', async () => {
    const resource = new Resource<string>()
    await resource.load(async () => 'shown')
    const failing = resource.load(() => Promise.reject(new RequestError(503, 'busy')))

    expect(resource).toMatchObject({ data: 'shown', isLoading: true })
    await failing
    expect(resource).toMatchObject({ data: 'shown', isLoading: false })
    expect(resource.problem?.message).toBe('busy')
  })

  it('asks the same again on retry', async () => {
    const resource = new Resource<number>()
    let asked = 0
    await resource.load(async () => ++asked)
    resource.retry()
    await Promise.resolve()
    await Promise.resolve()

    expect(asked).toBe(2)
  })
})
