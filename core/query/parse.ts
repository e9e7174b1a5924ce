/** A search as a tree. Words are as typed; stores fold and stem them by `core/text.ts`. */
export type Query =
  | { type: 'and'; parts: Query[] }
  | { type: 'or'; parts: Query[] }
  | { type: 'not'; part: Query }
  | { type: 'word'; word: string; start: number; end: number }
  | { type: 'phrase'; words: string[]; start: number; end: number }
