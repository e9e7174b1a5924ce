import { changedEntities, changedTies, readTwoNetworks } from '#api/views/graph-changes.ts'
import { finished, standingsOf } from '#core/analysis/analyse.ts'
import { findCommunities } from '#core/analysis/communities.ts'
import { readGraph } from '#core/analysis/read-graph.ts'
import { ENTITY_KINDS } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { FACETS } from '#core/fields.ts'
import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import {
  ARTICLE_SORTS,
  type ArticlesQuery,
  COUNT_UNITS,
  EVERYTHING,
  EVIDENCE_SORTS,
  type Hit,
  type SearchStore,
} from '#core/search.ts'
import { everyFoldedPage, everyPage } from '#tests/contracts/every-page.ts'
import { MAX_ROUTE_HOPS } from '#core/graph/routes.ts'
import { NETWORK_RANKS } from '#core/graph/network.ts'
import type { Corpus } from './corpus.ts'
import { createPicks } from './random-picks.ts'
import { createSearches } from './searches.ts'

export interface StorePair {
  search: SearchStore
  graph: GraphStore
}

/** A question for any pair of stores; pairs with the same contents give the same answer. */
export interface Question {
  name: string
  ask(stores: StorePair): Promise<unknown>
}

export interface QuestionCounts {
  searches: number
  pairs: number
}

const MAX_SIZE = 100
/** Only a few of the searches with more hits than this are paged to the end. */
const MANY = 600
const WHOLE = 0.1

