import { createRoute } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { FACETS, type Facet } from '#core/fields.ts'
import type { GraphStore } from '#core/graph.ts'
import type { PageQuery, Warning } from '#core/page.ts'
import { similarQuery, tellingTraits, traitsOf } from '#core/similar.ts'
import {
  ARTICLE_SORTS,
  type ArticleSort,
  type Facets,
  type HitPage as FoundPage,
  type Search,
  type SearchStore,
} from '#core/search.ts'
import { readStep, withStep } from '../views/climb-down.ts'
import { answer, json, notFound, problems, router } from '../openapi.ts'
import { Cursor, Id, Size, flag, integer, oneOf, parameters, someOf, text } from '../parameters.ts'
import { ArticleView } from '../schemas/article.ts'
import { CopyPage } from '../schemas/copy.ts'
import { HitPage } from '../schemas/hit.ts'
import { copiesOf } from '../views/copies.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'

const APART: Warning = {
  code: 'counts-apart',
  message: 'Something was indexed between the list and its counts.',
}

const ArticleId = Id.openapi({ description: 'The id of an article', example: 'caspian-post-1042' })

const listArticles = createRoute({
  method: 'get',
  path: '/',
  tags: ['articles'],
  operationId: 'listArticles',
  summary: 'Search the articles',
  description:
    'A page of hits with their names and the pieces of text that matched; with `facets` and `histogram` also counts of all hits. A list goes on after what was shown last, whatever was written meanwhile.',
  request: {
    query: parameters({
      ...searchParameters,
      sort: oneOf(ARTICLE_SORTS).optional().openapi({
        description: 'Default: `relevance` where `q` is given, else `newest`',
        example: 'newest',
      }),
      size: Size,
      cursor: Cursor,
      facets: someOf(FACETS)
        .optional()
        .openapi({ description: 'Count articles by the values of these fields' }),
      facetSize: integer({ min: 1, max: 50, fallback: 10 }).openapi({
        description: 'Values for each field',
      }),
      facetQ: text(200).optional().openapi({
        description: 'Only values whose names have words that begin so',
        example: 'azer',
      }),
      histogram: flag().openapi({ description: 'Count over time' }),
    }),
  },
  responses: { 200: json(HitPage, 'One page of hits'), ...problems },
})

const readArticle = createRoute({
  method: 'get',
  path: '/{id}',
  tags: ['articles'],
  operationId: 'readArticle',
  summary: 'An article: its text, sentences and names',
  description:
    'The whole text with offsets of its sentences, of every place where a name stands, of functions and quotations. Earlier texts of the article are kept, and counted by `revisions`.',
  request: {
    params: parameters({ id: ArticleId }),
    query: parameters({}),
  },
  responses: { 200: json(ArticleView, 'The article'), ...notFound, ...problems },
})

const listSimilar = createRoute({
  method: 'get',
  path: '/{id}/similar',
  tags: ['articles'],
  operationId: 'listSimilar',
  summary:
    'Articles that share the names and words which tell most of this one, the most alike first',
  description: 'Made of the names and rare words of the article, which is itself left out.',
  request: {
    params: parameters({ id: ArticleId }),
    query: parameters({ size: Size, cursor: Cursor }),
  },
  responses: { 200: json(HitPage, 'One page of hits'), ...notFound, ...problems },
})

const listCopies = createRoute({
  method: 'get',
  path: '/{id}/copies',
  tags: ['articles'],
  operationId: 'listCopies',
  summary: 'The other articles of its story, the oldest first, and how their texts differ from it',
  description: 'At most 20 on a page, since every text is compared.',
  request: {
    params: parameters({ id: ArticleId }),
    query: parameters({
      size: integer({ min: 0, max: 20, fallback: 5 }).openapi({ description: 'Items on a page' }),
      cursor: Cursor,
    }),
  },
  responses: { 200: json(CopyPage, 'One page of copies'), ...notFound, ...problems },
})

