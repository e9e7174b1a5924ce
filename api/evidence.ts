import {
  EVIDENCE_SORTS,
  type EvidenceQuery,
  type EvidenceSort,
  type Filters,
} from '#core/search.ts'
import { filterParameters, toFilters } from './filters.ts'
import { Cursor, Size, oneOf, parameters } from './parameters.ts'

/** What a list of sentences takes. */
export const evidenceParameters = parameters({
  ...filterParameters,
  sort: oneOf(EVIDENCE_SORTS).default('newest').openapi({ example: 'oldest' }),
  size: Size,
  cursor: Cursor,
})

interface Asked extends Omit<Filters, 'fields'> {
  sort: EvidenceSort
  size: number
  cursor?: string | undefined
}

/** The query for the sentences that name all of `entities`. */
export function toEvidenceQuery(
  entities: EvidenceQuery['entities'],
  url: string,
  asked: Asked,
): EvidenceQuery {
  const { sort, size, cursor } = asked
  return { entities, filters: toFilters(url, asked), sort, size, cursor }
}
