import type { ReadPart } from './read.ts'
import {
  readAllQuotes,
  readArticles,
  readEntities,
  readEvidence,
  readMentions,
  readNeighbours,
  readQuotes,
  readTies,
} from './sources.ts'
import type { Table } from './table.ts'
import { ARTICLES } from './tables/articles.ts'
import { ENTITIES } from './tables/entities.ts'
import { EVIDENCE } from './tables/evidence.ts'
import { MENTIONS } from './tables/mentions.ts'
import { QUOTES } from './tables/quotes.ts'
import { NEIGHBOURS, TIES } from './tables/ties.ts'

interface RowKind<Row, Query extends unknown[]> {
  table: Table<Row>
  read: (...query: Query) => ReadPart<Row>
}

/** Checks that a table and what reads its rows belong together. */
const kind = <Row, Query extends unknown[]>(
  table: Table<Row>,
  read: (...query: Query) => ReadPart<Row>,
): RowKind<Row, Query> => ({ table, read })

const ROW_KINDS = {
  articles: kind(ARTICLES, readArticles),
  mentions: kind(MENTIONS, readMentions),
  entities: kind(ENTITIES, readEntities),
  ties: kind(TIES, readTies),
  neighbours: kind(NEIGHBOURS, readNeighbours),
  evidence: kind(EVIDENCE, readEvidence),
  quotes: kind(QUOTES, readAllQuotes),
  quotesOfEntity: kind(QUOTES, readQuotes),
}
type RowKinds = typeof ROW_KINDS

/** Which rows of which table, as plain data: `query` holds the arguments of the table's reader. */
export type Rows = {
  [Of in keyof RowKinds]: { of: Of; query: Parameters<RowKinds[Of]['read']> }
}[keyof RowKinds]

/** The table of these rows, and how they are read. */
export function resolveRows({ of, query }: Rows): {
  table: Table<unknown>
  read: ReadPart<unknown>
} {
  const { table, read } = ROW_KINDS[of] as unknown as RowKind<unknown, unknown[]>
  return { table, read: read(...query) }
}