export const articles = (store: SearchStore, graph: GraphStore) =>
  router()
    .openapi(listArticles, async (c) => {
      const asked = c.req.valid('query')
      const { size, facets: fields = [], facetSize, facetQ: named, histogram, count } = asked
      const fold = asked.fold === 'stories'
      const { signal } = c.req.raw
      const { step, place: cursor } = readStep(asked.cursor)
      const values = step ? { ...asked, match: step } : asked
      const { search, warnings, reading } = await readSearch(
        c.req.url,
        values,
        { search: store, graph },
        signal,
      )
      const widened =
        asked.match === undefined || asked.match === 'auto' ? reading.reading?.match : 'all'
      // A page without additions is passed on unparsed.
      const withWarnings = (page: FoundPage): FoundPage =>
        warnings.length === 0 && (widened ?? 'all') === 'all'
          ? page
          : {
              ...page,
              warnings: [...warnings, ...page.warnings],
              next: withStep(page.next, widened ?? 'all'),
            }
      const sort = toSort(search, asked.sort)
      const list = () => store.articles({ search, sort, size, cursor, fold, count }, signal)
      if (fields.length === 0 && !histogram) return answer(c, withWarnings(await list()), reading)

      const facets = () =>
        store.facets({ search, fields, size: facetSize, named, histogram, count }, signal)
      const [page, counted] = await countedList(list, facets)
      return answer(c, withWarnings(page), { ...asAsked(counted, fields), ...reading })
    })
    .openapi(readArticle, async (c) => {
      const { id } = c.req.valid('param')
      const article = await store.article(id, c.req.raw.signal)
      if (!article) throw new HTTPException(404, { message: `there is no article ${id}` })
      return answer(c, article)
    })
    .openapi(listCopies, async (c) => {
      const { id } = c.req.valid('param')
      const page = await copiesOf(id, c.req.valid('query'), store, c.req.raw.signal)
      if (!page) throw new HTTPException(404, { message: `there is no article ${id}` })
      return answer(c, page)
    })
    .openapi(listSimilar, async (c) => {
      const { id } = c.req.valid('param')
      const page = await similarTo(id, c.req.valid('query'), store, c.req.raw.signal)
      if (!page) throw new HTTPException(404, { message: `there is no article ${id}` })
      return answer(c, page)
    })

/** Sorting by relevance needs words. */
function toSort({ query }: Search, asked?: ArticleSort): ArticleSort {
  if (query) return asked ?? 'relevance'
  return asked === 'oldest' ? 'oldest' : 'newest'
}

const NONE = { items: [], total: { value: 0, relation: 'eq' as const }, next: null, warnings: [] }

/** Null if there is no such article. */
async function similarTo(
  id: string,
  page: PageQuery,
  store: SearchStore,
  signal: AbortSignal,
): Promise<FoundPage | null> {
  const article = await store.article(id, signal)
  if (!article) return null
  const traits = traitsOf(article)
  const { totals } = await store.count([null, ...traits.map(({ query }) => query)], signal)
  const [all, ...having] = totals.map(({ value }) => value)
  const query = similarQuery(tellingTraits(traits, all!, having), id)
  if (!query) return { ...NONE, version: article.version }
  const search = { query, filters: { fields: {} } }
  return store.articles({ search, sort: 'relevance', ...page }, signal)
}

/** Reads a list and its counts, again if the archive changed in between. */
async function countedList(
  list: () => Promise<FoundPage>,
  count: () => Promise<Facets>,
): Promise<[FoundPage, Facets]> {
  for (let tries = 3; ; tries--) {
    const [page, counted] = await Promise.all([list(), count()])
    if (page.version === counted.version) return [page, counted]
    if (tries === 1) return [{ ...page, warnings: [...page.warnings, APART] }, counted]
  }
}

function asAsked({ facets, histogram }: Facets, fields: Facet[]) {
  return { ...(fields.length > 0 && { facets }), ...(histogram && { histogram }) }
}
