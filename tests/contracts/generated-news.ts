import fc, { type Arbitrary } from 'fast-check'
import { FACETS, type Facet } from '#core/fields.ts'
import { queryOf } from '#tests/query-of.ts'
import type { FieldFilter, Filters, Search } from '#core/search.ts'
import { type Story, story } from '#tests/builders.ts'
import { valuesOf } from './naive-search.ts'

const SEED = 4310

/** Forms of one stem, letters to be folded, stop words, and punctuation between words. */
const VOCABULARY = [
  ...['the', 'The', 'not', 'or', 'and', 'of', 'to', 'a', 'it', 'NOT'],
  ...['port', 'ports', 'Port', 'portal', 'porter', 'ship', 'ships', 'shipping', 'Shipped'],
  ...['grain', 'deal', 'deals', 'dealing', 'dealer', 'relations', 'relational', 'relate', 'happy'],
  ...['happiness', 'sky', 'skies', 'Şahin', 'sahin', 'SAHIN', 'café', 'Cafe', 'Łódź', 'lodz'],
  ...['əhali', 'ısı', 'İzmir', 'Øresund', 'đinar', 'straße', 'Москва', '東京', '𝔘nion', 'naïve'],
  ...['state-owned', 'state', 'owned', "Lima's", 'U.S.', '2023', '3.5', 'x', '“grain”', '(deal)'],
]

const NAMES = [
  '[Omar Quist](person-omar-quist)',
  '[Quist](person-omar-quist)',
  '[Quist](person-omar-quist?)',
  '[Lena Abara](person-lena-abara)',
  '[Tin Council](org-tin-council)',
  '[the Council](org-tin-council?)',
  '[Harbour Union](org-harbour-union)',
  '[Azerbaijan](country-az)',
  '[Baku](country-az*)',
  '[Peru](country-pe)',
  '[Lima](place-pe-lima)',
  '[Łódź](place-pl-lodz)',
  '[Baku](place-az-baku)',
  '[the coast](place)',
  '[Patel](person)',
]

const DATES = [
  ...['2021-12-31T23:59:59Z', '2022-01-01T00:00:00Z', '2022-01-01', '2022-01-31T23:59:59Z'],
  ...['2022-02-01', '2022-06-15', '2022-06-15T12:00:00Z', '2022-06-15T12:00:00Z', '2022-06-30'],
  ...['2022-12-31T23:59:59Z', '2023-01-01T00:00:00Z', '2023-06-01', '1999-02-28', null, null],
]

const sentence = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...VOCABULARY) },
      { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
    ),
    { minLength: 1, maxLength: 9, size: 'max' },
  )
  .map((parts) => `${parts.join(' ')}.`)

const news = fc.record({
  title: fc.oneof({ weight: 5, arbitrary: sentence }, fc.constant('')),
  body: fc
    .array(sentence, { minLength: 1, maxLength: 6, size: 'max' })
    .map((lines) => lines.join('\n')),
  publishedAt: fc.constantFrom(...DATES),
  source: fc.constantFrom('courier', 'Gazette', 'Əkinçi', 'the wire, daily'),
  authors: fc.array(fc.constantFrom('Ana Silva', 'Bo Ek', 'Çelik, Can'), { maxLength: 3 }),
  language: fc.constantFrom('en', 'en', 'az', 'pt-BR'),
  place: fc.constantFrom('Baku', 'Lima', 'Łódź', 'Washington, D.C.', null, null),
})

/** Generated news, the same in every run; ids are not in the order of any other field. */
export function generateNews(count: number): Story[] {
  return sample(news, count).map((fields, i) => {
    const body =
      i % 20 === 0 ? `${fields.body}\n${listOf([7, 8, 40, 41][(i / 20) % 4]!)}` : fields.body
    return story({ id: `${(i * 7919) % count}-x`, ...fields, body })
  })
}

/**
 * A sentence with this many entities, including the known ones; above 7 it makes no ties, above 40
 * not even among lists.
 */
function listOf(entities: number): string {
  const known = NAMES.filter((name) => name.includes('-'))
  const ids = new Set(known.map((name) => /\(([\w-]+)/.exec(name)![1]!))
  const others = Array.from({ length: entities - ids.size }, (_, i) => {
    return `[Member ${i}](person-member-${i})`
  })
  return `${[...known, ...others].join(', ')}.`
}

const term = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VOCABULARY.map((word) => word.toLowerCase())) },
  { weight: 1, arbitrary: fc.constantFrom('por*', 'sah*', 'deal*', 'hap*', 'quist*', 'lod*') },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...VOCABULARY), { minLength: 2, maxLength: 3 })
      .map((found) => `"${found.join(' ').replaceAll(/[“”]/g, '')}"`),
  },
  { weight: 1, arbitrary: fc.constantFrom('absent', '"omar quist"', '"the port"', 'state-owned') },
)

