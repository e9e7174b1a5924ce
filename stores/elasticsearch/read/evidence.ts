import { listName } from '../../shared/list-name.ts'
import type { estypes } from '@elastic/elasticsearch'
import { readOffset } from '#core/cursor.ts'
import { MAX_RANKED, toBestPage } from '#core/evidence-ranking.ts'
import type { Page } from '#core/page.ts'
import { type ParsedReading, unfoldReading } from '#core/reading.ts'
import type { Evidence, EvidenceQuery } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import { writtenForm } from '../document.ts'
import type { Names } from '../index-names.ts'
import { MAX_INNER_HITS } from '../mapping.ts'
import { readCursor, toCursor } from './cursor.ts'
import { SORTS, searchPage, totalOf } from './paging.ts'
import { type EngineQuery, naming, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

interface ArticleSource {
  id: string
  title: string
  publishedAt: string | null
  source: string
  reading: Omit<ParsedReading, 'roles'>
}

interface SentenceSource {
  n: number
  text: string
}

interface Aggregations {
  sentences: { found: { doc_count: number } }
}

const SHOWN = ['id', 'title', 'publishedAt', 'source', 'reading.sentences', 'reading.mentions']

/** Where a page begins: after an article, or in the article that follows it, after a sentence. */
interface Start {
  articles: string | undefined
  sentence: number | null
}

interface FoundArticle {
  article: estypes.SearchHit<ArticleSource>
  sentences: SentenceSource[]
  /** True where the article has more sentences than were fetched. */
  more: boolean
}

/** The sentences that name one entity, or two of them together: articles in order, and in each its sentences. */
export function createEvidence(connection: Connection, names: Names, state: ReadState) {
  async function byDate(query: DatedQuery, signal?: AbortSignal): Promise<Page<Evidence>> {
    const list = listName('evidence', query.entities, query.written, query.filters, query.sort)
    const start = readStart(query.cursor, list)
    const [page, { rev }] = await Promise.all([
      searchPage<ArticleSource, Aggregations>(
        connection,
        list,
        { index: names.articles, ...evidenceRequest(query, start) },
        start.articles,
        signal,
      ),
      state(),
    ])
    const found = page.hits.map((hit, i) => toFoundArticle(hit, i === 0 && start.sentence !== null))
    const { items, last } = firstSentences(found, query)

    function next(): string | null {
      if (last === null) return null
      const article = found[last.article]!
      const before = last.article === 0 ? start.articles : page.cursorAfter(last.article - 1)
      if (last.partly) return startCursor(list, { articles: before, sentence: last.sentence })
      if (article === found.at(-1) && !page.hasMore) return null
      return startCursor(list, { articles: page.cursorAfter(last.article), sentence: null })
    }

    return {
      items,
      total: { value: page.aggregations!.sentences.found.doc_count, relation: 'eq' },
      next: next(),
      warnings: page.warnings,
      version: rev,
    }
  }

  return async (query: EvidenceQuery, signal?: AbortSignal): Promise<Page<Evidence>> => {
    const { sort } = query
    if (sort !== 'best') return byDate({ ...query, sort }, signal)
    readOffset(query.cursor)
    const newest = { ...query, sort: 'newest', size: MAX_RANKED, cursor: undefined } as const
    return toBestPage(await byDate(newest, signal), query)
  }
}

type DatedQuery = EvidenceQuery & { sort: 'newest' | 'oldest' }

function evidenceRequest({ entities, written, filters, sort, size }: DatedQuery, start: Start) {
  const wanted: EngineQuery[] = [
    naming(entities),
    ...(written === undefined
      ? []
      : [{ terms: { 'sentences.written': entities.map((id) => writtenForm(id, written)) } }]),
  ]
  const nested = (name: string, more: EngineQuery[] = []) => ({
    nested: {
      path: 'sentences',
      query: { bool: { filter: [...wanted, ...more] } },
      inner_hits: {
        name,
        size: Math.min(size, MAX_INNER_HITS),
        sort: [{ 'sentences.n': 'asc' as const }],
        _source: ['sentences.n', 'sentences.text'],
      },
    },
  })
  const rest = { range: { 'sentences.n': { gt: start.sentence } } }
  return {
    size,
    sort: SORTS[sort],
    _source: SHOWN,
    query: {
      bool: {
        filter: [searchQuery({ query: null, filters }), nested('all')],
        // The rest of the article that the previous page ended in.
        ...(start.sentence !== null && { should: [nested('rest', [rest])] }),
      },
    },
    aggs: {
      sentences: {
        nested: { path: 'sentences' },
        aggs: { found: { filter: { bool: { filter: wanted } } } },
      },
    },
  }
}

function toFoundArticle(
  article: estypes.SearchHit<ArticleSource>,
  continued: boolean,
): FoundArticle {
  const { hits } = article.inner_hits![continued ? 'rest' : 'all']!
  const sentences = hits.hits.map(({ _source }) => _source as SentenceSource)
  return { article, sentences, more: sentences.length < totalOf(hits).value }
}

/** The last sentence on a page. */
interface Last {
  /** The position of its article on the page. */
  article: number
  sentence: number
  /** True where the article has more sentences. */
  partly: boolean
}

function firstSentences(found: FoundArticle[], { size, entities }: EvidenceQuery) {
  const items: Evidence[] = []
  let last: Last | null = null
  for (const [i, { article, sentences, more }] of found.entries()) {
    const shown = sentences.slice(0, size - items.length)
    if (shown.length === 0) break
    items.push(...toEvidence(article._source!, shown, entities))
    const partly = more || shown.length < sentences.length
    last = { article: i, sentence: shown.at(-1)!.n, partly }
    if (partly) break
  }
  return { items, last }
}

function toEvidence(
  { id, title, publishedAt, source, reading }: ArticleSource,
  shown: SentenceSource[],
  entities: string[],
): Evidence[] {
  // Only offsets are needed, which are read without texts.
  const texts = { title: '', body: '', dateline: null }
  const { sentences, mentions } = unfoldReading({ ...reading, roles: [] }, texts)
  return shown.map(({ n, text }) => {
    const { start } = sentences.find((sentence) => sentence.n === n)!
    return {
      article: { id, title, publishedAt, source },
      sentence: n,
      text,
      spans: mentions
        .filter((mention) => mention.sentence === n && entities.includes(mention.entity!))
        .map(({ entity, ...span }) => ({
          start: span.start - start,
          end: span.end - start,
          entity: entity!,
        })),
    }
  })
}

function startCursor(list: string, { articles, sentence }: Start): string {
  return toCursor({ list, after: [articles ?? null, sentence], pit: null })
}

function readStart(cursor: string | undefined, list: string): Start {
  const [articles, sentence] = readCursor(cursor, list)?.after ?? []
  return {
    articles: typeof articles === 'string' ? articles : undefined,
    sentence: typeof sentence === 'number' ? sentence : null,
  }
}
