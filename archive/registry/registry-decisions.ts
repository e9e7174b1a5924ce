import type { Move } from '#core/decisions/decided-names.ts'
import type { EntityKind } from '#core/article.ts'
import type { Fixed } from '#core/identity/types.ts'

/** People's decisions, resolved to forms of the archive; they override every rule. */
export interface RegistryDecisions {
  /** Pairs of forms that are the same entity, or are not. */
  fixed: Fixed[]
  /** Forms whose ids win when entities are joined. */
  heads: ReadonlySet<string>
  /** Name and kind, by a form of the entity. */
  names: ReadonlyMap<string, string>
  kinds: ReadonlyMap<string, EntityKind>
  /** Names of entities split off by hand, by id. */
  partNames: ReadonlyMap<string, string>
  /** Forms, and `loneForm` of lone names, that are no names anywhere. */
  rejected: ReadonlySet<string>
  /** Spellings of a form that are not names. */
  spellings: readonly { form: string; surface: string }[]
  /** Articles in which a form means another entity, or none. */
  moves: readonly Move[]
  /** Forms that are never split into namesakes. */
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
