import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '#core/errors.ts'
import type { TiePage } from '#core/graph.ts'
import type { Page, StoryTotal, Total } from '#core/page.ts'
import { conjunctsOf } from '#core/query/conjuncts.ts'
import type { Query } from '#core/query/tree.ts'
import type {
  ArticlesQuery,
  CountUnit,
  Counts,
  Evidence,
  EvidenceQuery,
  Facets,
  FacetsQuery,
  Hit,
  HitPage,
  Network,
  NetworkQuery,
  Search,
  SearchStore,
  SearchTiesQuery,
} from '#core/search.ts'
import { toCopies } from '../../shared/copies.ts'
import { listName } from '../../shared/list-name.ts'
import { isWanted, pageOfNeighbours } from '../../shared/search-ties.ts'
import { nameTest } from '../../shared/facet-base.ts'
import { throwIfAborted } from '../../shared/cancellation.ts'
import { openStore } from '../open-store.ts'
import { type ArchiveVersion, createReadTransaction } from '../read-transaction.ts'
import { budgetWarnings, relationOf, withinBudget } from './budget.ts'
import { type SharedColumns, createColumns } from './columns.ts'
import { countFacet, countOverTime } from './counting.ts'
import { createEvidence } from './evidence.ts'
import { hasFullTextIndex } from './full-text.ts'
import { type SearchLimits, createMatcher } from './matching.ts'
import {
  type ListPlace,
  changedSince,
  offsetAfter,
  readPlace,
  writePlace,
} from '#core/list-place.ts'
import { countNetwork } from './network.ts'
import { countNeighbours, describeTie, readDetails } from './ties.ts'
import { createQuotes } from './quotes.ts'
import { type ListQuery, createOrders } from './orders.ts'
import { createArticleReader } from './articles.ts'
import { countOf } from './row-set.ts'
import { countsByValue, createValueColumns } from './value-columns.ts'
import { createScan } from './scan.ts'
import { createSpellings } from './spellings.ts'
import { createStories, unitsOf } from './units.ts'

const CACHE_KIB = 16_384

/** A search store that other threads can share its columns with. */
export interface SharingSearchStore extends SearchStore {
  /** Null if the archive cannot be read now: then each thread reads it when asked. */
  share(): Promise<SharedColumns | null>
}

/** Opens search over an archive's own file, read only; sees commits by other processes. */
export function openSqliteSearchStore(
  path: string,
  limits?: SearchLimits,
  shared?: SharedColumns | null,
): SharingSearchStore {
  return openStore(path, 'sqlite', CACHE_KIB, (db) =>
    createSqliteSearchStore(db, limits, createReadTransaction(db, 'sqlite'), shared),
  )
}

