import type { Page } from '#core/page.ts'
import { toQuote } from '#core/quote.ts'
import { type ParsedReading, unfoldReading } from '#core/reading.ts'
import type { Quote, QuotesQuery } from '#core/search.ts'
import { listName } from '../../shared/list-name.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { createNestedList } from './nested-list.ts'
import type { EngineQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

interface ArticleSource {
  id: string
  title: string
  body: string
  publishedAt: string | null
  source: string
  reading: Pick<ParsedReading, 'sentences' | 'quotations'>
}

interface QuotationSource {
  nth: number
}

const SHOWN = [
  ...['id', 'title', 'body', 'publishedAt', 'source'],
  ...['reading.sentences', 'reading.quotations'],
]

/** Lists what an entity is reported to have said. */
export function createQuotes(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  const list = createNestedList(connection, names, state)

  return async (query: QuotesQuery, signal?: AbortSignal): Promise<Page<Quote>> => {
    const { entity, direct, filters, sort, size, cursor } = query
    const nameOf = await entityNames.names([entity], signal)
    const speaker = { id: entity, name: nameOf(entity).name }
    return list(
      {
        list: listName('quotes', entity, direct, filters, sort),
        path: 'quotations',
        number: 'nth',
        fields: [],
        shown: SHOWN,
        wanted: wantedBy(query),
        search: { query: null, filters },
        ...{ sort, size, cursor },
        toItems: (article: ArticleSource, shown: QuotationSource[]) =>
          toQuotes(article, shown, speaker),
      },
      signal,
    )
  }
}

function wantedBy({ entity, direct, filters: { stated } }: QuotesQuery): EngineQuery[] {
  return [
    { term: { 'quotations.speaker': entity } },
    ...(direct === undefined ? [] : [{ term: { 'quotations.direct': direct } }]),
    ...(stated ? [{ term: { 'quotations.inferred': false } }] : []),
  ]
}

function toQuotes(
  { id, title, body, publishedAt, source, reading }: ArticleSource,
  shown: QuotationSource[],
  speaker: Quote['speaker'],
): Quote[] {
  const texts = { title, body, dateline: null }
  const { sentences, quotations } = unfoldReading({ ...reading, mentions: [], roles: [] }, texts)
  return shown.map(({ nth }) => ({
    article: { id, title, publishedAt, source },
    speaker,
    ...toQuote(quotations[nth]!, texts, sentences),
  }))
}
