import type { EntityKind } from '../article.ts'

/*
 * Decisions name what they are about by kind, written names and articles, so that they find it again after a rebuild,
 * a better extraction, or in the archive of another newsroom. The ids are those of the time.
 */

/** A full name, the unit that the registry joins; the id is derived from the name alone. */
export interface FormRef {
  id: string
  name: string
}

/** An article and a hash of its title and text. */
export interface ArticleRef {
  id: string
  hash: string
}

/** An entity as it was at the time of a decision. */
export interface EntityObject {
  id: string
  kind: EntityKind
  name: string
  /** Its full names; for articles split off a name, that name. */
  forms: FormRef[]
  /** The entity's articles, if these are not all articles of its forms. */
  articles?: ArticleRef[]
  /** The decision that split it off by articles, if any. */
  part?: string
}

export interface Merge {
  type: 'merge'
  entity: EntityObject
  /** The new name. */
  into: EntityObject
}

/** Moves some full names or articles of an entity to a new one. */
export interface Split {
  type: 'split'
  entity: EntityObject
  forms?: FormRef[]
  articles?: ArticleRef[]
  /** The id of the new entity, if articles were split off. */
  as?: string
}

export interface Rename {
  type: 'rename'
  entity: EntityObject
  name: string
}

export interface SetKind {
  type: 'kind'
  entity: EntityObject
  kind: EntityKind
}

/** Not a name: in these articles, in this spelling, or everywhere. */
export interface Reject {
  type: 'reject'
  entity: EntityObject
  articles?: ArticleRef[]
  spelling?: string
}

/** Answers a candidate with "yes". */
export interface Confirm {
  type: 'confirm'
  question: 'same' | 'two'
  entities: EntityObject[]
  /** For "two": the articles to split off. */
  groups?: { as: string; articles: ArticleRef[] }[]
}

/** Answers a candidate with "no". */
export interface Dismiss {
  type: 'dismiss'
  question: 'same' | 'two'
  entities: EntityObject[]
}

export interface Undo {
  type: 'undo'
  /** Id of the undone decision; undoing an undo restores it. */
  decision: string
}

export type Action = Merge | Split | Rename | SetKind | Reject | Confirm | Dismiss | Undo

/** A decision as it is stored in the log and in exported files. */
export interface Decision {
  id: string
  /** ISO 8601. */
  at: string
  /** Label of the author; may be empty. */
  author: string
  /** The author's reason; may be empty. */
  reason: string
  action: Action
}

/** A decision in the log of an archive. */
export interface LoggedDecision extends Decision {
  /** True if imported; an imported decision stays idle while it contradicts a local one. */
  imported: boolean
}

/** The current effect of a decision. */
export type DecisionState = 'active' | 'undone' | 'idle' | 'waiting'
