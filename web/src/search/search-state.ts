import { FACETS, type Facet } from '#core/fields.ts'
import { MATCHES, type Match } from '#core/query/ladder.ts'
import { ARTICLE_SORTS, type ArticleSort, type FieldFilter } from '#core/search.ts'
import {
  type RawQuery,
  encodeValue,
  encodeList,
  listParameter,
  textParameter,
  writeQuery,
} from '../router/query-string.ts'

/** Views of a search: its articles, names, network, or timeline. */
export const VIEWS = ['articles', 'names', 'graph', 'timeline'] as const
export type View = (typeof VIEWS)[number]

/** A search, by the parameters that the page URL and the API share; `view` is for the page only. */
export interface SearchState {
  q: string
  /** Days, months or years, both ends inclusive; empty where open. */
  from: string
  to: string
  /** Only articles without a date. */
  undated: boolean
  fields: Partial<Record<Facet, FieldFilter>>
  /** Only articles with a sentence that names both. */
  tie: [string, string] | null
  /** Only articles of this story. */
  story: string | null
  /** Whether names that the archive linked count; see `Filters.stated`. */
  inferred: boolean
  /** How many of the words must match; null for the default, which is relaxed if all of them find too little. */
  match: Match | null
  /** Null for the default: relevance if there are words, else newest first. */
  sort: ArticleSort | null
  cursor: string | null
  /** Whether to list one article per story. */
  fold: boolean
  view: View
}

export const EVERYTHING: SearchState = {
  q: '',
  from: '',
  to: '',
  undated: false,
  fields: {},
  tie: null,
  story: null,
  inferred: true,
  match: null,
  sort: null,
  cursor: null,
  fold: true,
  view: 'articles',
}

/** A search with only these parts. */
export function searchFor(part: Partial<SearchState>): SearchState {
  return { ...EVERYTHING, ...part }
}

export function readSearch(query: RawQuery): SearchState {
  const q = textParameter(query, 'q').trim()
  const sort = ARTICLE_SORTS.find((name) => name === textParameter(query, 'sort')) ?? null
  const tie = listParameter(query, 'tie').any.sort()
  return {
    q,
    from: textParameter(query, 'from').trim(),
    to: textParameter(query, 'to').trim(),
    undated: textParameter(query, 'undated') === 'true',
    fields: readFields(query),
    tie: tie.length === 2 ? [tie[0]!, tie[1]!] : null,
    story: textParameter(query, 'story').trim() || null,
    inferred: readInferred(query),
    match:
      MATCHES.find((match) => match === textParameter(query, 'match') && match !== 'auto') ?? null,
    sort: sort === defaultSort(q) ? null : sort,
    cursor: textParameter(query, 'cursor') || null,
    fold: textParameter(query, 'fold') !== 'none',
    view: VIEWS.find((name) => name === textParameter(query, 'view')) ?? 'articles',
  }
}

/** The canonical query string, without defaults. */
export function writeSearch(search: SearchState): string {
  const { fold, view } = search
  return writeQuery([
    ...Object.entries(searchParameters(search)),
    ['fold', fold ? '' : 'none'],
    ['view', view === 'articles' ? '' : view],
  ])
}

/** The search without parameters that only order or show its articles: its counts do not depend on them. */
export function narrowing(search: SearchState): SearchState {
  return { ...search, sort: null, cursor: null, fold: true, view: 'articles' }
}

/** Encoded parameters that select the articles; defaults are left out. */
export function searchParameters(search: SearchState) {
  const { q, from, to, undated, fields, tie, story, inferred, match, sort, cursor } = search
  return {
    ...(q && { q: encodeValue(q) }),
    ...(from && { from: encodeValue(from) }),
    ...(to && { to: encodeValue(to) }),
    ...(undated && { undated: 'true' as const }),
    ...Object.fromEntries(FACETS.flatMap((field) => writeField(field, fields[field]))),
    ...(tie && { tie: encodeList(tie) }),
    ...(story && { story: encodeValue(story) }),
    ...withInferred(inferred),
    ...(match && { match }),
    ...(sort && { sort }),
    ...(cursor && { cursor: encodeValue(cursor) }),
  }
}

export const readInferred = (query: RawQuery): boolean =>
  !['0', 'false'].includes(textParameter(query, 'inferred'))

/** The parameter that leaves out names that the archive linked. */
export const withInferred = (inferred: boolean) => (inferred ? {} : { inferred: '0' as const })

/** The default sort of a query. */
export function defaultSort(q: string): ArticleSort {
  return q === '' ? 'newest' : 'relevance'
}

function readFields(query: RawQuery): SearchState['fields'] {
  const fields: SearchState['fields'] = {}
  for (const field of FACETS) {
    const { any, none } = listParameter(query, field)
    const all = listParameter(query, `${field}.all`).any
    if (any.length + all.length + none.length > 0) fields[field] = { any, all, none }
  }
  return fields
}

function writeField(field: Facet, filter: FieldFilter | undefined): [string, string][] {
  if (!filter) return []
  return [
    [field, encodeList(filter.any, filter.none)],
    [`${field}.all`, encodeList(filter.all)],
  ]
}
