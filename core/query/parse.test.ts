import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLong } from '#tests/long.ts'
import { InvalidQueryError } from '../errors.ts'
import { describeQuery } from './describe.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'
import type { Query, Term } from './tree.ts'

const printed = (text: string) => {
  const { query } = parseQuery(text)
  return query && printQuery(query)
}
const codes = (text: string) => parseQuery(text).warnings.map(({ code }) => code)

describe('parseQuery', () => {
  it.each([
    ['grain', 'grain'],
    ['Grain DEAL', 'grain deal'],
    ['"Grain deal"', '"grain deal"'],
    ['state-department', '"state department"'],
    ['U.S.', '"u s" OR us'],
    ['US', 'us OR "u s"'],
    ['us', 'us'],
    ['NATO', 'nato'],
    ['e-mail', '"e mail" OR email'],
    ['emails', 'emails OR "e mails"'],
    ['cease-fire', '"cease fire" OR ceasefire'],
    ["Lima's mayor’s", 'lima mayor'],
    ["O'Neill", '"o neill"'],
    ['title:U.S.', 'title:"u s" OR title:us'],
    ['U.S. NEAR/2 trade', '("u s" OR us) NEAR/2 trade'],
    ['same(U.S. trade)', 'same(("u s" OR us) trade)'],
    ['GRAIN OR WHEAT', 'grain OR wheat'],
    ['THE GOAL OF LABOR AND THE TORIES', 'the goal of labor the tories'],
    ['Şahin', 'sahin'],
    ['S\u0327ahin', 'sahin'],
    ['"cafe\u0301 noir" cafe\u0301*', '"cafe noir" cafe*'],
    ['port*', 'port*'],
    ['state-own*', 'state THEN/0 own*'],
    ['a OR b c', 'a OR b c'],
    ['(a OR b) c', '(a OR b) c'],
    ['a AND b', 'a b'],
    ['a && b || c', 'a b OR c'],
    ['oil|gas', 'oil OR gas'],
    ['+oil +gas', 'oil gas'],
    ['a -b', 'a NOT b'],
    ['a !b', 'a NOT b'],
    ['a -"b c"', 'a NOT "b c"'],
    ['NOT (a OR b)', 'NOT (a OR b)'],
    ['a - b', 'a b'],
    ['oil & gas', 'oil gas'],
    ['salt and pepper', 'salt pepper'],
    ['and', '(and)'],
    ['a NEAR b', 'a NEAR/5 b'],
    ['"a b c"~3', 'a NEAR/3 b NEAR/3 c'],
    ['"a b"~', 'a NEAR/5 b'],
    ['a NEAR/2 b NEAR/2 a', 'a NEAR/2 b'],
    ['"to to"~2', '"to"'],
    ['a THEN/2 (b OR "c d") THEN/2 ports*', 'a THEN/2 (b OR "c d") THEN/2 ports*'],
    ['NOT a NEAR b c', 'NOT a NEAR/5 b c'],
    ['a OR b NEAR c', 'a OR b NEAR/5 c'],
    ['title:oil price', 'title:oil price'],
    ['TITLE:"oil price"', 'title:"oil price"'],
    ['title:(a -b OR c)', 'title:a NOT title:b OR title:c'],
    ['body:(a NEAR/3 b)', 'body:(a NEAR/3 b)'],
    ['source:caspian-post', 'source:"caspian post"'],
    ['author:(roe OR "Jane Doe")', 'author:roe OR author:"jane doe"'],
    ['-lang:en', 'NOT lang:en'],
    ['on:March 1987 oil', 'on:1987-03 oil'],
    ['date:"3 March 1987"', 'on:1987-03-03'],
    ['on:(1987 OR 1988-2)', 'on:1987 OR on:1988-02'],
    ['after:-30d before:yesterday', 'after:-30d before:-1d'],
    ['person:"Sergei Lavrov"', 'person:"Sergei Lavrov"'],
    ['person:(lavrov OR baker)', 'person:lavrov OR person:baker'],
    ['country:AZ -entity:person-sergei-lavrov', 'country:AZ NOT entity:person-sergei-lavrov'],
    ['same(person:lavrov Karabakh)', 'same(person:lavrov karabakh)'],
    ['Same("oil price" OR (gas -cut*))', 'same("oil price" OR gas NOT cut*)'],
    ['same(a same(b))', 'same(a b)'],
    ['title:atleast3(oil) first100(gas)', 'title:atleast3(oil) first100(gas)'],
    ['atleast2(oil gas)', 'atleast2(oil) atleast2(gas)'],
    ['same first100', 'same first100'],
    ['“grain deal”', '"grain deal"'],
    ['（oil ＯＲ gas）－coal', '(oil OR gas) NOT coal'],
  ])('reads %s as %s, without a word about it', (text, expected) => {
    expect(printed(text)).toBe(expected)
    expect(codes(text)).toEqual([])
  })

  it.each([
    ['"grain', '"grain"', ['unclosed-quote']],
    ['a (b', 'a b', ['unclosed-bracket']],
    ['a )', 'a', ['stray-bracket']],
    ['a ) b', 'a b', ['stray-bracket']],
    ['a ()', 'a', ['empty-brackets']],
    ['a "?"', 'a', ['empty-phrase']],
    ['a OR', 'a', ['missing-operand']],
    ['OR a', 'a', ['missing-operand']],
    ['AND a', 'a', ['missing-operand']],
    ['a NOT', 'a', ['missing-operand']],
    ['NEAR NOT a', 'NOT a', ['missing-operand']],
    ['a NEAR -b', 'a NOT b', ['near-operand']],
    ['a NEAR source:x', 'a source:x', ['near-operand']],
    ['title:a NEAR b', 'title:a b', ['near-operand']],
    ['a NEAR/2 b THEN/3 c', 'a NEAR/3 b NEAR/3 c', ['mixed-distances']],
    ['a w/5 b', 'a NEAR/5 b', ['foreign-operator']],
    ['a or b', 'a or b', ['lower-case-operator']],
    ['a not b', 'a not b', ['lower-case-operator']],
    ['a near b', 'a near b', ['lower-case-operator']],
    ['title: oil', 'title:oil', ['space-after-field']],
    ['title:', null, ['missing-value']],
    ['source:??', null, ['missing-value']],
    ['same(a title:b)', 'same(a)', ['not-in-a-sentence']],
    ['same(a NEAR b)', null, ['not-in-a-sentence']],
    ['same()', null, ['empty-brackets']],
    ['atleast3(', null, ['unclosed-bracket', 'empty-brackets']],
    ['person:bak*', 'person:bak', ['value-wildcard']],
    ['source:reut~1', 'source:reut', ['value-wildcard']],
    ['oil /5 price', 'oil NEAR/5 price', ['foreign-operator']],
    ['foo:bar', '"foo bar"', ['unknown-field']],
    ['oil^2', 'oil', ['boost']],
    ['oil~1', 'oil', ['fuzzy']],
    ['"oil"~5', '"oil"', ['fuzzy']],
    ['/oil/', 'oil', ['regex']],
    ['jap*n', 'jap*', ['inner-wildcard']],
    ['*oil', 'oil', ['leading-wildcard']],
  ])('reads %s as %s, and says so', (text, expected, warnings) => {
    expect(printed(text)).toBe(expected)
    expect(codes(text)).toEqual(warnings)
  })

  it('tells where it could have been meant otherwise, what would be clear, and how it was read', () => {
    expect(parseQuery('gas autor:roe').warnings).toEqual([
      {
        code: 'unknown-field',
        message: 'There is no such field (read as "autor roe").',
        position: 4,
        expected: 'author:',
        reading: '"autor roe"',
      },
    ])
  })

  it('counts no repeated word and no function word', () => {
    const different = Array.from({ length: 32 }, (_, i) => `w${i}`).join(' ')

    expect(() => parseQuery(`${different} ${different} the of and to`)).not.toThrow()
  })

  it.each(['', '   ', '&', '()'])('finds nothing to search for in %j', (text) => {
    expect(parseQuery(text).query).toBeNull()
  })

  it('takes addresses and times for words', () => {
    expect(printed('http://news.example/1 10:30')).toBe('"http news example 1" "10 30"')
    expect(codes('http://news.example/1 10:30')).toEqual([])
  })

  it.each([
    ['po*', 0, '3 letters'],
    ['on:2023-02-30', 3, 'is no date'],
    ['after:soon', 6, 'is no date'],
    ['x'.repeat(1025), 1024, '1024 characters'],
    [Array.from({ length: 33 }, (_, i) => `w${i}`).join(' '), 118, '32 different words'],
    [`"${'the '.repeat(65)}"`, 0, 'at most 64 words'],
    ['('.repeat(20) + 'a' + ')'.repeat(20), 16, 'nest at most'],
  ])('points at what goes beyond the limits in %s', (text, position, message) => {
    const error = failureOf(text)

    expect(error.message).toContain(message)
    expect(error).toMatchObject({ position, parameter: 'q' })
  })

  it('reads any text, or points at the limit that it breaks', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, pieces), (text) => {
        try {
          const { query, warnings } = parseQuery(text)
          describeQuery(query, TODAY)
          for (const { position } of warnings) expect(position).toBeLessThan(text.length)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidQueryError)
          expect((error as InvalidQueryError).position).toBeTypeOf('number')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('reads what is printed as the same tree', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const { query, warnings } = parseQuery(printQuery(tree))

        expect(withoutSpans(query)).toEqual(withoutSpans(tree))
        expect(warnings.filter(({ code }) => code !== 'lower-case-operator')).toEqual([])
      }),
      { numRuns: isLong ? 100_000 : 3000 },
    )
  })

  it('keeps within brackets what belongs to them', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        for (const part of partsOf(parseQuery(printQuery(tree)).query!)) {
          expect(part.start).toBeLessThan(part.end)
        }
      }),
    )
  })
})

