import type { Article, EntityKind, Mention, Quotation, Role, Sentence } from './article.ts'
import type { Facet } from './fields.ts'
import type { EntityRef, MonthCount, TiePage, TiesQuery, Versioned } from './graph.ts'
import type { NetworkRank } from './graph/network.ts'
import type { Page, PageQuery, StoryTotal, Total } from './page.ts'
import type { Query } from './query/tree.ts'
import type { SalientName } from './graph/salience.ts'
import type { Batch, ScanQuery } from './scan.ts'
import { methodsOf } from './store-methods.ts'

export const ARTICLE_SORTS = ['relevance', 'newest', 'oldest'] as const
export type ArticleSort = (typeof ARTICLE_SORTS)[number]

/** `best`: the most informative of the newest sentences; see `evidence-ranking.ts`. */
export const EVIDENCE_SORTS = ['newest', 'oldest', 'best'] as const
export type EvidenceSort = (typeof EVIDENCE_SORTS)[number]

/** Sort order of quotations. */
export const QUOTE_SORTS = ['newest', 'oldest'] as const
export type QuoteSort = (typeof QUOTE_SORTS)[number]

/** The unit that counts are in; a story counts if any matching article of it does. */
export const COUNT_UNITS = ['articles', 'stories'] as const
export type CountUnit = (typeof COUNT_UNITS)[number]

/** Values of one field: any of `any`, all of `all`, none of `none`. Entity values are ids. */
export interface FieldFilter {
  any: string[]
  all: string[]
  none: string[]
}

/** The filters of a search; all must hold. */
export interface Filters {
  fields: Partial<Record<Facet, FieldFilter>>
  /** Days, months or years ("2023-06"), both ends inclusive, compared with an article's local day. */
  from?: string | undefined
  to?: string | undefined
  /** Only articles without a date. */
  undated?: boolean | undefined
  /** Only articles with a sentence that ties both. */
  tie?: [string, string] | undefined
  /** Only articles of this story, or of the one that it became part of. */
  story?: string | undefined
  /**
   * Only names that the article itself states: what the archive alone linked is neither found nor
   * counted. Which sentences are lists, and what they weigh, stays the same.
   */
  stated?: boolean | undefined
}

/** Whether any filter is set. */
export function isNarrow({ fields, ...others }: Filters): boolean {
  return Object.keys(fields).length > 0 || Object.values(others).some(Boolean)
}

export interface Search {
  /** Null matches every article. */
  query: Query | null
  filters: Filters
}

/** The search that matches every article. */
export const EVERYTHING: Search = { query: null, filters: { fields: {} } }

/** True for a search that matches every article. */
export function isEverything({ query, filters }: Search): boolean {
  return query === null && !isNarrow(filters)
}

export interface ArticlesQuery extends PageQuery {
  search: Search
  sort: ArticleSort
  /** Of each story only the article that comes first by the sort. */
  fold?: boolean | undefined
  /** Of stories: `total` says how many match, as where the list is folded. */
  count?: CountUnit | undefined
}

/** A page of hits; `total.stories` is there where the list is folded, or stories are counted. */
export interface HitPage extends Page<Hit> {
  total: StoryTotal
}

/** A piece of a hit's text; spans are `[start, end)` into `text`. */
export interface Fragment {
  field: 'title' | 'body'
  text: string
  spans: [number, number][]
}

/** An article in a list. */
export interface Hit {
  id: string
  title: string
  publishedAt: string | null
  source: string
  authors: string[]
  place: string | null
  url: string | null
  language: string
  /** Articles that are copies of one text share it. */
  story: string
  score: number | null
  fragments: Fragment[]
  /** The names in most of its sentences; `count` is the number of sentences. */
  entities: (EntityRef & { count: number })[]
  /** Of a folded list. */
  copies?: Copies
}

/** The matching articles of a story, as one of them stands for it in a list. */
export interface Copies {
  /** That one included. */
  articles: number
  /** Other outlets than its own. */
  outlets: number
  /** The first of them by their articles, at most `MAX_OUTLETS`. */
  sources: string[]
}

export const MAX_OUTLETS = 10

export interface FacetValue {
  /** The value to filter by. */
  value: string
  /** The label to show. */
  name: string
  count: number
  /** Whether the search includes or excludes it. */
  chosen?: 'included' | 'excluded'
}

