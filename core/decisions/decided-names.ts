import type { EntityKind } from '../article.ts'
import type { Fixed } from '../identity/types.ts'

/** In one article, a form means another entity than it otherwise would, or none. */
export interface Move {
  /** Row of the article. */
  article: number
  from: string
  /** A form, which stands for its entity; the id of a part created by a decision; or null for "not a name". */
  to: string | null
}

/** The combined result of all decisions; the last entry about a thing wins. */
export interface DecidedNames {
  /** Pairs of forms that must, or must not, be one entity. */
  fixed: Fixed[]
  /** Forms whose ids win when entities are merged. */
  heads: Set<string>
  /** The kind of a form's entity. */
  kinds: Map<string, EntityKind>
  /** Names of entities, by a form or part that belongs to them. */
  names: { unit: string; name: string }[]
  /** Forms that are not names. */
  rejected: Set<string>
  /** Spellings of a form that are not names. */
  spellings: { form: string; surface: string }[]
  moves: Move[]
  /** Forms that rules must not split into namesakes. */
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