const TODAY = new Date('2026-11-29T12:00:00Z')

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 })
/** Everything that means something, in all disorder. */
const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'oil',
        'port*',
        '*',
        '?',
        '"',
        '(',
        ')',
        ' ',
        ' ',
        'AND',
        'OR',
        'NOT',
        'NEAR/3',
        'THEN',
      ],
      ...[
        '|',
        '-',
        '!',
        '+',
        '~2',
        '^',
        '/',
        ':',
        'title:',
        'source:',
        'person:',
        'on:1987',
        'same(',
        'atleast2(',
        'first9(',
      ],
      ...['and', '（', '“', 'foo:', 'é', '𝔘'],
    ),
    { maxLength: 40, size: 'max' },
  )
  .map((found) => found.join(''))

const at = { start: 0, end: 1 }
const word = fc.constantFrom('a', 'oil', 'and', 'or', 'near', 'same', '東京', '3', 'sahin', 'not')
const words = fc.array(word, { minLength: 1, maxLength: 3 })
const field = fc.constantFrom(null, null, 'title' as const, 'body' as const)

const term: Arbitrary<Term> = fc.oneof(
  fc.record({ type: fc.constant('word' as const), word, field, ...spans() }),
  fc.record({ type: fc.constant('phrase' as const), words, field, ...spans() }),
  fc.record({
    type: fc.constant('prefix' as const),
    prefix: fc.constant('port'),
    field,
    ...spans(),
  }),
)
const near: Arbitrary<Query> = fc
  .record({
    type: fc.constant('near' as const),
    ordered: fc.boolean(),
    distance: fc.integer({ min: 0, max: 99 }),
    operands: fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 3,
    }),
    field,
    ...spans(),
  })
  .filter(({ ordered, operands }) => ordered || areDistinct(operands))
  .map((each) => ({
    ...each,
    operands: each.operands.map((terms) => terms.map((one) => ({ ...one, field: each.field }))),
  }))
