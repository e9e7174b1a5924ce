import type { EntityField, Facet, KeywordField, TextField } from '../fields.ts'

/** Where a part of a query is written, in UTF-16 units, `end` not included. */
export interface Span {
  start: number
  end: number
}

/** A search as a tree; words are folded as `core/text.ts` folds texts. */
export type Query = Every | Any | Some | Not | Term | Near | Counted | Same | Filter

export interface Every extends Span {
  type: 'and'
  parts: Query[]
}

export interface Any extends Span {
  type: 'or'
  parts: Query[]
}

/** At least so many of the parts; of the ladder for plain questions, not of the language. */
export interface Some extends Span {
  type: 'some'
  least: number
  parts: Query[]
}

export interface Not extends Span {
  type: 'not'
  part: Query
}

/** What is looked for in texts: in one field, or in title and body where `field` is null. */
interface InText extends Span {
  field: TextField | null
}

export type Term = InText &
  (
    | { type: 'word'; word: string }
    /** Words that follow each other as written. */
    | { type: 'phrase'; words: string[] }
    /** Words that begin so, three letters at least. */
    | { type: 'prefix'; prefix: string }
  )

/** Operands close together: at most `distance` other words between the first and the last. */
export interface Near extends InText {
  type: 'near'
  /** Whether they must come in this order. */
  ordered: boolean
  distance: number
  /** Alternatives for each operand, by their written forms. */
  operands: Term[][]
}

/** `atleast`: so often in the title or in the text, in any form; `first`: as written among its first words. */
export interface Counted extends InText {
  type: 'atleast' | 'first'
  count: number
  word: string
}

/** All of it in one sentence: terms of no field, entities, and AND, OR and NOT of these. */
export interface Same extends Span {
  type: 'same'
  part: Query
}

export type Filter =
  ValueFilter | EntityFilter | DateFilter | ExactFilter | UndatedFilter | TieFilter | ArticleFilter

/** Some value of the field has these words in this order. */
export interface ValueFilter extends Span {
  type: 'value'
  field: KeywordField
  words: string[]
}

/** Some sentence names an entity that is called so. */
export interface EntityFilter extends Span {
  type: 'entity'
  field: EntityField | 'entity'
  /** A name, a code or an id, as typed. */
  name: string
  /** Whom it stands for; undefined until `resolveNames` has asked. */
  ids?: string[]
}

export interface DateFilter extends Span {
  type: 'date'
  relation: DateRelation
  /** A period ("1987-03") or an offset from today ("-30d"). */
  when: string
}

export type DateRelation = 'on' | 'after' | 'before'

/** The field has just this value; of parameters, not of the language. */
export interface ExactFilter extends Span {
  type: 'exact'
  field: Facet
  value: string
}

/** No date is known; of parameters, not of the language. */
export interface UndatedFilter extends Span {
  type: 'undated'
}

/** A sentence ties the two; of parameters, not of the language. */
export interface TieFilter extends Span {
  type: 'tie'
  entities: [string, string]
}

/** It is one of these articles; of what is asked about known articles, not of the language. */
export interface ArticleFilter extends Span {
  type: 'article'
  ids: string[]
}

export const isTerm = (query: Query): query is Term =>
  query.type === 'word' || query.type === 'phrase' || query.type === 'prefix'

/** All leaves, those within `same` included, from left to right. */
export function leavesOf(query: Query): Query[] {
  if ('parts' in query) return query.parts.flatMap(leavesOf)
  return 'part' in query ? leavesOf(query.part) : [query]
}

/** The tree with every leaf replaced, those within `same` included. */
export function mapLeaves(query: Query, change: (leaf: Query) => Query): Query {
  if ('parts' in query) {
    return { ...query, parts: query.parts.map((part) => mapLeaves(part, change)) }
  }
  return 'part' in query ? { ...query, part: mapLeaves(query.part, change) } : change(query)
}
