import { describe, expect, it, vi } from 'vitest'
import { fromJsonAnswer, jsonOf, toJsonAnswer } from './json-answer.ts'

const PAGE = { items: [{ id: 'a' }], total: { value: 1, relation: 'eq' }, next: null }

describe('an answer sent as JSON', () => {
  it.each([[PAGE], [{}], [['a', 'b']], [null], ['text'], [7]])('arrives unchanged: %j', (value) => {
    expect(fromJsonAnswer(toJsonAnswer(value))).toEqual(value)
  })

  it('is passed on unchanged, without being parsed or serialized again', () => {
    const answer = fromJsonAnswer(toJsonAnswer(PAGE)) as object
    const parse = vi.spyOn(JSON, 'parse')
    const stringify = vi.spyOn(JSON, 'stringify')

    const json = jsonOf(answer)

    expect(parse).not.toHaveBeenCalled()
    expect(stringify).not.toHaveBeenCalled()
    vi.restoreAllMocks()
    expect(json).toBe(JSON.stringify(PAGE))
  })

  it('can be spread into another object', () => {
    const answer = fromJsonAnswer(toJsonAnswer(PAGE)) as typeof PAGE

    expect(jsonOf({ ...answer, next: 'more' })).toBe(JSON.stringify({ ...PAGE, next: 'more' }))
  })

  it.each([
    [PAGE, {}],
    [PAGE, { reading: 'a' }],
    [{}, { reading: 'a' }],
    [{}, {}],
  ])('is passed on with additional keys, without being parsed: %j %j', (value, more) => {
    const answer = fromJsonAnswer(toJsonAnswer(value)) as object
    const parse = vi.spyOn(JSON, 'parse')

    const json = jsonOf(answer, more)

    expect(parse).not.toHaveBeenCalled()
    vi.restoreAllMocks()
    expect(json).toBe(JSON.stringify({ ...value, ...more }))
  })

  it('is the same object on every access', () => {
    const answer = fromJsonAnswer(toJsonAnswer(PAGE)) as typeof PAGE

    expect(answer.items).toBe(answer.items)
  })
})

it('serializes an answer that a store built itself', () => {
  expect(jsonOf(PAGE)).toBe(JSON.stringify(PAGE))
})
