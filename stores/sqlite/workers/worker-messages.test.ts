import { describe, expect, it } from 'vitest'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import { toError, toMessage } from './worker-messages.ts'

describe('an error sent to another thread', () => {
  it.each([
    new InvalidQueryError('wrong', { parameter: 'q', position: 0 }),
    new InvalidQueryError('wrong'),
    new StoreError('sqlite', 'locked'),
    new UserError('do this'),
    new Error('a bug'),
  ])('arrives unchanged: %s', (error) => {
    const arrived = toError(structuredClone(toMessage(error)))

    expect(arrived).toEqual(error)
    expect(arrived.constructor).toBe(error.constructor)
  })

  it('arrives as an Error if something else was thrown', () => {
    expect(toError(toMessage('text'))).toEqual(new Error('text'))
  })
})
