import { describe, expect, it } from 'vitest'
import { StoreError, UserError } from '#core/errors.ts'
import { type FollowOptions, type Rounds, follow } from './follow.ts'

const lost = new StoreError('neo4j', 'out of reach')

/** An engine that fails as scripted, and is caught up after the first successful round. */
function engine(failures: Error[]) {
  const told = { rounds: 0, waiting: [] as (string | null)[] }
  let isDone = false
  const rounds: Rounds = {
    isCaughtUp: () => isDone,
    lacks: () => !isDone,
    round: async () => {
      told.rounds++
      const failure = failures.shift()
      if (failure) throw failure
      isDone = true
    },
  }
  return { told, rounds }
}

function options(told: { waiting: (string | null)[] }, more: Partial<FollowOptions> = {}) {
  return {
    continuous: null,
    stop: new AbortController().signal,
    finishing: Promise.resolve(),
    giveUp: new AbortController(),
    answeredAt: () => 0,
    onWaiting: (reason: string | null) => void told.waiting.push(reason),
    ...more,
  }
}

describe('follow', () => {
  it('retries while an engine is unreachable, and reports that it waits', async () => {
    const { told, rounds } = engine([lost, lost])
    await follow(rounds, options(told))

    expect(told).toEqual({ rounds: 3, waiting: ['out of reach', 'out of reach', null] })
  })

  it('gives up with the last reason once nothing more comes and the engine is silent', async () => {
    const { told, rounds } = engine(Array<Error>(1000).fill(lost))

    await expect(follow(rounds, options(told, { patienceMs: 400 }))).rejects.toBe(lost)
    expect(told.rounds).toBeGreaterThan(1)
  })

  it('does not give up on an engine that answers, however slowly', async () => {
    const { told, rounds } = engine([lost, lost, lost])
    const answeredAt = () => performance.now()

    await follow(rounds, options(told, { patienceMs: 1, answeredAt }))
    expect(told.rounds).toBe(4)
  })

  it('ends a hanging request', async () => {
    const giveUp = new AbortController()
    const rounds: Rounds = {
      isCaughtUp: () => false,
      lacks: () => true,
      round: () =>
        new Promise((_, reject) =>
          giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason as Error)),
        ),
    }

    await expect(
      follow(rounds, options({ waiting: [] }, { giveUp, patienceMs: 100 })),
    ).rejects.toThrow('it does not answer')
  })

  it('ends at once if the setup is wrong', async () => {
    const { told, rounds } = engine([new UserError('takes no writes')])

    await expect(follow(rounds, options(told))).rejects.toThrow('takes no writes')
    expect(told.rounds).toBe(1)
  })

  it('sends one stream continuously, and everything at the end', async () => {
    const streams: (string | undefined)[] = []
    const finishing = Promise.withResolvers<void>()
    let isDone = false
    const rounds: Rounds = {
      isCaughtUp: () => isDone,
      lacks: () => streams.length === 0,
      round: async (only) => {
        streams.push(only)
        isDone = only === undefined
        finishing.resolve()
      },
    }
    const more = { continuous: 'articles' as const, finishing: finishing.promise }
    await follow(rounds, options({ waiting: [] }, more))

    expect(streams).toEqual(['articles', undefined])
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    const { told, rounds } = engine([lost, lost, lost, lost])
    const following = follow(
      rounds,
      options(told, { stop: stop.signal, onWaiting: () => stop.abort() }),
    )

    await expect(following).rejects.toThrow('aborted')
    expect(told.rounds).toBe(1)
  })
})
