import { TABLE_MEDIA_TYPES, type TableFormatName } from '#core/export/format.ts'
import { type FileRequest, openFile } from '#core/export/open-file.ts'
import type { Rows } from '#core/export/rows.ts'
import type { NeighbourFilter } from '#core/export/sources.ts'
import type { Shape } from '#core/export/shape.ts'
import { EVERYTHING, type Search } from '#core/search.ts'
import { parseQuery } from '#core/query/parse.ts'
import type { Corpus } from './corpus.ts'
import type { Question, StorePair } from './questions.ts'

const FORMATS = Object.keys(TABLE_MEDIA_TYPES) as TableFormatName[]
const GRAPHS = ['graphml', 'gexf', 'json'] as const
const url = 'http://127.0.0.1:4310/api/v1/file'
const WHOLE: Shape = { select: undefined, sample: undefined, seed: 0 }

/** Files of every kind of rows, and in every format, whole, sampled and counted. */
export function fileQuestions({ bands, entities, ties }: Corpus): Question[] {
  const [entity] = entities as [string]
  const [pair] = ties as [[string, string]]
  const { query } = parseQuery(bands[1]?.[0] ?? bands[0]![0]!)
  const search: Search = { query, filters: { fields: {} } }
  const neighbours: NeighbourFilter = { sort: 'surprise', minArticles: 2, exclude: [pair[1]] }
  const kinds: Rows[] = [
    { of: 'articles', query: [EVERYTHING] },
    { of: 'articles', query: [search, true] },
    { of: 'mentions', query: [search] },
    { of: 'entities', query: [{}] },
    { of: 'entities', query: [{ q: 'a', kinds: ['person'] }] },
    { of: 'ties', query: [{ minArticles: 2 }] },
    { of: 'neighbours', query: [entity, neighbours, EVERYTHING] },
    { of: 'neighbours', query: [entity, { ...neighbours, lists: true }, search] },
    { of: 'evidence', query: [{ entities: [entity], search: EVERYTHING, sort: 'oldest' }] },
    { of: 'evidence', query: [{ entities: pair, lists: true, search, sort: 'newest' }] },
    { of: 'quotes', query: [EVERYTHING] },
    { of: 'quotesOfEntity', query: [{ entity, filters: { fields: {} }, sort: 'newest' }] },
  ]
  const table = (rows: Rows, format: TableFormatName, shape = WHOLE) =>
    question({ rows, shape, format, formulas: false, url, warnings: [] })
  const [articles] = kinds as [Rows]
  return [
    ...kinds.map((rows) => table(rows, 'jsonl')),
    ...FORMATS.map((format) => table(kinds[1]!, format)),
    table(articles, 'csv', { ...WHOLE, select: ['id', 'body', 'names'] }),
    table(articles, 'csv', { ...WHOLE, sample: 50, seed: 7 }),
    table(articles, 'csv', { ...WHOLE, groupBy: ['source', 'month'] }),
    ...GRAPHS.map((format) => question({ ties: {}, format, url })),
  ]
}

function question(request: FileRequest): Question {
  return { name: JSON.stringify(request), ask: async (stores) => linesOf(stores, request) }
}

/** Latin-1 keeps every byte; only the time of writing may differ. */
async function linesOf(stores: StorePair, request: FileRequest): Promise<string[]> {
  const { chunks } = await openFile(stores, request)
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  const text = Buffer.concat(parts).toString('latin1')
  return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '').split('\n')
}
