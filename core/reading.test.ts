import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mention, Reading } from './article.ts'
import { decodeReading, decodeSentences, encodeReading, namesBySentence } from './reading.ts'

const texts = {
  title: 'Quist in Peru',
  body: 'Omar Quist, head of the Tin Council, rests.\nLima waits.',
  dateline: 'LIMA -',
}

const field = fc.constantFrom('title', 'body', 'dateline')
const mention: fc.Arbitrary<Mention> = field.chain((each) =>
  fc
    .record({
      start: fc.nat(texts[each].length - 1),
      length: fc.integer({ min: 1, max: 12 }),
      sentence: fc.option(fc.nat(3)),
      kind: fc.constantFrom('person', 'organization', 'country', 'place'),
      entity: fc.option(fc.constantFrom('person-omar-quist', 'country-pe')),
      name: fc.option(fc.constantFrom('Omar Quist', 'Peru'), { nil: undefined }),
      via: fc.constantFrom(
        ...(['tagger', 'gazetteer', 'surname', 'acronym', 'demonym'] as const),
        ...(['capital', 'dateline', 'byline', 'rule'] as const),
      ),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
      marks: fc.record(
        {
          title: fc.constant('head'),
          why: fc.constant('named so'),
          aside: fc.constant(true as const),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ length, name, marks, ...rest }) => {
      const end = Math.min(rest.start + length, texts[each].length)
      const surface = texts[each].slice(rest.start, end)
      const { entity, ...named } = {
        ...{ ...rest, ...marks, field: each, end, surface },
        name: name ?? surface,
      }
      return named.kind === 'place'
        ? { ...named, entity: null, ...cityFor(entity) }
        : { ...named, entity }
    }),
)
/** Places have cities where other names have entities. */
const cityFor = (entity: string | null) => entity !== null && { city: 'place-pe-lima' }

const span = fc
  .record({ start: fc.nat(40), length: fc.nat(9) })
  .map(({ start, length }) => ({ start, end: start + length }))
const reading: fc.Arbitrary<Reading> = fc.record({
  sentences: fc.constant([
    { n: 0, field: 'title', start: 0, end: 13 },
    { n: 1, field: 'body', start: 0, end: 43 },
    { n: 2, field: 'body', start: 44, end: 55 },
  ]),
  mentions: fc.array(mention, { maxLength: 6 }),
  roles: fc.array(
    fc.record({
      person: fc.nat(5),
      of: fc.nat(5),
      title: fc.constantFrom('head', 'foreign minister'),
      sentence: fc.nat(2),
      pattern: fc.constant('title-of'),
      confidence: fc.constantFrom(0, 0.5, 1),
      former: fc.boolean(),
      since: fc.constantFrom(null, '1985'),
      until: fc.constantFrom(null, '-1Y'),
    }),
    { maxLength: 3 },
  ),
  quotations: fc.array(
    fc.record({
      field: fc.constantFrom('title' as const, 'body' as const),
      sentence: fc.nat(2),
      speaker: fc.option(fc.nat(5)),
      source: fc.option(span),
      cue: span,
      content: fc.array(span, { minLength: 1, maxLength: 3 }),
      direct: fc.boolean(),
      confidence: fc.constantFrom(0, 0.5, 1),
    }),
    { maxLength: 3 },
  ),
})

describe('a stored reading', () => {
  it('is the same when it is read again', () => {
    fc.assert(
      fc.property(reading, (each) => {
        expect(decodeReading(encodeReading(each), texts)).toEqual(each)
      }),
    )
  })

  it('may have no title and start with any sentence', () => {
    const sentences = [{ n: 1, field: 'body' as const, start: 2, end: 43 }]
    const stored = encodeReading({ sentences, mentions: [], roles: [], quotations: [] })

    expect(decodeSentences(stored.sentences)).toEqual(sentences)
  })

  it('leaves no name out that differs from the surface', () => {
    const name = {
      ...{ start: 5, end: 10, field: 'body', sentence: 1, surface: 'Quist', kind: 'person' },
      ...{ entity: 'person-omar-quist', name: 'Omar Quist', via: 'surname', confidence: 0.5 },
    } as Mention
    const stored = encodeReading({ sentences: [], mentions: [name], roles: [], quotations: [] })

    expect(decodeReading(stored, texts).mentions).toEqual([name])
  })
})

describe('namesBySentence', () => {
  const named = (
    entity: string | null,
    sentence: number | null,
    kind: Mention['kind'] = 'person',
  ) => ({ entity, sentence, kind }) as Mention

  it('gives each entity of a sentence once', () => {
    const mentions = [named('a', 0), named('b', 1), named('a', 1), named('b', 1)]
    const names = namesBySentence({ mentions })

    expect([...names].map(([n, kinds]) => [n, [...kinds.keys()]])).toEqual([
      [0, ['a']],
      [1, ['b', 'a']],
    ])
  })

  it('takes an entity for named aside only where all its mentions in a sentence are', () => {
    const aside = (entity: string) => ({ ...named(entity, 1), aside: true }) as Mention
    const names = namesBySentence({ mentions: [named('a', 1), aside('a'), aside('b')] }).get(1)!

    expect([...names].map(([id, { isAside }]) => [id, isAside])).toEqual([
      ['a', false],
      ['b', true],
    ])
  })

  it('leaves out datelines, places and names that stand for no one', () => {
    const mentions = [named('a', null), named('b', 1, 'place'), named(null, 1)]

    expect(namesBySentence({ mentions }).size).toBe(0)
  })
})
