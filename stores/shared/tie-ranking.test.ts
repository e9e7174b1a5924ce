import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '#core/errors.ts'
import { ENTITY_ORDER, orderOfEntities, readRank, toPage } from './tie-ranking.ts'

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('toPage', () => {
  const items = [
    { id: 'c', articles: 2 },
    { id: 'a', articles: 1 },
    { id: 'b', articles: 2 },
    { id: 'd', articles: 9 },
  ]

  it('continues after the last item of the previous page', () => {
    const first = toPage(items, ENTITY_ORDER, { size: 2 }, 1)
    const second = toPage(items, ENTITY_ORDER, { size: 2, cursor: first.next! }, 1)

    expect(first.items.map(({ id }) => id)).toEqual(['d', 'b'])
    expect(second.items.map(({ id }) => id)).toEqual(['c', 'a'])
    expect(second.next).toBeNull()
  })

  it("continues in place if the cursor's item is gone", () => {
    const { next } = toPage(items, ENTITY_ORDER, { size: 2 }, 1)
    const left = items.filter(({ id }) => id !== 'b')

    expect(toPage(left, ENTITY_ORDER, { size: 1, cursor: next! }, 2)).toMatchObject({
      items: [items[0]],
      changed: true,
    })
  })

  it('is empty and the last page for a size of 0', () => {
    expect(toPage(items, ENTITY_ORDER, { size: 0 }, 1)).toEqual({ items: [], next: null })
  })
})

describe('readRank', () => {
  it.each([
    ['another list', ['sentences', 1, 3, 'a']],
    ['too little', ['entities', 1, 3]],
    ['too much', ['entities', 1, 3, 'a', 'b']],
    ['the wrong types', ['entities', 1, '3', 'a']],
    ['no list', { entities: 3 }],
    ['null', null],
  ])('refuses a cursor that holds %s', (_, value) => {
    expect(() => readRank(cursorOf(value), ENTITY_ORDER)).toThrow(InvalidQueryError)
  })

  it('refuses the cursor of a list that was asked for otherwise', () => {
    const items = ['a', 'b'].map((id) => ({ id, articles: 1 }))
    const persons = orderOfEntities({ size: 1, kinds: ['person'] })
    const { next } = toPage(items, persons, { size: 1 }, 1)

    expect(readRank(next!, persons)).toEqual([1, 'a'])
    expect(() => readRank(next!, orderOfEntities({ size: 1 }))).toThrow(InvalidQueryError)
  })

  it('refuses a cursor that is not JSON', () => {
    expect(() => readRank('%%%', ENTITY_ORDER)).toThrow(InvalidQueryError)
  })
})
