import type { EntityKind } from '#core/article.ts'

/** The kind that an entity's id begins with. */
export function kindOfId(id: string): EntityKind {
  if (id.startsWith('person-')) return 'person'
  return id.startsWith('org-') ? 'organization' : 'country'
}
