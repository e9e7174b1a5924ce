import { createRoute } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { InvalidQueryError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { emptyPage } from '../views/empty-page.ts'
import { evidenceParameters, readEvidence } from '../views/evidence.ts'
import { answer, json, notFound, problems, router } from '../openapi.ts'
import { OneId, OtherId, parameters } from '../parameters.ts'
import { type Resolved, resolveIds } from '../http/redirects.ts'
import { EvidencePage } from '../schemas/evidence.ts'
import { TieView } from '../schemas/tie.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'
import { Lists } from '../tie-parameters.ts'
import { readTieView } from '../views/tie-view.ts'

const params = parameters({ a: OneId, b: OtherId })

const readTie = createRoute({
  method: 'get',
  path: '/{a}/{b}',
  tags: ['ties'],
  operationId: 'readTie',
  summary: 'What ties two entities in the articles of a search; their order does not matter',
  description:
    'Counts, dates, months and outlets of the sentences that name both, the words that stand between the two names, their functions, and who is tied to both.',
  request: { params, query: parameters({ ...searchParameters, lists: Lists }) },
  responses: {
    200: json(TieView, 'The tie; all counts are 0 where no sentence names both'),
    ...notFound,
    ...problems,
  },
})

const listEvidence = createRoute({
  method: 'get',
  path: '/{a}/{b}/evidence',
  tags: ['ties'],
  operationId: 'listEvidence',
  summary: 'The sentences that name both, in the articles of a search',
  description:
    'As many as the tie counts for the same search. `best` ranks the newest 500 by how much they say of the two together.',
  request: { params, query: evidenceParameters },
  responses: { 200: json(EvidencePage, 'One page of sentences'), ...notFound, ...problems },
})

export function ties(graph: GraphStore, search: SearchStore) {
  const stores = { graph, search }

  /** Null if nothing names one of the two. */
  async function bothKnown(a: string, b: string, signal: AbortSignal): Promise<true | null> {
    const found = await Promise.all([graph.entity(a, signal), graph.entity(b, signal)])
    return found.includes(null) ? null : true
  }

  return router()
    .openapi(readTie, async (c) => {
      const asked = twoEntities(c.req.valid('param'))
      const { signal } = c.req.raw
      const { value: pair, warnings } = await resolvePair(asked, graph, signal)
      const values = c.req.valid('query')
      const read = await readSearch(c.req.url, values, stores, signal)
      const within = { search: read.search, lists: values.lists }
      const view = await readTieView(stores, pair, within, signal)
      if (!view) return answer(c, unknown(...asked))
      return answer(c, { ...view, warnings: [...warnings, ...read.warnings, ...view.warnings] })
    })
    .openapi(listEvidence, async (c) => {
      const asked = twoEntities(c.req.valid('param'))
      const { value: pair, warnings } = await resolvePair(asked, graph, c.req.raw.signal)
      const found = await readEvidence(pair, c, c.req.valid('query'), stores)
      const page =
        warnings.length === 0 ? found : { ...found, warnings: [...warnings, ...found.warnings] }
      if (page.total.value > 0) return answer(c, page)
      const known = bothKnown(...pair, c.req.raw.signal)
      return answer(c, (await emptyPage(page, known)) ?? unknown(...asked))
    })
}

/** Resolves two ids; throws InvalidQueryError if they are now one entity. */
async function resolvePair(
  asked: [string, string],
  graph: GraphStore,
  signal: AbortSignal,
): Promise<Resolved<[string, string]>> {
  const { value: now, warnings } = await resolveIds(asked, graph, signal)
  const [a, b] = asked.map((id) => (now.get(id)!.length === 1 ? now.get(id)![0]! : id))
  if (a === b) {
    throw new InvalidQueryError(`${asked.join(' and ')} are one entity now, ${a}`, {
      parameter: 'b',
    })
  }
  return { value: [a!, b!], warnings }
}

function twoEntities({ a, b }: { a: string; b: string }): [string, string] {
  if (a === b) throw new InvalidQueryError('a tie joins two different entities', { parameter: 'b' })
  return [a, b]
}

function unknown(a: string, b: string): never {
  throw new HTTPException(404, { message: `no sentence names ${a}, or none ${b}` })
}
