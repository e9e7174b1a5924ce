import { type App, createApp } from '#api/app.ts'
import { FACETS } from '#core/fields.ts'
import { TIE_SORTS } from '#core/graph.ts'
import type { Filters } from '#core/search.ts'
import type { Corpus } from './corpus.ts'
import type { StorePair } from './questions.ts'
import { type Picks, createPicks } from './random-picks.ts'
import { createSearches } from './searches.ts'

/** Longer lists are trusted to be as long as they say: their pages are tested elsewhere. */
const READ_THROUGH = 250
const PAGE = 100
/** Numbers that are opened of each answer. */
const OPENED = 3

type Parameters = Record<string, string | string[] | undefined>

interface Ref {
  id: string
}

/** The API over a pair of stores, whichever they are. */
export const appOver = (pair: StorePair): App =>
  createApp({ ...pair, names: { search: 'search', graph: 'graph' } })

/**
 * Asks the graph random questions over the API and opens what their numbers count, with the same parameters; returns a
 * sentence for each number that is not the length of its list.
 */
export async function wrongNumbers(
  app: App,
  corpus: Corpus,
  { seed, times }: { seed: number; times: number },
): Promise<string[]> {
  const opener = createOpener(app)
  const random = createRandom(corpus, createPicks(seed))
  for (let i = 0; i < times; i++) {
    for (const check of Object.values(CHECKS)) await check(opener, random)
  }
  return opener.wrong
}

/** The graph's questions, each with what its numbers open. */
const CHECKS: Record<string, (opener: Opener, random: Random) => Promise<void>> = {
  async network(opener, { picks, search, lists }) {
    const asked = { ...search(), ...lists() }
    const network = await opener.get<Network>('/graph', {
      ...asked,
      rank: picks.one(['telling', 'frequent']),
      size: String(picks.integer(1, 40)),
    })
    await openNetwork(opener, network, asked)
    const articles = { ...readAs(asked, network), lists: undefined }
    await opener.count('/articles', articles, network.total.value)
  },

  async tiesAmong(opener, { picks, search, lists, entity }) {
    const asked = { ...search(), ...lists() }
    const ids = picks.some(2, 30, entity)
    await openNetwork(opener, await opener.get<Network>('/graph/ties', asked, { ids }), asked)
  },

  /** A degree is the number of ties of the same network. */
  async standing(opener, { search, lists }) {
    const asked = { ...search(), ...lists(), size: '40' }
    const { ties } = await opener.get<Network>('/graph', asked)
    const { entities } = await opener.get<{ entities: (Ref & { degree: number })[] }>(
      '/graph/standing',
      asked,
    )
    for (const { id, degree } of entities) {
      const found = ties.filter(({ a, b }) => a === id || b === id).length
      opener.compare(`degree of ${id} in ${JSON.stringify(asked)}`, degree, found)
    }
  },

  async tiesOfEntity(opener, { picks, search, lists, entity }) {
    const id = entity()
    const asked = picks.chance(0.3) ? {} : { ...search(), ...lists() }
    const narrowed = {
      ...asked,
      sort: picks.one(TIE_SORTS),
      min: picks.chance(0.3) ? String(picks.integer(1, 4)) : undefined,
      exclude: picks.chance(0.3) ? entity() : undefined,
    }
    const { items, total, totals } = await opener.list<Tied & { entity: Ref }>(
      `/entities/${id}/ties`,
      narrowed,
    )
    opener.compare(`ties of ${id} by kind`, sum(Object.values(totals!)), total.value)
    for (const { entity: other, ...counts } of items.slice(0, OPENED)) {
      await openTie(opener, [id, other.id], counts, asked)
    }
  },

  async tie(opener, { search, lists, tie }) {
    const [a, b] = tie()
    const asked = { ...search(), ...lists() }
    const { sources, months, ...counts } = await opener.get<Tied & TieParts>(
      `/ties/${a}/${b}`,
      asked,
    )
    await openTie(opener, [a, b], counts, asked)
    opener.compare(
      `articles by source, ${a} ${b}`,
      sum(sources.map((each) => each.articles)),
      counts.articles,
    )
    for (const { month, sentences } of months.slice(0, OPENED)) {
      if (asked.from ?? asked.to) break
      await openTie(opener, [a, b], { sentences }, { ...asked, from: month, to: month })
    }
  },

  async paths(opener, { picks, entity, months }) {
    const period = picks.chance(0.4) ? months() : {}
    const hubs = picks.chance(0.5) ? 'true' : undefined
    const asked = { ...period, hubs, min: '1' }
    const [a, b] = [entity(), entity()]
    if (a === b) return
    const { paths } = await opener.get<{ paths: { hops: Hop[] }[] }>(`/paths/${a}/${b}`, asked)
    for (const hop of paths.flatMap(({ hops }) => hops).slice(0, OPENED)) {
      await openTie(
        opener,
        [hop.a, hop.b],
        { sentences: hop.sentences, stories: hop.stories },
        period,
      )
    }
  },

  async changes(opener, { picks, search, lists, twoPeriods }) {
    const spans = twoPeriods()
    const within = { ...search(), ...lists(), from: undefined, to: undefined }
    const of = picks.one(['ties', 'entities'])
    const asked = {
      ...within,
      of,
      earlier: toSpan(spans.earlier),
      later: toSpan(spans.later),
    }
    const { items, total, totals, reading } = await opener.list<Changed>('/graph/changes', asked)
    opener.compare(
      `changes by kind, ${JSON.stringify(asked)}`,
      sum(Object.values(totals!)),
      total.value,
    )
    for (const { entity, a, b, ...counts } of items.slice(0, OPENED)) {
      for (const period of ['earlier', 'later'] as const) {
        const opened = { ...readAs(within, { reading }), ...spans[period] }
        if (entity) await openName(opener, entity.id, counts[period], opened)
        else await openTie(opener, [a!.id, b!.id], counts[period], opened)
      }
    }
  },

  async firsts(opener, { day }) {
    const since = day()
    const { items } = await opener.list<Tied & { a: Ref; b: Ref }>('/graph/firsts', { since })
    for (const { a, b, ...counts } of items.slice(0, OPENED)) {
      await openTie(opener, [a.id, b.id], counts, {})
      // Nothing ties them before.
      const before = { to: since, undated: undefined }
      const { items: earlier } = await opener.list<{ article: { publishedAt: string } }>(
        `/ties/${a.id}/${b.id}/evidence`,
        before,
      )
      const old = earlier.filter(({ article }) => article.publishedAt < since)
      opener.compare(`sentences of ${a.id} and ${b.id} before ${since}`, 0, old.length)
    }
  },
}