/**
 * Counts of articles, or of stories, by value. A count is the total of the same search with what it asks of this field replaced by the
 * value or, where all chosen values must hold, extended by it; of an excluded value, with its exclusion taken away.
 * `total` is the number of distinct values that are not excluded.
 */
export interface FacetCounts {
  field: Facet
  values: FacetValue[]
  total: Total
}

/** Articles or stories of one interval; `all` counts the whole archive, to show shares. */
export interface Bucket {
  /** "2023", "2023-06" or "2023-06-22"; a week is given by its Monday. */
  key: string
  count: number
  all: number
}

export interface Histogram {
  interval: 'day' | 'week' | 'month' | 'year'
  /** In order from the first match to the last; long gaps in the archive are left out. */
  buckets: Bucket[]
  /** Matches without a date. */
  undated: number
}

export interface FacetsQuery {
  search: Search
  fields: Facet[]
  /** Number of values per field. */
  size: number
  /** Only values with a name that contains all these word prefixes; values in the search are kept. */
  named?: string | undefined
  /** Also compute the histogram. */
  histogram: boolean
  count?: CountUnit | undefined
}

export interface Facets {
  facets: FacetCounts[]
  histogram: Histogram | null
  /** With `stories` where these are counted. */
  total: StoryTotal
  version: number
}

/** A sentence of evidence; spans are into `text`. */
export interface Evidence {
  article: { id: string; title: string; publishedAt: string | null; source: string }
  /** The story of its article; articles that are copies of one text share it. */
  story: string
  /** The sentence's number; 0 is the title. */
  sentence: number
  text: string
  spans: EvidenceSpan[]
}

export interface EvidenceSpan {
  start: number
  end: number
  entity: string
  /** Where the archive linked the name. */
  inferred?: true
}

export interface EvidenceQuery extends PageQuery {
  /** One entity or one city, or two entities that share a sentence. */
  entities: [string] | [string, string]
  /** For entities: only sentences with this written form of a name. */
  written?: string | undefined
  /** For two entities: also sentences that are lists of names. */
  lists?: boolean | undefined
  /** Only sentences of articles that match. */
  search: Search
  sort: EvidenceSort
  /** Only the best sentence of each story; for `best` alone. */
  fold?: boolean | undefined
}

/** A quotation in a list; spans are into `text`. */
export interface Quote {
  article: Evidence['article']
  speaker: { id: string; name: string }
  /** The sentence that names the speaker; 0 is the title. */
  sentence: number
  /** The speaker as written: "he". */
  source: string | null
  cue: string
  /** What was said; several parts are joined by spaces. */
  content: string
  direct: boolean
  confidence: number
  /** The sentences that contain it. */
  text: string
  spans: { start: number; end: number; part: 'source' | 'cue' | 'content' }[]
}

export interface QuotesQuery extends PageQuery {
  /** The speaker's id. */
  entity: string
  /** Only direct, or only indirect, quotations. */
  direct?: boolean | undefined
  filters: Filters
  sort: QuoteSort
}

/** An article with its text and reading. */
export interface ArticleView extends Article {
  sentences: Sentence[]
  mentions: Mention[]
  roles: Role[]
  quotations: Quotation[]
  /** The entities behind its mentions, in the order of `bySalience`. */
  entities: SalientName[]
  /** Articles that are copies of one text share it. */
  story: string
  /** Number of earlier texts that are kept. */
  revisions: number
}

export interface Status {
  articles: number
  /** Number of articles, counting copies of one text once. */
  stories: number
  sentences: number
  entities: Record<EntityKind, number>
  ties: number
  sources: { name: string; articles: number }[]
  first: string | null
  last: string | null
  undated: number
  rejected: number
  /** True where the archive holds the invented sample news. */
  sample: boolean
  version: number
}

export interface ArticleScanQuery extends ScanQuery {
  search: Search
}

/** The parameters of a search's network. */
export interface NetworkQuery {
  search: Search
  rank: NetworkRank
  /** Maximum number of entities, up to MAX_NETWORK. */
  size: number
  /** Only these entities, up to MAX_NETWORK. */
  among?: string[] | undefined
  /** Also tie names in sentences that are lists of names. */
  lists?: boolean | undefined
  /** Of stories: `total` says how many match. */
  count?: CountUnit | undefined
}