const leaf: Arbitrary<Query> = fc.oneof(
  term,
  near,
  fc.record({
    type: fc.constant('value' as const),
    field: fc.constantFrom('source' as const, 'author' as const, 'place' as const, 'lang' as const),
    words,
    ...spans(),
  }),
  fc.record({
    type: fc.constant('entity' as const),
    field: fc.constantFrom(
      'person' as const,
      'org' as const,
      'country' as const,
      'entity' as const,
    ),
    name: fc.constantFrom('Sergei Lavrov', 'baker', 'AZ', 'person-sergei-lavrov'),
    ...spans(),
  }),
  fc.record({
    type: fc.constantFrom('atleast' as const, 'first' as const),
    count: fc.integer({ min: 1, max: 99 }),
    word,
    field,
    ...spans(),
  }),
  fc.record({
    type: fc.constant('date' as const),
    relation: fc.constantFrom('on' as const, 'after' as const, 'before' as const),
    when: fc.constantFrom('1987', '1987-03', '1987-03-22', '-30d', '-2y'),
    ...spans(),
  }),
)

const { tree: trees } = fc.letrec<{ tree: Query; sentence: Query; inSentence: Query }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('sentence'),
    operator(tie('tree')),
  ),
  sentence: fc.record({
    type: fc.constant('same' as const),
    part: tie('inSentence'),
    ...spans(),
  }),
  inSentence: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term.map((each) => ({ ...each, field: null })),
    operator(tie('inSentence')),
  ),
}))

function operator(inner: Arbitrary<Query>): Arbitrary<Query> {
  return fc.oneof(
    fc.record({ type: fc.constant('not' as const), part: inner, ...spans() }),
    fc.record({
      type: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(inner, { minLength: 2, maxLength: 3 }),
      ...spans(),
    }),
  )
}

function areDistinct(operands: Term[][]): boolean {
  const bare = operands.map((terms) =>
    JSON.stringify(terms.map((one) => ({ ...one, field: null }))),
  )
  return new Set(bare).size === bare.length
}

function spans() {
  return { start: fc.constant(at.start), end: fc.constant(at.end) }
}

function withoutSpans(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      key === 'start' || key === 'end' ? undefined : value,
    ),
  )
}

function partsOf(query: Query): Query[] {
  const inner =
    query.type === 'and' || query.type === 'or' ? query.parts : 'part' in query ? [query.part] : []
  return [query, ...inner.flatMap(partsOf)]
}

function failureOf(text: string): InvalidQueryError {
  try {
    parseQuery(text)
  } catch (error) {
    return error as InvalidQueryError
  }
  throw new Error(`no error for ${text}`)
}