/** Operands of a distance, as typed. */
const operand = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...VOCABULARY.map((word) => word.toLowerCase())) },
  fc.constantFrom('por*', 'deal*', '(port OR ships)', '("the port" OR deal)', '"omar quist"'),
)
const near = fc
  .tuple(
    fc.constantFrom('NEAR/0', 'NEAR/1', 'NEAR/3', 'THEN/0', 'THEN/2'),
    fc.array(operand, { minLength: 2, maxLength: 3 }),
  )
  .map(([operator, operands]) => operands.join(` ${operator} `))

const filter = fc.constantFrom(
  ...[
    'title:port',
    'title:(deal OR grain)',
    'body:"the port"',
    'title:por*',
    'body:(the NEAR/2 of)',
  ],
  ...[
    'source:gazette',
    'source:"the wire"',
    'author:silva',
    'author:can',
    'place:lodz',
    'lang:pt',
    'city:lima',
    'city:az',
  ],
  ...['after:2022-06', 'before:2022-01-31', 'on:2022', 'on:2022-06-15'],
  ...['person:person-omar-quist', 'country:country-az', 'entity:org-tin-council', 'org:org-no-one'],
  ...['same(port deal)', 'same(person:person-omar-quist country:country-az)', 'same(the -port)'],
  ...['same("the port" OR por* entity:country-pe)', 'atleast2(port)', 'atleast3(the)'],
  ...['body:atleast2(deal)', 'first3(the)', 'title:first2(port)', 'first10(deals)'],
)

const { written } = fc.letrec<{ written: string; nested: string }>((tie) => ({
  nested: fc
    .tuple(fc.constantFrom('', '', '-', 'NOT '), tie('written'))
    .map(([not, inner]) => `${not}(${inner})`),
  written: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.oneof({ weight: 6, arbitrary: term.chain(maybeNot) }, filter.chain(maybeNot), near),
        tie('nested'),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .chain((parts) => fc.constantFrom(' ', ' AND ', ' OR ', ' ').map((by) => parts.join(by))),
}))

function maybeNot(word: string): Arbitrary<string> {
  return fc.constantFrom('', '', '-', 'NOT ').map((not) => (not === '-' ? minus(word) : not + word))
}

/** A minus operator must precede a letter, a digit, a quote or a bracket. */
const minus = (word: string) => (/^["\p{L}\p{N}]/u.test(word) ? `-${word}` : `NOT ${word}`)

/** Queries as a person could type them, with all operators in all combinations. */
export function generateQueries(count: number): string[] {
  return sample(
    written.filter((text) => isReadable(text)),
    count,
  )
}

/** Words and filters together, with values that occur in the stories and some that do not. */
export function generateSearches(count: number, stories: Story[]): Search[] {
  const query = fc.oneof(
    fc.constant(null),
    fc.constantFrom(...['port', 'the', 'deal OR grain', '-state', '"the port"']).map(queryOf),
    fc
      .constantFrom(
        ...['country:country-az', '-source:gazette', 'the source:wire', '-author:silva -lang:pt'],
        ...['person:person-omar-quist person:person-lena-abara', '-country:country-pe'],
        ...['source:(wire OR courier)', '-source:(wire OR courier) the'],
      )
      .map(queryOf),
  )
  return sample(fc.record({ query, filters: filtersOf(stories) }), count)
}

function filtersOf(stories: Story[]): Arbitrary<Filters> {
  const fields = fc
    .uniqueArray(fc.constantFrom(...FACETS), { maxLength: 2, size: 'max' })
    .chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map((field) => [field, filterOf(stories, field)]))),
    )
  return fc.record({
    fields,
    from: sometimes(FROM),
    to: sometimes(TO),
    tie: sometimes(TIES),
    stated: sometimes([true]),
  })
}

const FROM = ['2022', '2022-01', '2022-01-01', '2022-06-15', '2021-12-31', '1999', '2023']
const TO = ['2022', '2022-06', '2022-06-15', '2022-12-31', '2023-01', '2023-01-01', '1999-02']
const TIES: [string, string][] = [
  ['country-az', 'person-omar-quist'],
  ['org-tin-council', 'country-az'],
  ['country-az', 'person-no-one'],
]

function sometimes<T>(values: T[]): Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...values))
}

function filterOf(stories: Story[], field: Facet): Arbitrary<FieldFilter> {
  const values = [...new Set(stories.flatMap((each) => valuesOf(each, field))), 'unheard-of']
  const some = (maxLength: number) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength, size: 'max' })
  const [any, all, none] = [some(3), some(2), some(2)]
  const empty = fc.constant<string[]>([])
  return fc.oneof(
    fc.record({ any, all: empty, none: empty }),
    fc.record({ any: empty, all, none: empty }),
    fc.record({ any: empty, all: empty, none }),
    fc.record({ any, all, none }),
  )
}

function isReadable(text: string): boolean {
  try {
    return queryOf(text) !== null
  } catch {
    return false
  }
}

function sample<T>(arbitrary: Arbitrary<T>, numRuns: number): T[] {
  return fc.sample(arbitrary, { numRuns, seed: SEED })
}
