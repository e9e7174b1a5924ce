import {
  EVIDENCE_SORTS,
  type EvidenceQuery,
  type EvidenceSort,
  type Filters,
} from '#core/search.ts'
import { composed } from '#core/text.ts'
import { filterParameters, toFilters } from './filters.ts'
import { Cursor, Size, oneOf, parameters, text } from './parameters.ts'

const list = {
  ...filterParameters,
  sort: oneOf(EVIDENCE_SORTS).default('newest').openapi({ example: 'oldest' }),
  size: Size,
  cursor: Cursor,
}

/** Parameters of a list of sentences. */
export const evidenceParameters = parameters(list)

/** Parameters of a list of sentences that name one entity. */
export const mentionParameters = parameters({
  ...list,
  written: text(2000).transform(composed).optional().openapi({
    description: 'Only where its name is written so: the `name` of one of its aliases',
    example: 'Mammadova',
  }),
})

interface EvidenceParameters extends Omit<Filters, 'fields'>, Pick<EvidenceQuery, 'written'> {
  sort: EvidenceSort
  size: number
  cursor?: string | undefined
}

/** The query for the sentences that name all of `entities`. */
export function toEvidenceQuery(
  entities: EvidenceQuery['entities'],
  url: string,
  values: EvidenceParameters,
): EvidenceQuery {
  const { written, sort, size, cursor } = values
  return { entities, written, filters: toFilters(url, values), sort, size, cursor }
}
