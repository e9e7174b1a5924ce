import type { EntityKind, MentionKind } from '#core/article.ts'
import { FIELDS, FIELD_OF_KIND } from '#core/fields.ts'
import type { EntityRef } from '#core/graph.ts'
import { type SearchState, searchFor } from '../search/search-state.ts'

/** A letter, so that kinds do not depend on colour alone. */
export const LETTERS: Record<MentionKind, string> = {
  person: 'P',
  organization: 'O',
  country: 'C',
  place: 'L',
}

export const KIND_TITLES: Record<EntityKind, string> = {
  person: FIELDS.person.title,
  organization: FIELDS.org.title,
  country: FIELDS.country.title,
}

/** The articles that name a city. */
export function articlesInCity(id: string): SearchState {
  return searchFor({ fields: { city: { any: [id], all: [], none: [] } } })
}

/** Link to the articles that name an entity. */
export function articlesNaming({ id, kind }: Pick<EntityRef, 'id' | 'kind'>): SearchState {
  return searchFor({ fields: { [FIELD_OF_KIND[kind]]: { any: [id], all: [], none: [] } } })
}