interface Counts {
  sentences: number
  articles?: number
  stories?: number
}

interface Tied extends Counts {
  articles: number
  stories: number
}

interface TieParts {
  sources: { articles: number }[]
  months: { month: string; sentences: number }[]
}

interface Hop extends Counts {
  a: string
  b: string
  stories: number
}

interface Changed {
  entity?: Ref
  a?: Ref
  b?: Ref
  earlier: Counts
  later: Counts
}

interface Reading {
  reading?: { match?: string } | undefined
}

interface Network extends Reading {
  entities: (Ref & Tied)[]
  ties: (Tied & { a: string; b: string })[]
  total: { value: number }
}

interface List<T> extends Reading {
  items: T[]
  total: { value: number }
  totals?: Record<string, number>
  next: string | null
}

/** A query without operators is read within other dates as it was read here. */
const readAs = (asked: Parameters, { reading }: Reading): Parameters =>
  reading?.match ? { ...asked, match: reading.match } : asked

async function openNetwork(opener: Opener, network: Network, asked: Parameters): Promise<void> {
  const same = readAs(asked, network)
  for (const { id, ...counts } of network.entities.slice(0, OPENED)) {
    await openName(opener, id, counts, same)
  }
  for (const { a, b, ...counts } of network.ties.slice(0, OPENED)) {
    await openTie(opener, [a, b], counts, same)
  }
}

/** Mentions are not tied, so that lists do not matter. */
async function openName(opener: Opener, id: string, counts: Counts, asked: Parameters) {
  await openSentences(opener, `/entities/${id}/mentions`, counts, { ...asked, lists: undefined })
}

async function openTie(
  opener: Opener,
  [a, b]: [string, string],
  counts: Counts,
  asked: Parameters,
) {
  await openSentences(opener, `/ties/${a}/${b}/evidence`, counts, asked)
  if (counts.stories === undefined) return
  const tie = await opener.get<Tied>(`/ties/${a}/${b}`, asked)
  opener.compare(
    `stories of ${a} and ${b} in ${JSON.stringify(asked)}`,
    counts.stories,
    tie.stories,
  )
}

async function openSentences(opener: Opener, path: string, counts: Counts, asked: Parameters) {
  const items = await opener.count(path, asked, counts.sentences)
  if (!items || counts.articles === undefined) return
  const articles = new Set(items.map((item) => (item as { article: Ref }).article.id))
  opener.compare(`articles of ${path} ${JSON.stringify(asked)}`, counts.articles, articles.size)
}

