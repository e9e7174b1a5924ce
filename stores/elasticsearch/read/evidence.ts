import { isCityId } from '#core/city.ts'
import { MAX_RANKED, toBestPage } from '#core/graph/evidence-ranking.ts'
import { readPlace } from '#core/list-place.ts'
import type { Page } from '#core/page.ts'
import { type ParsedReading, unfoldReading } from '#core/reading.ts'
import type { Evidence, EvidenceQuery } from '#core/search.ts'
import { evidenceSpans } from '../../shared/evidence-spans.ts'
import { listName } from '../../shared/list-name.ts'
import type { Connection } from '../connection.ts'
import { writtenForm } from '../document.ts'
import type { Names } from '../index-names.ts'
import { createNestedList } from './nested-list.ts'
import { type EngineQuery, naming } from './query.ts'
import type { ReadState } from './state-cache.ts'

interface ArticleSource {
  id: string
  story: string
  title: string
  publishedAt: string | null
  source: string
  reading: Omit<ParsedReading, 'roles' | 'quotations'>
}

interface SentenceSource {
  n: number
  text: string
}

const SHOWN = [
  ...['id', 'story', 'title', 'publishedAt', 'source'],
  ...['reading.sentences', 'reading.mentions'],
]

type DatedQuery = EvidenceQuery & { sort: 'newest' | 'oldest' }

/** Lists the sentences that name one entity, or two together. */
export function createEvidence(connection: Connection, names: Names, state: ReadState) {
  const listPieces = createNestedList(connection, names, state)

  function byDate(query: DatedQuery, signal?: AbortSignal): Promise<Page<Evidence>> {
    const { entities, search, sort, size, cursor } = query
    return listPieces(
      {
        list: listOf(query),
        path: 'sentences',
        number: 'n',
        fields: ['text'],
        shown: SHOWN,
        wanted: wantedBy(query),
        ...{ search, sort, size, cursor },
        toItems: (article: ArticleSource, shown: SentenceSource[]) =>
          toEvidence(article, shown, entities),
      },
      signal,
    )
  }

  return async (query: EvidenceQuery, signal?: AbortSignal): Promise<Page<Evidence>> => {
    const { sort } = query
    if (sort !== 'best') return byDate({ ...query, sort }, signal)
    const list = listOf(query)
    // Before anything is read for it.
    readPlace(query.cursor, list)
    const newest = { ...query, sort: 'newest', size: MAX_RANKED, cursor: undefined } as const
    return toBestPage(await byDate(newest, signal), query, list)
  }
}

function listOf({ entities, written, lists, search, sort, fold }: EvidenceQuery): string {
  return listName('evidence', entities, written, lists, search, sort, fold)
}

function wantedBy({ entities, written, lists, search }: EvidenceQuery): EngineQuery[] {
  if (isCityId(entities[0])) return [{ term: { 'sentences.cities': entities[0] } }]
  const named = naming(entities, { lists, stated: search.filters.stated })
  if (written === undefined) return [named]
  const forms = entities.map((id) => writtenForm(id, written))
  return [named, { terms: { 'sentences.written': forms } }]
}

function toEvidence(
  { id, story, title, publishedAt, source, reading }: ArticleSource,
  shown: SentenceSource[],
  entities: string[],
): Evidence[] {
  // Only offsets are needed, and they can be decoded without texts.
  const texts = { title: '', body: '', dateline: null }
  const { sentences, mentions } = unfoldReading({ ...reading, roles: [] }, texts)
  return shown.map(({ n, text }) => {
    const { start } = sentences.find((sentence) => sentence.n === n)!
    return {
      article: { id, title, publishedAt, source },
      story,
      sentence: n,
      text,
      spans: evidenceSpans(mentions, { sentence: n, start, entities }),
    }
  })
}
