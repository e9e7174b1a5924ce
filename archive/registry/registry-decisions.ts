import type { EntityKind } from '#core/article.ts'
import type { Fixed } from '#core/identity/types.ts'

/** What people decided, worked out against the forms of the archive: it stands above every rule. */
export interface RegistryDecisions {
  /** Forms that are one entity, and forms that are not. */
  fixed: Fixed[]
  /** Forms whose ids win where entities are joined. */
  heads: ReadonlySet<string>
  /** By form: the name and the kind of the entity that it belongs to. */
  names: ReadonlyMap<string, string>
  kinds: ReadonlyMap<string, EntityKind>
  /** Forms that are no names anywhere. */
  rejected: ReadonlySet<string>
  /** Forms of single articles: another entity, or null for no name here. */
  exceptions: FormException[]
  /** Candidates that need no answer any more, by id. */
  dismissed: ReadonlySet<string>
  /** Equal for equal decisions. */
  digest: string
}

export interface FormException {
  /** Row of the article. */
  article: number
  /** Id of the form, or `loneForm` of a lone name. */
  form: string
  entity: string | null
  why: string
}

export const NO_DECISIONS: RegistryDecisions = {
  fixed: [],
  heads: new Set(),
  names: new Map(),
  kinds: new Map(),
  rejected: new Set(),
  exceptions: [],
  dismissed: new Set(),
  digest: '',
}