interface Opener {
  wrong: string[]
  compare(what: string, number: number, length: number): void
  get<T>(path: string, parameters: Parameters, body?: unknown): Promise<T>
  /** The whole list, if it is not too long; compares its total with its length. */
  list<T>(path: string, parameters: Parameters): Promise<List<T>>
  /** Compares a number with a list; null if the list is too long to be read through. */
  count(path: string, parameters: Parameters, number: number): Promise<unknown[] | null>
}

function createOpener(app: App): Opener {
  const wrong: string[] = []

  function compare(what: string, number: number, length: number): void {
    if (number !== length) wrong.push(`${what}: ${number} opens ${length}`)
  }

  async function get<T>(path: string, parameters: Parameters, body?: unknown): Promise<T> {
    const address = `/api/v1${path}?${toQuery(parameters)}`
    const posted = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }
    const response = await app.request(address, body === undefined ? {} : posted)
    if (response.status !== 200) throw new Error(`${address}: ${await response.text()}`)
    return (await response.json()) as T
  }

  async function list<T>(path: string, parameters: Parameters): Promise<List<T>> {
    const size = String(PAGE)
    const first = await get<List<T>>(path, { ...parameters, size })
    const items = [...first.items]
    let { next } = first
    while (next !== null && items.length < READ_THROUGH) {
      const page = await get<List<T>>(path, { ...parameters, size, cursor: next })
      items.push(...page.items)
      next = page.next
    }
    if (next === null) {
      compare(`total of ${path} ${JSON.stringify(parameters)}`, first.total.value, items.length)
    }
    return { ...first, items, next }
  }

  return {
    wrong,
    compare,
    get,
    list,
    async count(path, parameters, number) {
      const { items, total, next } = await list(path, parameters)
      compare(`${path} ${JSON.stringify(parameters)}`, number, total.value)
      return next === null ? items : null
    },
  }
}

type Random = ReturnType<typeof createRandom>

function createRandom({ articles, entities, ties, ...corpus }: Corpus, picks: Picks) {
  const { search } = createSearches({ articles, entities, ties, ...corpus }, picks)
  const day = () => {
    const { publishedAt } = picks.one(articles)
    return publishedAt?.slice(0, picks.one([7, 10])) ?? '2023-06'
  }
  return {
    picks,
    day,
    search: (): Parameters => {
      const { typed, filters } = search()
      return { q: typed || undefined, ...toParameters(filters) }
    },
    lists: (): Parameters => ({ lists: picks.chance(0.3) ? 'true' : undefined }),
    entity: () => picks.one(entities.slice(0, picks.one([20, 200, 20_000]))),
    tie: () => picks.one(ties.slice(0, picks.one([20, 200, 20_000]))),
    months: () => {
      const [from, to] = [day().slice(0, 7), day().slice(0, 7)].sort()
      return { from, to }
    },
    /** Two days or months, or two with everything between them. */
    twoPeriods: () => {
      const length = picks.one([7, 10])
      const days = new Set(
        articles.flatMap(({ publishedAt }) => publishedAt?.slice(0, length) ?? []),
      )
      const ordered = [...days].sort()
      const cut = picks.integer(1, ordered.length - 1)
      const from = picks.integer(0, cut - 1)
      const to = picks.integer(cut, ordered.length - 1)
      return {
        earlier: { from: ordered[from]!, to: ordered[cut - 1]! },
        later: { from: ordered[cut]!, to: ordered[to]! },
      }
    },
  }
}

const toSpan = ({ from, to }: { from: string; to: string }) => `${from}..${to}`

/** Filters as parameters of an address. */
function toParameters({ fields, from, to, undated, tie, stated }: Filters): Parameters {
  const escaped = (value: string) => encodeURIComponent(value).replace(/^-/, '%2D')
  const values = FACETS.flatMap((field) => {
    const { any = [], all = [], none = [] } = fields[field] ?? {}
    const included = any.map(escaped)
    const excluded = none.map((value) => `-${escaped(value)}`)
    return [
      [field, [...included, ...excluded]],
      [`${field}.all`, all.map(escaped)],
    ] as const
  }).filter(([, written]) => written.length > 0)
  return {
    ...Object.fromEntries(values),
    from,
    to,
    undated: undated ? 'true' : undefined,
    tie: tie?.join(','),
    inferred: stated ? '0' : undefined,
  }
}

/** Lists hold values that are escaped already. */
function toQuery(parameters: Parameters): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => {
      if (value === undefined) return []
      return [`${name}=${Array.isArray(value) ? value.join(',') : encodeURIComponent(value)}`]
    })
    .join('&')
}

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)
