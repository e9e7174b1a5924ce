import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTITY_KINDS } from '../article.ts'
import { TIE_SORTS } from '../graph.ts'
import { readOperations, writeOperations } from './codec.ts'
import type { Operation } from './operation.ts'

const LETTERS: [written: string, step: Operation][] = [
  ['a.person-ann', { op: 'add', id: 'person-ann' }],
  ['x.org-un.12', { op: 'expand', id: 'org-un', count: 12, sort: null, kinds: null }],
  ['x.org-un.5.recent', { op: 'expand', id: 'org-un', count: 5, sort: 'recent', kinds: null }],
  ['x.org-un.5..person', { op: 'expand', id: 'org-un', count: 5, sort: null, kinds: ['person'] }],
  ['w.org-un.person-ann.3', { op: 'paths', a: 'org-un', b: 'person-ann', count: 3 }],
  ['r.a.b.c', { op: 'reveal', ids: ['a', 'b', 'c'] }],
  ['h.a', { op: 'hide', ids: ['a'] }],
  ['s.a', { op: 'show', ids: ['a'] }],
  ['k.a.b', { op: 'keep', ids: ['a', 'b'] }],
  ['p.a.-40.120', { op: 'pin', id: 'a', x: -40, y: 120 }],
  ['u.a', { op: 'unpin', id: 'a' }],
  ['f.a', { op: 'fold', id: 'a' }],
  ['m.surprise', { op: 'measure', sort: 'surprise' }],
  ['n.3', { op: 'minimum', articles: 3 }],
  ['t.2021-01.2022-06', { op: 'period', from: '2021-01', to: '2022-06' }],
  ['t', { op: 'period', from: '', to: '' }],
  ['y.person,organization', { op: 'kinds', kinds: ['person', 'organization'] }],
  ['b', { op: 'countries' }],
  ['d', { op: 'compare', periods: null }],
  [
    'd.2021.2021.2022-01.2022-06',
    {
      op: 'compare',
      periods: { earlier: { from: '2021', to: '2021' }, later: { from: '2022-01', to: '2022-06' } },
    },
  ],
  ['l', { op: 'relax' }],
]

describe('steps in an address', () => {
  it.each(LETTERS)('are written %s', (written, step) => {
    expect(writeOperations([step])).toBe(written)
    expect(readOperations(written)).toEqual({ operations: [step], unread: [] })
  })

  it('are read as they were written, 500 lists of them', () => {
    fc.assert(
      fc.property(fc.array(anyStep(), { maxLength: 12 }), (steps) => {
        const written = writeOperations(steps)
        expect(readOperations(written)).toEqual({ operations: steps, unread: [] })
        expect(writeOperations(readOperations(written).operations)).toBe(written)
      }),
      { numRuns: 500 },
    )
  })

  it('are left out, and named, where they say nothing', () => {
    const wrong =
      'x.a.0~x.a.12.loudest~w.a.a.3~p.a.1.5e3~n.-1~t.2022.2021~q~h~d.2021.2022~constructor'

    expect(readOperations(`a.b~${wrong}~l`)).toEqual({
      operations: [{ op: 'add', id: 'b' }, { op: 'relax' }],
      unread: wrong.split('~'),
    })
  })

  it('never fail, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Array.isArray(readOperations(text).operations)).toBe(true)
      }),
    )
  })
})

function anyStep(): fc.Arbitrary<Operation> {
  const id = fc.oneof(
    fc.stringMatching(/^(person|org|country)-[a-z0-9-]{1,20}$/),
    fc.string({ minLength: 1, maxLength: 8 }),
  )
  const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 5 })
  const kinds = fc.subarray([...ENTITY_KINDS])
  const sort = fc.constantFrom(...TIE_SORTS)
  const years = fc.tuple(fc.integer({ min: 1900, max: 1950 }), fc.integer({ min: 1951, max: 2000 }))
  const span = years.map(([from, to]) => ({ from: String(from), to: `${to}-07` }))
  const place = fc.integer({ min: -99_999, max: 99_999 })
  const count = fc.integer({ min: 1, max: 50 })
  return fc.oneof(
    fc.record({ op: fc.constant('add' as const), id }),
    fc.record({
      op: fc.constant('expand' as const),
      id,
      count,
      sort: fc.option(sort),
      kinds: fc.option(kinds),
    }),
    fc
      .tuple(fc.uniqueArray(id, { minLength: 2, maxLength: 2 }), fc.integer({ min: 1, max: 5 }))
      .map(([[a, b], count]) => ({ op: 'paths' as const, a: a!, b: b!, count })),
    fc.record({ op: fc.constantFrom('reveal', 'hide', 'show', 'keep'), ids }),
    fc.record({ op: fc.constant('pin' as const), id, x: place, y: place }),
    fc.record({ op: fc.constantFrom('unpin', 'fold'), id }),
    fc.record({ op: fc.constant('measure' as const), sort }),
    fc.record({ op: fc.constant('minimum' as const), articles: count }),
    span.map((span) => ({ op: 'period' as const, ...span })),
    fc.record({ op: fc.constant('kinds' as const), kinds }),
    fc
      .option(fc.record({ earlier: span, later: span }))
      .map((periods) => ({ op: 'compare' as const, periods })),
    fc.constantFrom<Operation>({ op: 'countries' }, { op: 'relax' }),
  )
}
