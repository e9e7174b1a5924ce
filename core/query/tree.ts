import type { EntityField, Facet, KeywordField, TextField } from '../fields.ts'

/** The span of a part of a query, in UTF-16 units, `end` exclusive. */
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

/** At least this many of the parts; used by the ladder, not part of the language. */
export interface Some extends Span {
  type: 'some'
  least: number
  parts: Query[]
}

export interface Not extends Span {
  type: 'not'
  part: Query
}

/** A full-text leaf: in one field, or in title and body if `field` is null. */
interface InText extends Span {
  field: TextField | null
}

export type Term = InText &
  (
    | { type: 'word'; word: string }
    /** Consecutive words, in the written forms. */
    | { type: 'phrase'; words: string[] }
    /** Words with this prefix, at least three letters long. */
    | { type: 'prefix'; prefix: string }
  )

/** Operands with at most `distance` other words between the first and the last. */
export interface Near extends InText {
  type: 'near'
  /** Whether the order matters. */
  ordered: boolean
  distance: number
  /** Alternatives for each operand, in written forms. */
  operands: Term[][]
}

/** `atleast`: this often in title or text, in any form; `first`: among the first words, as written. */
export interface Counted extends InText {
  type: 'atleast' | 'first'
  count: number
  word: string
}

/** All in one sentence: terms without a field, entities, and AND, OR and NOT of these. */
export interface Same extends Span {
  type: 'same'
  part: Query
}

export type Filter =
  | ValueFilter
  | EntityFilter
  | DateFilter
  | ExactFilter
  | UndatedFilter
  | TieFilter
  | ArticleFilter
  | StoryFilter

/*
 * A filter by names that is `stated` ignores those that the archive alone linked; from parameters, not part of the
 * language.
 */

/** A value of the field contains these words in this order. */
export interface ValueFilter extends Span {
  type: 'value'
  field: KeywordField
  words: string[]
}

/** A sentence names an entity with this name. */
export interface EntityFilter extends Span {
  type: 'entity'
  field: EntityField | 'entity'
  /** A name, a code or an id, as typed. */
  name: string
  /** Ids of the entities it stands for; undefined before `resolveNames`. */
  ids?: string[]
  stated?: true
}

export interface DateFilter extends Span {
  type: 'date'
  relation: DateRelation
  /** A period ("1987-03") or an offset from today ("-30d"). */
  when: string
}

export type DateRelation = 'on' | 'after' | 'before'

/** The field has exactly this value; from parameters, not part of the language. */
export interface ExactFilter extends Span {
  type: 'exact'
  field: Facet
  value: string
  stated?: true
}

/** No date is known; from parameters, not part of the language. */
export interface UndatedFilter extends Span {
  type: 'undated'
}

/** A sentence ties the two; from parameters, not part of the language. */
export interface TieFilter extends Span {
  type: 'tie'
  entities: [string, string]
  stated?: true
}

/** The article is one of these; used internally, not part of the language. */
export interface ArticleFilter extends Span {
  type: 'article'
  ids: string[]
}

/** It is of this story, or of the one that the story became part of; of parameters, not of the language. */
export interface StoryFilter extends Span {
  type: 'story'
  id: string
}

export const isTerm = (query: Query): query is Term =>
  query.type === 'word' || query.type === 'phrase' || query.type === 'prefix'

/** All leaves from left to right, including those within `same`. */
export function leavesOf(query: Query): Query[] {
  if ('parts' in query) return query.parts.flatMap(leavesOf)
  return 'part' in query ? leavesOf(query.part) : [query]
}

/** The tree with every leaf replaced, including those within `same`. */
export function mapLeaves(query: Query, change: (leaf: Query) => Query): Query {
  if ('parts' in query) {
    return { ...query, parts: query.parts.map((part) => mapLeaves(part, change)) }
  }
  return 'part' in query ? { ...query, part: mapLeaves(query.part, change) } : change(query)
}
