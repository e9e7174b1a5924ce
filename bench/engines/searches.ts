import { articleChanges } from '#archive/projection/article-changes.ts'
import { openArchive } from '#archive/open.ts'
import { startServer } from '#api/server.ts'
import { queryOf } from '#tests/query-of.ts'
import type { Facet } from '#core/fields.ts'
import { words } from '#core/text.ts'
import { createArticleLists } from '#stores/elasticsearch/read/articles.ts'
import { type Connection, connect } from '#stores/elasticsearch/connection.ts'
import type { EntityNames } from '#stores/elasticsearch/read/entity-names.ts'
import { createFacets } from '#stores/elasticsearch/read/facets.ts'
import { type Names, namesOf } from '#stores/elasticsearch/index-names.ts'
import { enginesAt } from '#tests/engines-at.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atMost, median, quotients, spread } from '../measure.ts'
import { type WordFrequency, drawWords } from '../words.ts'
import { type BenchEngines, assertSame } from './filling.ts'
import { type RawHttp, type RawRequest, askInTurn, openRaw } from './raw-http.ts'
import { capturing, clearCaches, record } from './recording.ts'

const ROUNDS = 5
const SIZE = 20
/** As the search page requests counts. */
const COUNTED: Facet[] = ['person', 'org', 'country', 'source']
const VALUES = 7

/** A search as the API receives it, and as the adapter sends it to Elasticsearch. */
interface Kind {
  what: string
  parameters: string
  /** Request sequences that run concurrently; the first is the list of hits. */
  straight(word: string): Promise<RawRequest[][]>
  /** Sent before each search to clear Elasticsearch's caches. */
  forget?: RawRequest
  words: number
  /** The highest ratio allowed. */
  goal: number
  /** Warm-up rounds, until neither arm gets faster. */
  warmUp: number
}

/** Searches over HTTP ÷ the same bodies sent directly to Elasticsearch, on words of all frequencies, each used once. */
export async function* measureSearches(
  engines: BenchEngines,
  archive: NamedArchive,
  drawnFrom: NamedArchive,
): AsyncGenerator<Figure> {
  const { elasticsearch } = engines
  const connection = connect(elasticsearch)
  const terms = termsOf(drawnFrom.path)
  const server = await startServer({
    served: { engines: enginesAt(engines) },
    host: '127.0.0.1',
    port: 0,
  })
  const arms = { api: openRaw({ url: server.url }), elasticsearch: openRaw(elasticsearch) }
  try {
    for (const kind of kinds(connection, namesOf(elasticsearch.prefix))) {
      yield await measure(kind, terms, arms, archive)
    }
  } finally {
    arms.api.close()
    arms.elasticsearch.close()
    await Promise.all([connection.client.close(), server.close()])
  }
}

function kinds(connection: Connection, names: Names): Kind[] {
  const list = (word: string) => requestsOfList(word, connection, names)
  const counts = (word: string) => requestsOfCounts(word, connection, names)
  return [
    {
      what: 'a list of hits',
      parameters: '',
      straight: async (word) => [await list(word)],
      words: 200,
      warmUp: 2000,
      goal: 1.7,
    },
    {
      what: 'hits with facets and a histogram',
      parameters: `&facets=${COUNTED.join(',')}&facetSize=${VALUES}&histogram=true`,
      straight: async (word) => [await list(word), await counts(word)],
      forget: clearCaches(names),
      words: 100,
      warmUp: 500,
      goal: 1.3,
    },
  ]
}

interface Arms {
  api: RawHttp
  elasticsearch: RawHttp
}

