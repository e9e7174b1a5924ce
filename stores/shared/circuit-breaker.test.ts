import { expect, it } from 'vitest'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import { Breaker } from './circuit-breaker.ts'

/** A breaker in front of a scripted engine, and a clock that the test moves. */
function setUp() {
  let now = 0
  let asked = 0
  let answer: () => string = () => 'well'
  const breaker = new Breaker('elasticsearch', () => now)
  return {
    ask: (signal?: AbortSignal) =>
      breaker
        .run(async () => {
          asked++
          return answer()
        }, signal)
        .catch((error: unknown) => error),
    fail: (error: Error = new StoreError('elasticsearch', 'out of reach')) =>
      (answer = () => {
        throw error
      }),
    heal: () => (answer = () => 'well'),
    wait: (ms: number) => (now += ms),
    asked: () => asked,
  }
}

it('stops asking after five failures in a row', async () => {
  const { ask, fail, asked } = setUp()
  fail()
  for (let i = 0; i < 50; i++) expect(await ask()).toBeInstanceOf(StoreError)

  expect(asked()).toBe(5)
})

it('tries once every two seconds, and closes once a call succeeds', async () => {
  const { ask, fail, heal, wait, asked } = setUp()
  fail()
  for (let i = 0; i < 5; i++) await ask()
  wait(1999)
  await ask()
  const beforeTime = asked()
  wait(1)
  await ask()
  await ask()
  const afterFailedTry = asked()
  heal()
  wait(2000)

  expect([beforeTime, afterFailedTry]).toEqual([5, 6])
  expect([await ask(), await ask()]).toEqual(['well', 'well'])
})

it('lets one call try while others fail at once', async () => {
  const { ask, fail, heal, wait, asked } = setUp()
  fail()
  for (let i = 0; i < 5; i++) await ask()
  heal()
  wait(2000)

  const answers = await Promise.all([ask(), ask(), ask()])

  expect(answers[0]).toBe('well')
  expect(answers.slice(1).every((each) => each instanceof StoreError)).toBe(true)
  expect(asked()).toBe(6)
})

it('opens if half of twenty calls within ten seconds failed', async () => {
  const { ask, fail, heal, asked } = setUp()
  for (let i = 0; i < 20; i++) {
    if (i % 2 === 0) heal()
    else fail()
    await ask()
  }
  heal()

  expect(await ask()).toBeInstanceOf(StoreError)
  expect(asked()).toBe(20)
})

it('forgets failures older than ten seconds', async () => {
  const { ask, fail, heal, wait } = setUp()
  for (let i = 0; i < 18; i++) {
    if (i % 2 === 0) heal()
    else fail()
    await ask()
  }
  wait(11_000)
  heal()
  await ask()
  fail()
  await ask()
  heal()

  expect(await ask()).toBe('well')
})

it.each([new InvalidQueryError('no'), new TypeError('a bug')])(
  'does not treat %s as a failure of the engine',
  async (error) => {
    const { ask, fail, asked } = setUp()
    fail(error)
    for (let i = 0; i < 30; i++) await ask()

    expect(asked()).toBe(30)
  },
)

it.each([
  ['failed', new StoreError('elasticsearch', 'out of reach')],
  ['ended with the abort error', new DOMException('gone', 'AbortError')],
])('counts aborted calls that %s neither for nor against the engine', async (_, error) => {
  const { ask, fail, heal, asked } = setUp()
  fail()
  for (let i = 0; i < 4; i++) await ask()
  fail(error)
  for (let i = 0; i < 30; i++) await ask(AbortSignal.abort())
  fail()
  await ask()
  heal()

  expect(await ask()).toBeInstanceOf(StoreError)
  expect(asked()).toBe(35)
})

it('opens for an engine that is set up wrong', async () => {
  const { ask, fail, asked } = setUp()
  fail(new UserError('wrong password'))
  for (let i = 0; i < 9; i++) await ask()

  expect(asked()).toBe(5)
})
