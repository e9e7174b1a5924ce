import type { EntityKind } from '../article.ts'

/*
 * Decisions name what they are about by kind, written names and articles, so that they find it again after a rebuild,
 * a better extraction, or in the archive of another newsroom. The ids are those of the time.
 */

/** A full name as the registry joins them; the id is the one that the name alone gives. */
export interface FormRef {
  id: string
  name: string
}

/** An article and a hash of its title and text. */
export interface ArticleRef {
  id: string
  hash: string
}

/** An entity as it was when something was decided about it. */
export interface EntityObject {
  id: string
  kind: EntityKind
  name: string
  /** Its full names; for a part of a name's articles, the name that it was split from. */
  forms: FormRef[]
  /** Set where it is not all articles of its forms: those that are its own. */
  articles?: ArticleRef[]
  /** The decision that split it off by articles, if one did. */
  part?: string
}

export interface Merge {
  type: 'merge'
  entity: EntityObject
  /** Gives the name. */
  into: EntityObject
}

/** Takes some of the full names, or some of the articles, out of an entity. */
export interface Split {
  type: 'split'
  entity: EntityObject
  forms?: FormRef[]
  articles?: ArticleRef[]
  /** The id of the new entity, where articles were split off. */
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

/** No name: in these articles, where it is written so, or anywhere. */
export interface Reject {
  type: 'reject'
  entity: EntityObject
  articles?: ArticleRef[]
  spelling?: string
}

/** "Yes" to a candidate. */
export interface Confirm {
  type: 'confirm'
  question: 'same' | 'two'
  entities: EntityObject[]
  /** For "two": who is split off, by articles. */
  groups?: { as: string; articles: ArticleRef[] }[]
}

/** "No" to a candidate. */
export interface Dismiss {
  type: 'dismiss'
  question: 'same' | 'two'
  entities: EntityObject[]
}

export interface Undo {
  type: 'undo'
  /** Id of the decision that does not hold any more; undoing an undo brings it back. */
  decision: string
}

export type Action = Merge | Split | Rename | SetKind | Reject | Confirm | Dismiss | Undo

/** A person's word on names, as it stands in the log and in exported files. */
export interface Decision {
  id: string
  /** ISO 8601. */
  at: string
  /** Whoever says so, as a label; empty where nobody is named. */
  author: string
  /** Why, in the person's words; may be empty. */
  reason: string
  action: Action
}

/** A decision in the log of an archive. */
export interface LoggedDecision extends Decision {
  /** From another archive: where it contradicts what was decided here, it waits. */
  imported: boolean
}

/** What a decision does at present. */
export type DecisionState = 'active' | 'undone' | 'idle' | 'waiting'
