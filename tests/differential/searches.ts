import { FACETS, KEYWORD_FIELDS, type Facet } from '#core/fields.ts'
import { queryOf } from '#tests/query-of.ts'
import type { FieldFilter, Filters, Search } from '#core/search.ts'
import { words } from '#core/text.ts'
import { type Corpus, fieldValues, textWords } from './corpus.ts'
import type { Picks } from './random-picks.ts'

/** A search with the query text it was parsed from. */
export interface WrittenSearch extends Search {
  typed: string
}

const MIN_PREFIX = 3
const MAX_DEPTH = 2
const MAX_LENGTH = 1000

/** Searches that fit this corpus: all operators, words from the most common to absent ones, and filters. */
export function createSearches(corpus: Corpus, picks: Picks) {
  const { bands, articles, values, ties } = corpus

  /** The article that the search should find: half of the parts come from it. */
  let sought = picks.one(articles)

  function search(): WrittenSearch {
    sought = picks.one(articles)
    const typed = picks.chance(0.1) ? '' : query()
    return { typed, query: queryOf(typed), filters: picks.chance(0.5) ? filters() : none() }
  }

  function query(): string {
    const typed = expression(0)
    return typed.length <= MAX_LENGTH ? typed : query()
  }

  function expression(depth: number): string {
    const parts = picks.some(1, picks.integer(1, 3), () => operand(depth))
    return parts.join(picks.one([' ', ' AND ', ' OR ', ' OR ']))
  }

  function operand(depth: number): string {
    const negation = picks.one(['', '', '', '', '-', 'NOT '])
    if (depth < MAX_DEPTH && picks.chance(0.2)) return `${negation}(${expression(depth + 1)})`
    return negation + term()
  }

  function term(): string {
    const kind = picks.integer(1, 29)
    if (kind > 28) return `${picks.one(['atleast2', 'atleast4', 'first9', 'first60'])}(${word()})`
    if (kind > 27) return entity()
    if (kind > 26) return sentence()
    if (kind > 24) return filter()
    if (kind > 22) return distance()
    if (kind > 20) return `${picks.one(['title', 'body'])}:${picks.one([word, prefix])()}`
    if (kind <= 9) return word()
    if (kind <= 14) return `"${passage()}"`
    if (kind <= 19) return prefix()
    return picks.one(['absentword', '"no such phrase"', 'zzz*'])
  }

  function word(): string {
    const found = picks.chance(0.5) ? picks.one(textWords(sought)) : picks.one(picks.one(bands))
    return picks.chance(0.2) ? found.charAt(0).toUpperCase() + found.slice(1) : found
  }

  function prefix(): string {
    const found = word()
    if (found.length < MIN_PREFIX) return found
    return `${found.slice(0, picks.integer(MIN_PREFIX, found.length))}*`
  }

  /** By its id: names are resolved before a store is asked. */
  const entity = () => `entity:${picks.one(picks.one(ties.slice(0, 500)))}`

  function sentence(): string {
    const near = words(passage()).map(({ word: found }) => found)
    const parts = picks.some(1, 3, () =>
      picks.chance(0.3)
        ? entity()
        : picks.one([...near, `"${near.slice(0, 2).join(' ')}"`, word()]),
    )
    return `same(${parts.join(picks.one([' ', ' OR ', ' -']))})`
  }

  /** Two or three words of one passage, or from anywhere. */
  function distance(): string {
    const near = words(passage()).map(({ word: found }) => found)
    const operands = picks.some(2, 3, () =>
      picks.chance(0.8) ? picks.one([...near, word()]) : prefix(),
    )
    const operator = `${picks.one(['NEAR', 'THEN'])}/${picks.integer(0, 20)}`
    return operands.join(` ${operator} `)
  }

  function filter(): string {
    const { publishedAt } = picks.chance(0.5) ? sought : picks.one(articles)
    const day = publishedAt?.slice(0, picks.one([4, 7, 10])) ?? '1987'
    if (picks.chance(0.5)) return `${picks.one(['on', 'after', 'before'])}:${day}`
    const field = picks.one(KEYWORD_FIELDS)
    const own = fieldValues(sought, field)
    const value = words(own.length > 0 ? picks.one(own) : 'unheard').map(({ word: found }) => found)
    const first = picks.integer(0, Math.max(0, value.length - 1))
    return `${field}:"${value.slice(first, first + 2).join(' ') || 'none'}"`
  }

  /** One to four consecutive words of an article, with the punctuation between them. */
  function passage(): string {
    const { title, body } = picks.chance(0.5) ? sought : picks.one(articles)
    const text = picks.chance(0.2) && /\w/.test(title) ? title : body
    const places = words(text)
    if (places.length === 0) return 'nothing'
    const first = picks.integer(0, places.length - 1)
    const last = Math.min(places.length - 1, first + picks.integer(0, 3))
    return text.slice(places[first]!.start, places[last]!.end).replace(/["“”„\s]+/g, ' ')
  }

  const none = (): Filters => ({ fields: {} })

  function filters(): Filters {
    const [from, to] = picks.chance(0.4) ? period() : []
    return {
      fields: Object.fromEntries(picks.some(0, 2, () => fieldFilter(picks.one(FACETS)))),
      from: picks.chance(0.6) ? from : undefined,
      to: picks.chance(0.6) ? to : undefined,
      undated: picks.chance(0.02) ? true : undefined,
      tie: picks.chance(0.1) ? picks.one(ties.slice(0, 500)) : undefined,
      stated: picks.chance(0.2) ? true : undefined,
    }
  }

  /** Two days, months or years with published articles. */
  function period(): (string | undefined)[] {
    const days = [sought, picks.one(articles)].map(({ publishedAt }) => publishedAt ?? undefined)
    return days.sort().map((day) => day?.slice(0, picks.one([4, 7, 10])))
  }

  function fieldFilter(field: Facet): [Facet, FieldFilter] {
    const common = values[field].slice(0, picks.one([5, 50, 5000]))
    const own = fieldValues(sought, field)
    const some = (low: number, high: number, likely: string[]) =>
      picks.some(low, high, () => (likely.length > 0 ? picks.one(likely) : 'unheard-of'))
    const wanted = picks.chance(0.7) && own.length > 0 ? own : common
    const shape = picks.integer(1, 4)
    return [
      field,
      {
        any: shape === 1 || shape === 4 ? some(1, 3, wanted) : [],
        all: shape === 2 ? some(1, 2, wanted) : [],
        none: shape >= 3 ? some(1, 2, common) : [],
      },
    ]
  }

  return { search, filters }
}
