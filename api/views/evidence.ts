import type { Context } from 'hono'
import { InvalidQueryError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import {
  EVIDENCE_SORTS,
  type Evidence,
  type EvidenceQuery,
  type EvidenceSort,
  type SearchStore,
} from '#core/search.ts'
import { composed } from '#core/text.ts'
import { type SearchValues, readSearch, searchParameters } from '../search-parameters.ts'
import { Cursor, Size, oneOf, parameters, text } from '../parameters.ts'
import { Lists } from '../tie-parameters.ts'

/** Written form of an entity's name, a parameter of its sentences. */
export const Written = text(2000).transform(composed).optional().openapi({
  description: 'Only where its name is written so: the `name` of one of its aliases',
  example: 'Mammadova',
})

const list = {
  ...searchParameters,
  sort: oneOf(EVIDENCE_SORTS).default('newest').openapi({
    description: '`best`: those that say most first, of the newest 500',
    example: 'oldest',
  }),
  fold: oneOf(['stories', 'none']).default('none').openapi({
    description:
      'With `sort=best`: `stories` lists only the best sentence of each story, and `total` counts stories',
    example: 'none',
  }),
  size: Size,
  cursor: Cursor,
}

/** Parameters of a list of sentences. */
export const evidenceParameters = parameters({ ...list, lists: Lists })

/** Parameters of a list of sentences that name a city. */
export const cityParameters = parameters(list)

/** Parameters of a list of sentences that name one entity. */
export const mentionParameters = parameters({
  ...list,
  written: Written,
})

interface EvidenceParameters extends SearchValues, Pick<EvidenceQuery, 'written' | 'lists'> {
  sort: EvidenceSort
  fold: 'stories' | 'none'
  size: number
  cursor?: string | undefined
}

/** The sentences that name all of `entities` in the articles of a search. */
export async function readEvidence(
  entities: EvidenceQuery['entities'],
  c: Context,
  values: EvidenceParameters,
  stores: { search: SearchStore; graph: GraphStore },
): Promise<Page<Evidence>> {
  const { written, lists, sort, size, cursor } = values
  const { signal } = c.req.raw
  const fold = values.fold === 'stories'
  if (fold && sort !== 'best') {
    throw new InvalidQueryError('fold=stories lists best sentences: add sort=best', {
      parameter: 'fold',
    })
  }
  const { search, warnings } = await readSearch(c.req.url, values, stores, signal)
  const page = await stores.search.evidence(
    { entities, written, lists, search, sort, fold, size, cursor },
    signal,
  )
  return warnings.length === 0 ? page : { ...page, warnings: [...warnings, ...page.warnings] }
}
