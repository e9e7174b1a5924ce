import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '#core/errors.ts'
import type { Page } from '#core/page.ts'
import { conjunctsOf } from '#core/query/conjuncts.ts'
import { nextOffset, readOffset } from '#core/cursor.ts'
import type { ArticlesQuery, Hit, SearchStore } from '#core/search.ts'
import { throwIfAborted } from '../../shared/cancellation.ts'
import { openStore } from '../open-store.ts'
import { createReadTransaction } from '../read-transaction.ts'
import { createColumns } from './columns.ts'
import { countFacet, countOverTime } from './counting.ts'
import { createEvidence } from './evidence.ts'
import { hasFullTextIndex } from './full-text.ts'
import { createMatcher } from './matching.ts'
import { countNetwork } from './network.ts'
import { createOrders } from './orders.ts'
import { createArticleReader } from './articles.ts'
import { createValueColumns } from './value-columns.ts'
import { createScan } from './scan.ts'

/** FTS5 ranks at about 1 µs a match: beyond this many only the latest are ranked, the others follow by date. */
const RANKED = 25_000
const CACHE_KIB = 16_384

/** Search over an archive's own file, read only; sees what another process commits. */
export function openSqliteSearchStore(path: string, ranked = RANKED): SearchStore {
  return openStore(path, 'sqlite', CACHE_KIB, (db) => createSqliteSearchStore(db, ranked))
}

/** As `openSqliteSearchStore`, over a connection that is open; `close` closes it. */
export function createSqliteSearchStore(db: DatabaseSync, ranked = RANKED): SearchStore {
  if (!hasFullTextIndex(db)) {
    throw new StoreError('sqlite', 'the archive has no full-text index; index into it again')
  }
  const columns = createColumns(db)
  const values = createValueColumns(columns)
  const matcher = createMatcher(db, columns, ranked)
  const counting = { columns: values, matcher }
  const orders = createOrders(columns, matcher)
  const reader = createArticleReader(db, columns)
  const evidence = createEvidence(db, columns, matcher)
  const transaction = createReadTransaction(db, 'sqlite')
  const scan = createScan(columns, orders, reader)

  /** All that is answered is of one state, named by `version`. */
  async function reading<T>(signal: AbortSignal | undefined, answer: () => T): Promise<T> {
    throwIfAborted(signal)
    return transaction.read(({ rev }) => {
      columns.refresh(rev)
      return answer()
    })
  }

  function articles({ search, sort, size, cursor }: ArticlesQuery): Page<Hit> {
    const offset = readOffset(cursor)
    const { rows, scores, total, partial } = orders.slice(search, sort, offset, size)
    const partly = {
      code: 'partly-ranked',
      message: `Only the latest ${ranked.toLocaleString('en')} of the matches are ranked by relevance; the others follow by date.`,
    }
    return {
      items: reader.hits(rows, scores, search.query),
      total: { value: total, relation: 'eq' },
      next: nextOffset(offset, rows.length, total),
      warnings: partial ? [partly] : [],
      version: columns.version,
    }
  }

  return {
    articles: (query, signal) => reading(signal, () => articles(query)),
    facets: ({ search, fields, size, histogram }, signal) =>
      reading(signal, () => {
        const conjuncts = conjunctsOf(search)
        const rows = orders.matching(search)
        return {
          facets: fields.map((field) => countFacet(counting, field, conjuncts, size)),
          histogram: histogram ? countOverTime(columns, rows) : null,
          total: { value: rows.length, relation: 'eq' as const },
          version: columns.version,
        }
      }),
    article: (id, signal) => reading(signal, () => reader.article(id)),
    evidence: (query, signal) => reading(signal, () => evidence(query)),
    network: (query, signal) =>
      reading(signal, () => {
        const rows = orders.matching(query.search)
        return {
          ...countNetwork(columns, rows, query),
          total: { value: rows.length, relation: 'eq' as const },
          version: columns.version,
        }
      }),
    scan: (query, signal) => reading(signal, () => scan(query)),
    status: (signal) => reading(signal, () => reader.status()),
    async close() {
      db.close()
      transaction.close()
    },
  }
}
