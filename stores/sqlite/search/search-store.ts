import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '#core/errors.ts'
import type { TiePage } from '#core/graph.ts'
import type { Page, Total } from '#core/page.ts'
import { conjunctsOf } from '#core/query/conjuncts.ts'
import type { Query } from '#core/query/tree.ts'
import type {
  ArticleSort,
  ArticlesQuery,
  Counts,
  Evidence,
  EvidenceQuery,
  Facets,
  FacetsQuery,
  Hit,
  Network,
  NetworkQuery,
  Search,
  SearchStore,
  SearchTiesQuery,
} from '#core/search.ts'
import { listName } from '../../shared/list-name.ts'
import { isWanted, pageOfNeighbours } from '../../shared/search-ties.ts'
import { nameTest } from '../../shared/facet-base.ts'
import { throwIfAborted } from '../../shared/cancellation.ts'
import { openStore } from '../open-store.ts'
import { type ArchiveVersion, createReadTransaction } from '../read-transaction.ts'
import { budgetWarnings, relationOf, withinBudget } from './budget.ts'
import { createColumns } from './columns.ts'
import { countFacet, countOverTime } from './counting.ts'
import { createEvidence } from './evidence.ts'
import { hasFullTextIndex } from './full-text.ts'
import { type SearchLimits, createMatcher } from './matching.ts'
import { type ListPlace, changedSince, offsetAfter, readPlace, writePlace } from './list-place.ts'
import { countNetwork } from './network.ts'
import { countNeighbours, describeTie, readDetails } from './ties.ts'
import { createQuotes } from './quotes.ts'
import { createOrders } from './orders.ts'
import { createArticleReader } from './articles.ts'
import { countOf } from './row-set.ts'
import { createValueColumns } from './value-columns.ts'
import { createScan } from './scan.ts'
import { createSpellings } from './spellings.ts'

const CACHE_KIB = 16_384

/** Search over an archive's own file, read only; sees what another process commits. */
export function openSqliteSearchStore(path: string, limits?: SearchLimits): SearchStore {
  return openStore(path, 'sqlite', CACHE_KIB, (db) => createSqliteSearchStore(db, limits))
}

/** As `openSqliteSearchStore`, over a connection that is open; `close` closes it. */
export function createSqliteSearchStore(
  db: DatabaseSync,
  limits: SearchLimits = {},
  transaction = createReadTransaction(db, 'sqlite'),
): SearchStore {
  if (!hasFullTextIndex(db)) {
    throw new StoreError('sqlite', 'the archive has no full-text index; index into it again')
  }
  const columns = createColumns(db)
  const matcher = createMatcher(db, columns, limits)
  const { evaluator } = matcher
  const counting = { columns: createValueColumns(columns), matcher }
  const orders = createOrders(columns, matcher)
  const reader = createArticleReader(db, columns)
  const sentences = createEvidence(db, columns, matcher)
  const quotes = createQuotes(db, columns, matcher)
  const spellings = createSpellings(db)
  const scan = createScan(columns, orders, reader)

  /** All that is answered is of one state, named by `version`. */
  async function reading<T>(
    signal: AbortSignal | undefined,
    answer: (state: ArchiveVersion) => T,
  ): Promise<T> {
    throwIfAborted(signal)
    return transaction.read((state) => {
      columns.refresh(state.rev)
      return answer(state)
    })
  }

  function affordable({ query, filters }: Search) {
    const budgeted = withinBudget(query, evaluator, limits.prefixRows)
    return { search: { query: budgeted.query, filters }, budgeted }
  }

  function articles({ sort, size, cursor, ...asked }: ArticlesQuery): Page<Hit> {
    const { search, budgeted } = affordable(asked.search)
    const list = listName('articles', asked.search, sort)
    const place = readPlace(cursor, list)
    const offset = place ? offsetOf(place, search, sort) : 0
    const { rows, scores, total, partial } = orders.slice(search, sort, offset, size)
    const { version } = columns
    const end = {
      began: place?.began ?? version,
      version,
      offset: offset + rows.length,
      last: rows.length > 0 ? columns.id(rows.at(-1)!) : '',
    }
    return {
      items: reader.hits(rows, scores, search.query),
      total: { value: total, relation: relationOf(budgeted, evaluator) },
      next: rows.length > 0 ? writePlace(list, end, total) : null,
      warnings: [
        ...budgetWarnings(budgeted, evaluator),
        ...(partial ? [partlyRanked(matcher.ranked)] : []),
      ],
      version,
      ...changedSince(place, version),
    }
  }

  /** A list that has changed is ordered anew as a whole. */
  function offsetOf(place: ListPlace, search: Search, sort: ArticleSort): number {
    if (place.version === columns.version) return place.offset
    const { rows } = orders.slice(search, sort, 0, columns.size)
    return offsetAfter(place, columns.version, rows.length, (at) => columns.id(rows[at]!))
  }

  function facets({ search: asked, fields, size, named, histogram }: FacetsQuery): Facets {
    const hasName = nameTest(named)
    const { search, budgeted } = affordable(asked)
    const conjuncts = conjunctsOf(search)
    const rows = orders.matching(search)
    const total: Total = { value: rows.length, relation: relationOf(budgeted, evaluator) }
    return {
      facets: fields.map((field) => countFacet(counting, field, conjuncts, size, hasName)),
      histogram: histogram ? countOverTime(columns, rows) : null,
      total,
      version: columns.version,
    }
  }

  function network(query: NetworkQuery, sentences: number): Network {
    const { search, budgeted } = affordable(query.search)
    const rows = orders.matching(search)
    return {
      ...countNetwork(columns, rows, query, sentences),
      total: { value: rows.length, relation: relationOf(budgeted, evaluator) },
      version: columns.version,
    }
  }

  function ties(query: SearchTiesQuery): TiePage {
    const rows = orders.matching(affordable(query.search).search)
    const { neighbours, own, all } = countNeighbours(columns, rows, query)
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
        return describeTie(columns, rows, sentences.rowsOfTie(entities, lists))
      }),
    ties: (query, signal) => reading(signal, () => ties(query)),
    count: (queries, signal) => reading(signal, () => count(queries)),
    spellings: (words, signal) => reading(signal, () => spellings(words)),
    scan: (query, signal) =>
      reading(signal, () => scan({ ...query, search: affordable(query.search).search })),
    status: (signal) => reading(signal, () => reader.status()),
    async close() {
      db.close()
    },
  }
}

function partlyRanked(ranked: number) {
  return {
    code: 'partly-ranked',
    message: `Only the latest ${ranked.toLocaleString('en')} of the matches are ranked by relevance; the others follow by date.`,
  }
}
