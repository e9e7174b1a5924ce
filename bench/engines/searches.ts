import { articleChanges } from '#archive/article-changes.ts'
import { openArchive } from '#archive/open.ts'
import { startServer } from '#api/server.ts'
import { parseQuery } from '#core/query/parse.ts'
import { words } from '#core/text.ts'
import { createArticleLists } from '#stores/search/elasticsearch/articles.ts'
import type { Request } from '#stores/search/elasticsearch/connection.ts'
import { namesOf } from '#stores/search/elasticsearch/names.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atMost, median, quotients, spread } from '../measure.ts'
import { type Term, drawWords } from '../words.ts'
import { type BenchEngines, insistOn } from './filling.ts'
import { type RawHttp, type RawRequest, openRaw } from './raw-http.ts'
import { capturing, toRaw } from './recording.ts'

const ROUNDS = 5
const QUERIES = 200
/** Until neither arm becomes faster by itself. */
const WARM_UP = 2000
const SIZE = 20

/** A search over HTTP ÷ the same body sent straight to Elasticsearch, on words of all frequencies, each asked once. */
export async function measureSearches(
  engines: BenchEngines,
  archive: NamedArchive,
  drawnFrom: NamedArchive,
): Promise<Figure> {
  const drawn = drawWords(termsOf(drawnFrom.path), WARM_UP + QUERIES * ROUNDS)
  const server = await startServer({ served: { engines }, host: '127.0.0.1', port: 0 })
  const api = openRaw({ url: server.url })
  const elasticsearch = openRaw(engines.elasticsearch)
  const medians: { ours: number[]; raw: number[] } = { ours: [], raw: [] }
  try {
    const ask = (some: string[]) => askBoth(api, elasticsearch, some, engines.elasticsearch.prefix)
    await ask(drawn.slice(0, WARM_UP))
    for (let first = WARM_UP; first < drawn.length; first += QUERIES) {
      const { ours, raw } = await ask(drawn.slice(first, first + QUERIES))
      medians.ours.push(median(ours))
      medians.raw.push(median(raw))
    }
  } finally {
    api.close()
    elasticsearch.close()
    await server.close()
  }
  const ratios = quotients(medians.ours, medians.raw)
  return {
    what: 'search over HTTP, p50 ÷ the same body sent straight to Elasticsearch',
    value: median(ratios),
    unit: '',
    ...atMost(1.3, median(ratios)),
    how: `${archive.name}, ${ROUNDS} rounds of ${QUERIES} words, each once, HTTP ${spread(medians.ours)} ms, straight ${spread(medians.raw)} ms, ratios ${spread(ratios)}`,
  }
}

/** For each word both are asked, in turns first and second; in milliseconds. */
async function askBoth(api: RawHttp, elasticsearch: RawHttp, words: string[], prefix: string) {
  const times: { ours: number[]; raw: number[] } = { ours: [], raw: [] }
  for (const [i, word] of words.entries()) {
    const ours = { method: 'GET', path: `/api/v1/articles?q=${encodeURIComponent(word)}` }
    const straight = await bodyOf(word, prefix)
    const answers = { ours: '', raw: '' }
    const ask = {
      ours: async () => (answers.ours = await timed(api, ours, times.ours)),
      raw: async () => (answers.raw = await timed(elasticsearch, straight, times.raw)),
    }
    for (const arm of i % 2 === 0 ? (['ours', 'raw'] as const) : (['raw', 'ours'] as const)) {
      await ask[arm]()
    }
    insistOn(`hits of ${word}`, idsOfPage(answers.ours), idsOfHits(answers.raw))
  }
  return times
}

async function timed(http: RawHttp, request: RawRequest, times: number[]): Promise<string> {
  const started = performance.now()
  const answer = await http.ask(request)
  times.push(performance.now() - started)
  return answer
}

/** What the adapter asks for a search. */
async function bodyOf(word: string, prefix: string): Promise<RawRequest> {
  const requests: Request[] = []
  const search = { query: parseQuery(word), filters: { fields: {} } }
  const lists = createArticleLists(
    capturing(requests),
    namesOf(prefix),
    () => Promise.resolve({} as never),
    () => Promise.resolve((id) => ({ id, kind: 'person', name: id })),
  )
  await lists({ search, sort: 'relevance', size: SIZE })
  return toRaw(requests[0]!)
}

function idsOfPage(answer: string): string {
  const { items } = JSON.parse(answer) as { items: { id: string }[] }
  return items.map(({ id }) => id).join(' ')
}

/** The engine is asked for one more than is shown. */
function idsOfHits(answer: string): string {
  const { hits } = JSON.parse(answer) as { hits: { hits?: { _source: { id: string } }[] } }
  return (hits.hits ?? [])
    .slice(0, SIZE)
    .map(({ _source: { id } }) => id)
    .join(' ')
}

function termsOf(path: string): Term[] {
  const archive = openArchive(path, { write: false })
  const counts = new Map<string, number>()
  for (const { content } of articleChanges(archive.db, 0, Number.MAX_SAFE_INTEGER)) {
    const { title, body } = content!.article
    const distinct = new Set(words(`${title}\n${body}`).map(({ word }) => word))
    for (const word of distinct) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  archive.close()
  return Array.from(counts, ([term, doc]) => ({ term, doc }))
}
