import type { Change } from '#core/graph/changes.ts'
import type { TieSort } from '#core/graph.ts'

export const SORT_WORDS: Record<TieSort, string> = {
  strength: 'Strength',
  surprise: 'Surprise',
  sentences: 'Sentences',
  articles: 'Articles',
  recent: 'Most recent',
}

/** The meaning of each measure, in one sentence. */
export const SORT_MEANINGS: Record<TieSort, string> = {
  strength:
    'How much oftener than by chance two names share a sentence, weighed by how many sentences say so; one that names many others counts less.',
  surprise:
    'How much oftener than by chance two names share a sentence, however few sentences there are.',
  sentences: 'Sentences that name both.',
  articles: 'Articles with a sentence that names both.',
  recent: 'The latest sentence that names both.',
}

export const CHANGE_WORDS: Record<Change, string> = {
  new: 'new',
  stronger: 'stronger',
  weaker: 'weaker',
  gone: 'gone',
}
