import type { Article, EntityKind, Mention, Quotation, Role, Sentence } from './article.ts'
import type { Facet } from './fields.ts'
import type { EntityRef, MonthCount, TiePage, TiesQuery, Versioned } from './graph.ts'
import type { NetworkRank } from './graph/network.ts'
import type { Page, PageQuery, Total } from './page.ts'
import type { Query } from './query/tree.ts'
import type { SalientName } from './graph/salience.ts'
import type { Batch, ScanQuery } from './scan.ts'
import { methodsOf } from './store-methods.ts'

export const ARTICLE_SORTS = ['relevance', 'newest', 'oldest'] as const
export type ArticleSort = (typeof ARTICLE_SORTS)[number]

/** `best`: of the newest sentences, those that say most; see `evidence-ranking.ts`. */
export const EVIDENCE_SORTS = ['newest', 'oldest', 'best'] as const
export type EvidenceSort = (typeof EVIDENCE_SORTS)[number]

/** Of quotations. */
export const QUOTE_SORTS = ['newest', 'oldest'] as const
export type QuoteSort = (typeof QUOTE_SORTS)[number]

/** Values of one field: any of `any`, every one of `all`, none of `none`. Entity values are ids. */
export interface FieldFilter {
  any: string[]
  all: string[]
  none: string[]
}

/** What narrows a search, beside its words; all parts must hold. */
export interface Filters {
  fields: Partial<Record<Facet, FieldFilter>>
  /** Days, months or years ("2023-06"), both ends inclusive; of an article counts the day that it is dated. */
  from?: string | undefined
  to?: string | undefined
  /** Only articles without a date. */
  undated?: boolean | undefined
  /** Only articles with a sentence that names both. */
  tie?: [string, string] | undefined
}

/** Whether they leave anything out. */
export function isNarrow({ fields, ...others }: Filters): boolean {
  return Object.keys(fields).length > 0 || Object.values(others).some(Boolean)
}

export interface Search {
  /** Null matches every article. */
  query: Query | null
  filters: Filters
}

/** The search that leaves nothing out. */
export const EVERYTHING: Search = { query: null, filters: { fields: {} } }

/** True for a search that leaves nothing out. */
export function isEverything({ query, filters }: Search): boolean {
  return query === null && !isNarrow(filters)
}

export interface ArticlesQuery extends PageQuery {
  search: Search
  sort: ArticleSort
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
  /** The names that stand in most of its sentences; `count` is their number. */
  entities: (EntityRef & { count: number })[]
}

export interface FacetValue {
  /** What to filter by. */
  value: string
  /** What to show. */
  name: string
  count: number
  /** Whether the search asks for it, or for articles without it. */
  chosen?: 'included' | 'excluded'
}

/**
 * Counts of articles by value. A count is the total of the same search with what it asks of this field replaced by the
 * value or, where all chosen values must hold, extended by it; of an excluded value, with its exclusion taken away.
 * `total` is the number of distinct values that are not excluded.
 */
export interface FacetCounts {
  field: Facet
  values: FacetValue[]
  total: Total
}

/** Articles of one interval; `all` counts the whole archive, for a share of coverage. */
export interface Bucket {
  /** "2023", "2023-06" or "2023-06-22", by the interval; of a week its Monday. */
  key: string
  count: number
  all: number
}

export interface Histogram {
  interval: 'day' | 'week' | 'month' | 'year'
  /** In order, from the first match to the last; long gaps in which the archive has nothing are left out. */
  buckets: Bucket[]
  /** Matching articles without a date. */
  undated: number
}

export interface FacetsQuery {
  search: Search
  fields: Facet[]
  /** Values for each field. */
  size: number
  /** Only values whose name has, for each of these words, one that begins so; those that the search names stay. */
  named?: string | undefined
  /** Also count over time. */
  histogram: boolean
}

export interface Facets {
  facets: FacetCounts[]
  histogram: Histogram | null
  total: Total
  version: number
}

/** A sentence under a number; spans are into `text`. */
export interface Evidence {
  article: { id: string; title: string; publishedAt: string | null; source: string }
  /** The sentence's number; 0 is the title. */
  sentence: number
  text: string
  spans: { start: number; end: number; entity: string }[]
}

export interface EvidenceQuery extends PageQuery {
  /** One entity, or two that stand in one sentence. */
  entities: [string] | [string, string]
  /** Only where a name of theirs is written so. */
  written?: string | undefined
  /** Of two entities: also sentences that are lists of names. */
  lists?: boolean | undefined
  /** Only sentences of its articles. */
  search: Search
  sort: EvidenceSort
}

/** A quotation in a list; spans are into `text`. */
export interface Quote {
  article: Evidence['article']
  speaker: { id: string; name: string }
  /** The sentence that says who said it; 0 is the title. */
  sentence: number
  /** Who speaks, as written: "he". */
  source: string | null
  cue: string
  /** What was said; where it stands in several places, with a space between. */
  content: string
  direct: boolean
  confidence: number
  /** The sentences that it stands in. */
  text: string
  spans: { start: number; end: number; part: 'source' | 'cue' | 'content' }[]
}