/** Questions of all kinds about the corpus; reproducible by seed. */
export function createQuestions(corpus: Corpus, seed: number, { searches, pairs }: QuestionCounts) {
  const picks = createPicks(seed)
  const { search: anySearch } = createSearches(corpus, picks)
  const { articles, entities, ties, names } = corpus
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
  /** Often an entity with many articles. */
  const anyEntity = () => picks.one(entities.slice(0, picks.one([20, 200, 20_000])))

  function search(): Question[] {
    const { typed, ...asked } = anySearch()
    const query = {
      search: asked,
      sort: picks.one(ARTICLE_SORTS),
      size: picks.integer(15, MAX_SIZE),
      fold: picks.chance(0.4),
    }
    const count = picks.one(COUNT_UNITS)
    const isWhole = picks.chance(WHOLE)
    const fields = [...new Set(picks.some(1, 3, () => picks.one(FACETS)))]
    const facetSize = picks.integer(1, 20)
    const name = `${JSON.stringify(typed)} ${JSON.stringify(asked.filters)}`
    return [
      {
        name: `${query.sort}${query.fold ? ', folded' : ''}, ${query.size} a page: ${name}`,
        ask: async ({ search }) => {
          const { total } = await search.articles({ ...query, size: 0 })
          if (isWhole || total.value <= MANY) return { total, hits: await allHits(search, query) }
          return { total, hits: query.sort === 'relevance' ? [] : await firstHits(search, query) }
        },
      },
      {
        name: `facets, ${facetSize} of ${fields.join()}, ${count}: ${name}`,
        ask: ({ search }) =>
          search.facets({ search: asked, fields, size: facetSize, histogram: true, count }),
      },
    ]
  }

  function network(): Question {
    const { typed, ...asked } = anySearch()
    const size = picks.integer(1, 60)
    const rank = picks.one(NETWORK_RANKS)
    const among = picks.chance(0.3) ? picks.some(1, 40, anyEntity) : undefined
    const lists = picks.chance(0.3)
    const count = picks.one(COUNT_UNITS)
    return {
      name: `network of ${size}, ${rank}: ${JSON.stringify(typed)} ${JSON.stringify(asked.filters)}`,
      ask: ({ search }) => search.network({ search: asked, rank, size, among, lists, count }),
    }
  }

  function evidence(): Question {
    const { typed, ...within } = anySearch()
    const written = picks.chance(0.3) ? picks.one(names) : null
    const named = picks.chance(0.5)
      ? picks.one(ties.slice(0, picks.one([20, 20_000])))
      : ([written?.entity ?? anyEntity()] as [string])
    const asked = {
      entities: named,
      lists: picks.chance(0.2),
      written: named.includes(written?.entity ?? '') ? written!.name : undefined,
      search: picks.chance(0.4) ? within : EVERYTHING,
      sort: picks.one(EVIDENCE_SORTS),
      size: picks.integer(20, MAX_SIZE),
    }
    return {
      name: `evidence ${JSON.stringify(typed)} ${JSON.stringify(asked)}`,
      // `best` lists only the newest of many sentences.
      ask: ({ search }) =>
        asked.sort === 'best'
          ? search.evidence(asked)
          : everyPage((query) => search.evidence(query), asked),
    }
  }

  function article(): Question {
    const { id } = picks.one(articles)
    return { name: `article ${id}`, ask: ({ search }) => search.article(id) }
  }

  function entity(): Question {
    const id = anyEntity()
    return { name: `entity ${id}`, ask: ({ graph }) => graph.entity(id) }
  }

  function tiesOf(): Question {
    const id = anyEntity()
    const asked = {
      sort: picks.one(TIE_SORTS),
      kinds: picks.chance(0.5) ? [picks.one(ENTITY_KINDS)] : undefined,
      minArticles: picks.chance(0.3) ? picks.integer(1, 5) : undefined,
      exclude: picks.chance(0.3) ? [anyEntity(), anyEntity()] : undefined,
      size: picks.integer(50, MAX_SIZE),
    }
    return {
      name: `ties of ${id} ${JSON.stringify(asked)}`,
      ask: async ({ graph }) => ({
        ties: await everyPage(async (query) => (await graph.ties(id, query))!, asked),
        totals: (await graph.ties(id, { ...asked, size: 0 }))?.totals,
      }),
    }
  }

  function tiesInSearch(): Question {
    const { typed, ...asked } = anySearch()
    const query = {
      search: asked,
      entity: anyEntity(),
      sort: picks.one(TIE_SORTS),
      kinds: picks.chance(0.3) ? [picks.one(ENTITY_KINDS)] : undefined,
      minArticles: picks.chance(0.2) ? picks.integer(1, 4) : undefined,
      exclude: picks.chance(0.3) ? [anyEntity()] : undefined,
      lists: picks.chance(0.3),
      size: picks.integer(1, MAX_SIZE),
    }
    return {
      name: `ties of ${query.entity} in ${JSON.stringify(typed)} ${JSON.stringify(query)}`,
      ask: ({ search }) => search.ties(query),
    }
  }

  /** A prefix of a name, or of each of its words. */
  function typedName(): string {
    const { name } = picks.one(names)
    if (picks.chance(0.5)) return name.slice(0, picks.integer(1, name.length))
    const parts = name.split(' ').map((part) => part.slice(0, picks.integer(1, part.length)))
    return (picks.chance(0.5) ? parts : parts.reverse()).join(' ')
  }

  function suggestions(): Question {
    const typed = typedName()
    const size = picks.integer(1, 20)
    return {
      name: `${size} suggestions for ${typed}`,
      ask: ({ graph }) => graph.suggest(typed, size),
    }
  }

  function listed(): Question {
    const asked = {
      q: picks.chance(0.7) ? typedName() : undefined,
      kinds: picks.chance(0.5) ? [picks.one(ENTITY_KINDS)] : undefined,
      size: MAX_SIZE,
    }
    return {
      name: `entities ${JSON.stringify(asked)}`,
      ask: ({ graph }) => everyPage((query) => graph.entities(query), asked),
    }
  }

  function pair(): Question[] {
    const [a, b] = picks.chance(0.5) ? picks.one(ties) : [anyEntity(), anyEntity()]
    const months = [picks.one(articles), picks.one(articles)]
      .flatMap(({ publishedAt }) => publishedAt?.slice(0, 7) ?? [])
      .sort()
    const routes = {
      ...{ from: a, to: b, maxHops: picks.integer(1, MAX_ROUTE_HOPS), hubs: picks.chance(0.3) },
      minStories: picks.integer(1, 2),
      avoid: picks.chance(0.3) ? [anyEntity()] : [],
      avoidKinds: picks.chance(0.2) ? [picks.one(ENTITY_KINDS)] : [],
      period:
        months.length === 2 && picks.chance(0.3) ? { from: months[0]!, to: months[1]! } : null,
    }
    const { query, filters } = anySearch()
    const within = { query, filters }
    const lists = picks.chance(0.3)
    return [
      {
        name: `routes ${JSON.stringify(routes)}`,
        ask: ({ graph }) => graph.routes(routes),
      },
      {
        name: `shared neighbours of ${a} and ${b}`,
        ask: ({ graph }) => graph.sharedNeighbours(a, b, 20),
      },
      {
        name: `tie of ${a} and ${b}${lists ? ', also in lists,' : ''} in ${JSON.stringify(within)}`,
        ask: ({ search }) => search.tie({ entities: [a, b], search: within, lists }),
      },
      { name: `tie of ${b} and ${a}`, ask: ({ graph }) => graph.tie(b, a) },
    ]
  }

  /** Two months or days with articles, compared over the most frequent names. */
  function changes(): Question {
    const { typed, query, filters } = anySearch()
    const length = picks.one([7, 10])
    const days = articles.flatMap(({ publishedAt }) => publishedAt?.slice(0, length) ?? [])
    const [earlier, later] = [picks.one(days), picks.one(days)].sort() as [string, string]
    const spans = { earlier: { from: earlier, to: earlier }, later: { from: later, to: later } }
    const asked = { search: { query, filters }, lists: picks.chance(0.3) }
    const count = picks.one(COUNT_UNITS)
    return {
      name: `changes from ${earlier} to ${later} in ${count}: ${JSON.stringify(typed)} ${JSON.stringify(filters)}`,
      ask: async ({ search }) => {
        const two = await readTwoNetworks(search, asked, spans, new AbortController().signal)
        return { ties: changedTies(two, count), entities: changedEntities(two, count) }
      },
    }
  }

  /** The first two pages; each is ranked anew from all ties. */
  function firsts(): Question {
    const { publishedAt } = picks.one(articles)
    const since = publishedAt?.slice(0, picks.one([4, 7, 10])) ?? '1987'
    return {
      name: `firsts since ${since}`,
      ask: async ({ graph }) => {
        const first = await graph.firsts({ since, size: 50 })
        const cursor = first.next
        const second = cursor === null ? null : await graph.firsts({ since, size: 50, cursor })
        return [first, second].map((page) => page && { total: page.total, items: page.items })
      },
    }
  }

  return [
    {
      name: 'standing in the whole graph',
      ask: async ({ graph }: StorePair) => {
        const { graph: whole } = await readGraph(graph)
        return finished(standingsOf(whole, findCommunities(whole)))
      },
    },
    { name: 'status', ask: ({ search }: StorePair) => search.status() },
    ...times(searches, search).flat(),
    ...times(Math.ceil(searches / 8), network),
    ...times(Math.ceil(searches / 3), evidence),
    ...times(Math.ceil(searches / 5), article),
    ...times(Math.ceil(searches / 3), entity),
    ...times(Math.ceil(searches / 4), tiesOf),
    ...times(Math.ceil(searches / 8), tiesInSearch),
    ...times(Math.ceil(searches / 4), suggestions),
    ...times(Math.ceil(searches / 8), listed),
    ...times(Math.ceil(searches / 20), changes),
    ...times(Math.ceil(searches / 8), firsts),
    ...times(pairs, pair).flat(),
  ] satisfies Question[]
}

async function allHits(search: SearchStore, query: ArticlesQuery) {
  const pages = query.fold ? everyFoldedPage : everyPage
  const hits = (await pages((each: ArticlesQuery) => search.articles(each), query)).map(
    withoutScore,
  )
  if (query.fold && query.sort === 'relevance') return hits.map(({ story }) => story).sort()
  return query.sort === 'relevance' ? hits.sort((x, y) => compareText(x.id, y.id)) : hits
}

async function firstHits(search: SearchStore, query: ArticlesQuery) {
  return (await search.articles(query)).items.map(withoutScore)
}

/** Engines compute scores, and thus ranks, by different formulas. */
const withoutScore = ({ score, ...hit }: Hit) => ({ ...hit, isScored: score !== null })
