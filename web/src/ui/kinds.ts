import type { EntityKind, MentionKind } from '#core/article.ts'
import type { EntityRef } from '#core/graph.ts'
import type { Facet } from '#core/search.ts'
import { type SearchState, searchFor } from '../search/search-state.ts'

/** The letter that repeats what the colour says. */
export const LETTERS: Record<MentionKind, string> = {
  person: 'P',
  organization: 'O',
  country: 'C',
  place: 'L',
}

export const KIND_FACETS: Record<EntityKind, Facet> = {
  person: 'person',
  organization: 'org',
  country: 'country',
}

/** What a facet is called above its values. */
export const FACET_TITLES: Record<Facet, string> = {
  source: 'Source',
  author: 'Author',
  lang: 'Language',
  person: 'People',
  org: 'Organizations',
  country: 'Countries',
}

export const KIND_TITLES: Record<EntityKind, string> = {
  person: 'People',
  organization: 'Organizations',
  country: 'Countries',
}

/** The articles that name an entity. */
export function articlesNaming({ id, kind }: Pick<EntityRef, 'id' | 'kind'>): SearchState {
  return searchFor({ fields: { [KIND_FACETS[kind]]: { any: [id], all: [], none: [] } } })
}