/** Like `openSqliteSearchStore`, over an open connection, which `close` closes. */
export function createSqliteSearchStore(
  db: DatabaseSync,
  limits: SearchLimits = {},
  transaction = createReadTransaction(db, 'sqlite'),
  shared: SharedColumns | null = null,
): SharingSearchStore {
  if (!hasFullTextIndex(db)) {
    throw new StoreError('sqlite', 'the archive has no full-text index; index into it again')
  }
  const columns = createColumns(db, shared)
  const matcher = createMatcher(db, columns, limits)
  const { evaluator } = matcher
  const stories = createStories(columns)
  const counting = (stated: boolean) => ({
    columns: createValueColumns(columns, { stated }),
    matcher,
    stories,
  })
  const [countingAll, countingStated] = [counting(false), counting(true)]
  const orders = createOrders(columns, matcher, stories)
  const reader = createArticleReader(db, columns)
  const sentences = createEvidence(db, columns, matcher)
  const quotes = createQuotes(db, columns, matcher)
  const spellings = createSpellings(db)
  const scan = createScan(columns, orders, reader)

  /** Every answer is from one state, named by `version`. */
  async function reading<T>(
    signal: AbortSignal | undefined,
    answer: (state: ArchiveVersion) => T,
  ): Promise<T> {
    throwIfAborted(signal)
    return transaction.read((state) => {
      columns.refresh(state)
      return answer(state)
    })
  }

  function affordable({ query, filters }: Search) {
    const budgeted = withinBudget(query, evaluator, limits.prefixRows)
    return { search: { query: budgeted.query, filters }, budgeted }
  }

  function articles({ size, cursor, fold, count: unit, sort, ...asked }: ArticlesQuery): HitPage {
    const { search, budgeted } = affordable(asked.search)
    const name = listName('articles', asked.search, sort, fold)
    const list = { search, sort, fold }
    const place = readPlace(cursor, name)
    const offset = place ? offsetOf(place, list) : 0
    const { rows, scores, total, length, partial } = orders.slice(list, offset, size)
    const { version } = columns
    const end = {
      began: place?.began ?? version,
      version,
      offset: offset + rows.length,
      last: rows.length > 0 ? columns.id(rows.at(-1)!) : '',
    }
    const hits = reader.hits(rows, scores, search)
    const relation = relationOf(budgeted, evaluator)
    return {
      items: fold ? withCopies(hits, rows, search) : hits,
      total: {
        ...{ value: total, relation },
        ...(fold && { stories: { value: length, relation } }),
        ...(!fold && unit === 'stories' && storiesOf(orders.matching(search), relation)),
      },
      next: rows.length > 0 ? writePlace(name, end, length) : null,
      warnings: [
        ...budgetWarnings(budgeted, evaluator),
        ...(partial ? [scores.some(Boolean) ? partlyRanked(matcher.ranked) : unranked()] : []),
      ],
      version,
      ...changedSince(place?.began ?? null, version),
    }
  }

  const storiesOf = (
    rows: Int32Array,
    relation: Total['relation'],
  ): Pick<StoryTotal, 'stories'> => {
    return { stories: { value: stories.count(rows), relation } }
  }

  function totalOf(rows: Int32Array, relation: Total['relation'], unit?: CountUnit): StoryTotal {
    return { value: rows.length, relation, ...(unit === 'stories' && storiesOf(rows, relation)) }
  }

  /** Hits of a folded list with what else matches of their stories. */
  function withCopies(hits: Hit[], rows: number[], search: Search): Hit[] {
    const beside = stories.articlesBeside(rows, orders.matching(search))
    return hits.map((hit, i) => {
      const copies = beside.get(columns.story[rows[i]!]!) ?? Int32Array.of(rows[i]!)
      const sources = countsByValue(columns.keywords.source, unitsOf(copies))
      return { ...hit, copies: toCopies(hit.source, copies.length, sources) }
    })
  }

  /** If the list has changed, sort all of it again. */
  function offsetOf(place: ListPlace, list: ListQuery): number {
    if (place.version === columns.version) return place.offset
    const { rows } = orders.slice(list, 0, columns.size)
    return offsetAfter(place, columns.version, rows.length, (at) => columns.id(rows[at]!))
  }

  function facets({ search: asked, fields, size, named, histogram, count }: FacetsQuery): Facets {
    const hasName = named ? nameTest(named) : null
    const { search, budgeted } = affordable(asked)
    const conjuncts = conjunctsOf(search)
    const rows = orders.matching(search)
    const wanted = { conjuncts, size, hasName, count }
    const counted = search.filters.stated ? countingStated : countingAll
    return {
      facets: fields.map((field) => countFacet(counted, field, wanted)),
      histogram: histogram ? countOverTime(columns, stories, rows, count) : null,
      total: totalOf(rows, relationOf(budgeted, evaluator), count),
      version: columns.version,
    }
  }

  function network(query: NetworkQuery, sentences: number): Network {
    const { search, budgeted } = affordable(query.search)
    const rows = orders.matching(search)
    return {
      ...countNetwork(columns, stories.units(rows, 'stories'), query, sentences),
      total: totalOf(rows, relationOf(budgeted, evaluator), query.count),
      version: columns.version,
    }
  }

  function ties(query: SearchTiesQuery): TiePage {
    const rows = orders.matching(affordable(query.search).search)
    const { neighbours, own, all } = countNeighbours(columns, stories.units(rows, 'stories'), query)
    const totals = { own, all, version: columns.version }
    const page = pageOfNeighbours(neighbours.filter(isWanted(query)), totals, query)
    return page.withDetails(readDetails(columns, rows, query, page.ids))
  }

  function evidence(query: EvidenceQuery): Page<Evidence> {
    const { search, budgeted } = affordable(query.search)
    const page = sentences.evidence({ ...query, search })
    return {
      ...page,
      total: { value: page.total.value, relation: relationOf(budgeted, evaluator) },
      warnings: [...budgetWarnings(budgeted, evaluator), ...page.warnings],
    }
  }

  function count(queries: (Query | null)[]): Counts {
    const totals = queries.map((query): Total => {
      const budgeted = withinBudget(query, evaluator, limits.prefixRows)
      const value = countOf(evaluator.evaluate(budgeted.query))
      return { value, relation: relationOf(budgeted, evaluator) }
    })
    return { totals, version: columns.version }
  }

  return {
    articles: (query, signal) => reading(signal, () => articles(query)),
    facets: (query, signal) => reading(signal, () => facets(query)),
    article: (id, signal) => reading(signal, () => reader.article(id)),
    evidence: (query, signal) => reading(signal, () => evidence(query)),
    quotes: (query, signal) => reading(signal, () => quotes(query)),
    network: (query, signal) => reading(signal, (state) => network(query, state.sentences)),
    tie: ({ entities, search, lists }, signal) =>
      reading(signal, () => {
        const rows = orders.matching(affordable(search).search)
        const counted = { lists, stated: search.filters.stated }
        return describeTie(columns, stories, rows, sentences.rowsOfTie(entities, counted))
      }),
    ties: (query, signal) => reading(signal, () => ties(query)),
    count: (queries, signal) => reading(signal, () => count(queries)),
    spellings: (words, signal) => reading(signal, () => spellings(words)),
    scan: (query, signal) =>
      reading(signal, () => scan({ ...query, search: affordable(query.search).search })),
    status: (signal) => reading(signal, () => reader.status()),
    share: () => reading(undefined, () => columns.share()).catch(() => null),
    async close() {
      db.close()
    },
  }
}

function unranked() {
  return {
    code: 'partly-ranked',
    message:
      'Most articles contain these words, which says nothing about their relevance: the matches are listed by date.',
  }
}

function partlyRanked(ranked: number) {
  return {
    code: 'partly-ranked',
    message: `Only the latest ${ranked.toLocaleString('en')} of the matches are ranked by relevance; the others follow by date.`,
  }
}