export interface QuotesQuery extends PageQuery {
  /** Who speaks. */
  entity: string
  /** Only in quotation marks, or only without. */
  direct?: boolean | undefined
  filters: Filters
  sort: QuoteSort
}

/** An article to read: its text with all that was read out of it. */
export interface ArticleView extends Article {
  sentences: Sentence[]
  mentions: Mention[]
  roles: Role[]
  quotations: Quotation[]
  /** The entities behind its mentions, as `bySalience` orders and weighs them. */
  entities: SalientName[]
  /** Articles that are copies of one text share it. */
  story: string
  /** Number of earlier texts that are kept. */
  revisions: number
}

export interface Status {
  articles: number
  /** Articles, copies of one text counted once. */
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

/** Which names of a search, and the ties among them. */
export interface NetworkQuery {
  search: Search
  rank: NetworkRank
  /** Names at most; up to MAX_NETWORK. */
  size: number
  /** Only these entities, up to MAX_NETWORK. */
  among?: string[] | undefined
}

/** The ties of an entity in the articles of a search. */
export interface SearchTiesQuery extends TiesQuery {
  entity: string
  search: Search
  /** Also ties by sentences that are lists of names. */
  lists?: boolean | undefined
}

/** A tie in the articles of a search. */
export interface SearchTieQuery {
  entities: [string, string]
  search: Search
  /** Counts sentences that are lists of names, too. */
  lists?: boolean | undefined
}

/** How two entities stand together in the articles of a search; all may be 0. */
export interface SearchTie {
  sentences: number
  articles: number
  first: string | null
  last: string | null
  months: MonthCount[]
  /** Outlets with their articles, most first. */
  sources: { name: string; articles: number }[]
  /** Sentences that name both in a list of names, whether they are counted or not. */
  inLists: number
  /** Articles that name both, in one sentence or not. */
  sharedArticles: number
  version: number
}

/** A name of a search. */
export interface NetworkEntity extends EntityRef {
  sentences: number
  articles: number
  /** How many times as often sentences of these articles name it as those of the whole archive. */
  lift: number
}

/** Two names of a search that share a sentence in its articles, `a < b`. */
export interface NetworkTie {
  a: string
  b: string
  sentences: number
  articles: number
}

/** Who is named with whom in the articles of a search; all counts are of these articles and exact. */
export interface Network {
  /** By rank; equal ones by their sentences, then their ids. */
  entities: NetworkEntity[]
  /** All ties among them; most sentences first, equal ones in the order of `a` and `b`. */
  ties: NetworkTie[]
  /** Articles that match. */
  total: Total
  version: number
}

/** In the order of the queries. */
export interface Counts {
  totals: Total[]
  version: number
}

/** Letters from which on a word may be misspelt; shorter ones are like too many others. */
export const MIN_MISSPELT = 5

/** A word as the archive spells it. */
export interface Spelling {
  word: string
  /** Articles that have it, written so. */
  articles: number
}

/**
 * Which articles and sentences, under any filter. A call whose signal is aborted fails with the signal's reason. The
 * promises are in `tests/contracts/search-store.ts`.
 */
export interface SearchStore {
  articles(query: ArticlesQuery, signal?: AbortSignal): Promise<Page<Hit>>
  facets(query: FacetsQuery, signal?: AbortSignal): Promise<Facets>
  /** Null if there is no such article. */
  article(id: string, signal?: AbortSignal): Promise<Versioned<ArticleView> | null>
  /** The sentences that name the entities; equal dates in the order of article and sentence. */
  evidence(query: EvidenceQuery, signal?: AbortSignal): Promise<Page<Evidence>>
  /** What an entity is reported to have said; equal dates in the order of article and text. */
  quotes(query: QuotesQuery, signal?: AbortSignal): Promise<Page<Quote>>
  network(query: NetworkQuery, signal?: AbortSignal): Promise<Network>
  /**
   * As `GraphStore.ties`, with all counts, dates, months and scores of the articles of a search; empty where none of them
   * names the entity.
   */
  ties(query: SearchTiesQuery, signal?: AbortSignal): Promise<TiePage>
  tie(query: SearchTieQuery, signal?: AbortSignal): Promise<SearchTie>
  /** How many articles match each of the queries; null matches every article. */
  count(queries: (Query | null)[], signal?: AbortSignal): Promise<Counts>
  /**
   * For each folded word the words of the archive that are spelled like it, the nearest first, then those of most articles:
   * with a letter more, less, changed or swapped, from eight letters on with two. The first letter is taken as right.
   */
  spellings(words: string[], signal?: AbortSignal): Promise<Spelling[][]>
  /** All articles of a search as `article` answers them, newest first, equal dates in the order of ids, undated last. */
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
