import type { EntityKind } from '../article.ts'

/*
 * The registry's rules work on forms: all mentions of an archive that stand for one full name. Rules are pure and give
 * the same answer whatever the order of their input, so that the registry is the same for every order of import.
 */

/** Counts of articles. */
export interface Counted {
  value: string
  articles: number
}

/** All mentions in the archive that stand for one full name of one kind. */
export interface Form {
  /** The result of `entityId(kind, name)`. */
  id: string
  kind: EntityKind
  /** The full name in its most frequent spelling. */
  name: string
  /** Every spelling, including short forms and acronyms linked within a document ("GM" for General Motors Corp). */
  variants: Counted[]
  articles: number
}

/** The context of a form's mentions; loaded only when needed. */
export interface Context {
  /** Numbers of the articles that name it, ascending, shared by all forms of an archive. */
  articles: ArrayLike<number>
  /** First and last day, as days since 1970; null if no article has a date. */
  first: number | null
  last: number | null
  roles: FormRole[]
  /** Other forms that share an article with it; the most frequent hundred suffice. */
  countries: Counted[]
  bodies: Counted[]
  people: Counted[]
}

/** The context of a form of which only the name is known. */
export const NO_CONTEXT: Context = {
  articles: [],
  first: null,
  last: null,
  roles: [],
  countries: [],
  bodies: [],
  people: [],
}

/** A role stated for a form. */
export interface FormRole {
  title: string
  /** Id of the form of the organization or country. */
  of: string
  articles: number
  first: number | null
  last: number | null
}

export type ContextOf = (form: string) => Context

/** The rule that joins two forms; `reason` explains it to a reader. */
export type JoinRule =
  | 'spelling'
  | 'middle name'
  | 'given name'
  | 'initial'
  | 'part of name'
  | 'word order'
  | 'romanization'
  | 'misspelling'
  | 'legal form'
  | 'short form'
  | 'acronym'
  | 'country'
  | 'kind'
  | 'decision'

/** A join of two forms into one entity. */
export interface Join {
  a: string
  b: string
  rule: JoinRule
  /** A sentence fragment for a reader: 'given name "Bob" is short for "Robert"; four shared partners'. */
  reason: string
  /** From 0 to 1. */
  confidence: number
}

/** A question for a person: are two forms one entity, or is one form two people? */
export interface IdentityCandidate {
  question: 'same' | 'two'
  /** Form ids: two of them for "same", one for "two". */
  entities: string[]
  reasons: string[]
  /** Higher means more likely and more consequential. */
  score: number
}

/** What a person has decided about two forms: it stands above every rule. */
export interface Fixed {
  a: string
  b: string
  same: boolean
}

export interface Joining {
  /** Form ids of each entity, ascending; entities of a single form included. */
  clusters: string[][]
  /** A spanning tree of each cluster and no more: why its forms are one. */
  joins: Join[]
  /** Best first. */
  candidates: IdentityCandidate[]
}

/** A person's surname, or an organization's short form, in an article that does not spell the name out. */
export interface LoneName {
  /** As written, without title: "Reagan". */
  text: string
  /** The title before it in lower case ("president", "mr"), null if there is none. */
  title: string | null
  /** Day of the article, as days since 1970. */
  day: number | null
  /** Ids of what the article names. */
  countries: string[]
  bodies: string[]
  people: string[]
}

/** An entity that a lone name may mean. */
export interface Holder {
  id: string
  kind: EntityKind
  /** The entity's full names. */
  names: string[]
  /** Days of the articles that name it in full, ascending. */
  days: ArrayLike<number>
  articles: number
  roles: FormRole[]
  countries: Counted[]
  bodies: Counted[]
  people: Counted[]
}

/** The entity that a lone name means, and why. */
export interface LoneLink {
  id: string
  confidence: number
  why: string
}

/** An article of a form, used to tell namesakes apart. */
export interface Appearance {
  /** The article's number. */
  article: number
  day: number | null
  /** Section or topic of the article; null if the source gives none. */
  section: string | null
  source: string
  /** Roles stated for the name in this article, such as "foreign minister". */
  roles: string[]
  countries: string[]
  bodies: string[]
  people: string[]
}

/** People who share a name. */
export interface NamesakeCut {
  /** False if it is only a candidate. */
  isCertain: boolean
  /** Largest first; together they contain every article. */
  groups: { articles: number[]; fact: string }[]
  reasons: string[]
  score: number
}