async function measure(
  kind: Kind,
  terms: WordFrequency[],
  arms: Arms,
  archive: NamedArchive,
): Promise<Figure> {
  const drawn = drawWords(terms, kind.warmUp + kind.words * ROUNDS)
  const medians: { ours: number[]; raw: number[] } = { ours: [], raw: [] }
  await askBoth(kind, arms, drawn.slice(0, kind.warmUp))
  for (let first = kind.warmUp; first < drawn.length; first += kind.words) {
    const { ours, raw } = await askBoth(kind, arms, drawn.slice(first, first + kind.words))
    medians.ours.push(median(ours))
    medians.raw.push(median(raw))
  }
  const ratios = quotients(medians.ours, medians.raw)
  return {
    what: `search over HTTP, ${kind.what}, p50 ÷ the same sent straight to Elasticsearch`,
    value: median(ratios),
    unit: '',
    ...atMost(kind.goal, median(ratios)),
    how: `${archive.name}, ${ROUNDS} rounds of ${kind.words} words, each once, HTTP ${spread(medians.ours)} ms, straight ${spread(medians.raw)} ms, ratios ${spread(ratios)}`,
  }
}

/** Runs both arms for each word, alternating which goes first; milliseconds. */
async function askBoth(kind: Kind, { api, elasticsearch }: Arms, words: string[]) {
  const times: { ours: number[]; raw: number[] } = { ours: [], raw: [] }
  for (const [i, word] of words.entries()) {
    const path = `/api/v1/articles?q=${encodeURIComponent(word)}${kind.parameters}`
    const straight = await kind.straight(word)
    const answers = { ours: '', raw: '' }
    const ask = {
      ours: async () => (answers.ours = await api.ask({ method: 'GET', path })),
      raw: async () => (answers.raw = await askStraight(elasticsearch, straight)),
    }
    for (const arm of i % 2 === 0 ? (['ours', 'raw'] as const) : (['raw', 'ours'] as const)) {
      if (kind.forget) await elasticsearch.ask(kind.forget)
      const started = performance.now()
      await ask[arm]()
      times[arm].push(performance.now() - started)
    }
    assertSame(`hits of ${word}`, idsOfPage(answers.ours), idsOfHits(answers.raw))
  }
  return times
}

/** Returns the response to the first request. */
async function askStraight(elasticsearch: RawHttp, lists: RawRequest[][]): Promise<string> {
  const [first] = await Promise.all(lists.map((requests) => askInTurn(elasticsearch, requests)))
  return first!
}

const searchFor = (word: string) => ({ query: queryOf(word), filters: { fields: {} } })
const noState = () => Promise.resolve({} as never)
const byId: EntityNames = {
  names: () => Promise.resolve((id) => ({ id, kind: 'person', name: id })),
  known: () => Promise.resolve((id) => ({ id, kind: 'person', name: id, sentences: 1 })),
}

async function requestsOfList(
  word: string,
  { searchTimeout }: Connection,
  names: Names,
): Promise<RawRequest[]> {
  const { requests, ...connection } = capturing(searchTimeout)
  const lists = createArticleLists(connection, names, noState, byId)
  await lists({ search: searchFor(word), sort: 'relevance', size: SIZE })
  return requests
}

/** The histogram requests depend on the period that the counts return. */
async function requestsOfCounts(
  word: string,
  connection: Connection,
  names: Names,
): Promise<RawRequest[]> {
  const requests: RawRequest[] = []
  const stop = record(connection, requests)
  const facets = createFacets(connection, names, noState, byId)
  await facets({ search: searchFor(word), fields: COUNTED, size: VALUES, histogram: true })
  stop()
  return requests
}

function idsOfPage(answer: string): string {
  const { items } = JSON.parse(answer) as { items: { id: string }[] }
  return items.map(({ id }) => id).join(' ')
}

/** The adapter requests one more than is shown, to know whether a next page exists. */
function idsOfHits(answer: string): string {
  const { hits } = JSON.parse(answer) as { hits: { hits: { _source: { id: string } }[] } }
  return hits.hits
    .slice(0, SIZE)
    .map(({ _source: { id } }) => id)
    .join(' ')
}

function termsOf(path: string): WordFrequency[] {
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
