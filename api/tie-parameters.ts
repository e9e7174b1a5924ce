import { ENTITY_KINDS } from '#core/article.ts'
import { TIE_SORTS } from '#core/graph.ts'
import { MAX_NETWORK, NETWORK_RANKS } from '#core/graph/network.ts'
import { flag, integer, oneOf, separated, someOf } from './parameters.ts'

/** Parameters of lists and files of entities, ties and networks. */
export const Kinds = someOf(ENTITY_KINDS)
  .optional()
  .openapi({ description: 'Only entities of these kinds' })

export const TieSort = oneOf(TIE_SORTS).default('strength').openapi({
  description:
    '`strength`: what of the surprise is sure, times the evidence; `surprise`: more often together than by chance',
  example: 'surprise',
})

export const MinArticles = integer({ min: 1, max: 1_000_000, fallback: 1 }).openapi({
  description: 'Only ties of at least so many articles',
})

export const Exclude = separated(20_000).optional().openapi({
  description: 'No ties to these entities, ids with commas between',
  example: 'country-az,org-caspian-grid-authority',
})

export const Lists = flag().openapi({
  description:
    'Also names in lists: in sentences of eight names or more, tables, line-ups and credits, and short forms in brackets',
})

export const Rank = oneOf(NETWORK_RANKS).default('telling').openapi({
  description:
    '`telling`: names that the result has more of than the whole archive; `frequent`: names of most sentences',
  example: 'frequent',
})

export const NetworkSize = integer({ min: 0, max: MAX_NETWORK, fallback: 60 }).openapi({
  description: 'Names at most',
})
