import type { EntityKind } from '#core/article.ts'

/** Derives the kind from the prefix of an entity's id. */
export function kindOfId(id: string): EntityKind {
  if (id.startsWith('person-')) return 'person'
  return id.startsWith('org-') ? 'organization' : 'country'
}