/** The ties of an entity in the articles of a search. */
export interface SearchTiesQuery extends TiesQuery {
  entity: string
  search: Search
  /** Also count sentences that are lists of names. */
  lists?: boolean | undefined
}

/** A tie in the articles of a search. */
export interface SearchTieQuery {
  entities: [string, string]
  search: Search
  /** Also count sentences that are lists of names. */
  lists?: boolean | undefined
}

/** Counts of two entities in the articles of a search; all may be 0. */
export interface SearchTie {
  sentences: number
  articles: number
  stories: number
  first: string | null
  last: string | null
  months: MonthCount[]
  /** Outlets with their number of articles, most first. */
  sources: { name: string; articles: number }[]
  /** Sentences that name both in a list of names, whether or not they are counted. */
  inLists: number
  /** Articles that name both, in any sentences. */
  sharedArticles: number
  version: number
}

/** An entity in the network of a search. */
export interface NetworkEntity extends EntityRef {
  sentences: number
  articles: number
  stories: number
  /** How many times as often these articles name it as the whole archive does. */
  lift: number
}

/** Two entities that share a sentence in the articles of a search, `a < b`. */
export interface NetworkTie {
  a: string
  b: string
  sentences: number
  articles: number
  stories: number
}

/** The network of a search; all counts are exact and of its articles only. */
export interface Network {
  /** Sorted by rank, then sentences, then id. */
  entities: NetworkEntity[]
  /** All ties among them, sorted by weight (see `tieWeight`), then by `a` and `b`. */
  ties: NetworkTie[]
  /** Number of matching articles; with `stories` where these are counted. */
  total: StoryTotal
  version: number
}

/** In query order. */
export interface Counts {
  totals: Total[]
  version: number
}

/** Minimum length of a misspelled word; shorter words resemble too many others. */
export const MIN_MISSPELT = 5

/** A word as the archive spells it. */
export interface Spelling {
  word: string
  /** Number of articles with this spelling. */
  articles: number
}

/**
 * Which articles and sentences, under any filter. A call whose signal is aborted fails with the signal's reason. The
 * promises are in `tests/contracts/search-store.ts`.
 */
export interface SearchStore {
  articles(query: ArticlesQuery, signal?: AbortSignal): Promise<HitPage>
  facets(query: FacetsQuery, signal?: AbortSignal): Promise<Facets>
  /** Null if there is no such article. */
  article(id: string, signal?: AbortSignal): Promise<Versioned<ArticleView> | null>
  /** The sentences that name the entities; equal dates are sorted by article and sentence. */
  evidence(query: EvidenceQuery, signal?: AbortSignal): Promise<Page<Evidence>>
  /** Quotations of an entity; equal dates are sorted by article and position. */
  quotes(query: QuotesQuery, signal?: AbortSignal): Promise<Page<Quote>>
  network(query: NetworkQuery, signal?: AbortSignal): Promise<Network>
  /**
   * As `GraphStore.ties`, with all counts, dates, months and scores of the articles of a search; empty where none of them
   * names the entity.
   */
  ties(query: SearchTiesQuery, signal?: AbortSignal): Promise<TiePage>
  tie(query: SearchTieQuery, signal?: AbortSignal): Promise<SearchTie>
  /** Number of articles that match each query; null matches every article. */
  count(queries: (Query | null)[], signal?: AbortSignal): Promise<Counts>
  /**
   * For each folded word the words of the archive that are spelled like it, the nearest first, then those of most articles:
   * with a letter more, less, changed or swapped, from eight letters on with two. The first letter is taken as right.
   */
  spellings(words: string[], signal?: AbortSignal): Promise<Spelling[][]>
  /** All articles of a search, as returned by `article`: newest first, then by id, undated last. */
  scan(query: ArticleScanQuery, signal?: AbortSignal): Promise<Batch<ArticleView>>
  status(signal?: AbortSignal): Promise<Status>
  close(): Promise<void>
}

export const SEARCH_METHODS = methodsOf<SearchStore>({
  articles: true,
  facets: true,
  article: true,
  evidence: true,
  quotes: true,
  network: true,
  ties: true,
  tie: true,
  count: true,
  spellings: true,
  scan: true,
  status: true,
})
