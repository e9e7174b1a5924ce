import type { KeywordField, TextField } from '../fields.ts'

/** Where a part of a query is written, in UTF-16 units, `end` not included. */
export interface Span {
  start: number
  end: number
}

/** A search as a tree; words are folded as `core/text.ts` folds texts. */
export type Query = Every | Any | Not | Term | Near | Filter

export interface Every extends Span {
  type: 'and'
  parts: Query[]
}

export interface Any extends Span {
  type: 'or'
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

export type Filter = ValueFilter | DateFilter

/** Some value of the field has these words in this order. */
export interface ValueFilter extends Span {
  type: 'value'
  field: KeywordField
  words: string[]
}

export interface DateFilter extends Span {
  type: 'date'
  relation: DateRelation
  /** A period ("1987-03") or an offset from today ("-30d"). */
  when: string
}

export type DateRelation = 'on' | 'after' | 'before'

export const isTerm = (query: Query): query is Term =>
  query.type === 'word' || query.type === 'phrase' || query.type === 'prefix'
