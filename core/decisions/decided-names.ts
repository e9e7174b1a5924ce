import type { EntityKind } from '../article.ts'
import type { Fixed } from '../identity/types.ts'

/** In one article, what would be the entity of a form is another, or none. */
export interface Move {
  /** Row of the article. */
  article: number
  from: string
  /** A form, whose entity it is; or the id of a part that decisions made; null for no name. */
  to: string | null
}

/** What all decisions together come to; of entries about one thing the last holds. */
export interface DecidedNames {
  /** Forms that are one entity, or not. */
  fixed: Fixed[]
  /** Forms whose ids the entities keep that others were merged into. */
  heads: Set<string>
  /** The kind of a form's entity. */
  kinds: Map<string, EntityKind>
  /** Names of the entities that a form, or a part, belongs to. */
  names: { unit: string; name: string }[]
  /** Forms that name nobody. */
  rejected: Set<string>
  /** Spellings that name nobody where they are read as the form. */
  spellings: { form: string; surface: string }[]
  moves: Move[]
  /** Forms that no rule divides into namesakes. */
  whole: Set<string>
}

export function noDecidedNames(): DecidedNames {
  return {
    fixed: [],
    heads: new Set(),
    kinds: new Map(),
    names: [],
    rejected: new Set(),
    spellings: [],
    moves: [],
    whole: new Set(),
  }
}
