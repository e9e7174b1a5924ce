import type { Move } from '#core/decisions/decided-names.ts'
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
  /** Names of entities that are articles split off by hand, by their ids. */
  partNames: ReadonlyMap<string, string>
  /** Forms, and `loneForm` of lone names, that are no names anywhere. */
  rejected: ReadonlySet<string>
  /** Spellings of a form that are no names. */
  spellings: readonly { form: string; surface: string }[]
  /** Articles in which the entity of a form is another, or none. */
  moves: readonly Move[]
  /** Forms that are never divided into people of one name. */
  whole: ReadonlySet<string>
}

export const NO_DECISIONS: RegistryDecisions = {
  fixed: [],
  heads: new Set(),
  names: new Map(),
  kinds: new Map(),
  partNames: new Map(),
  rejected: new Set(),
  spellings: [],
  moves: [],
  whole: new Set(),
}
