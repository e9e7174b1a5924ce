import { holdsWords } from '#core/query/conjuncts.ts'
import { type SliceArrays, numberSlices } from './slices.ts'
import { createTally } from './tally.ts'
import type { ValueColumn } from './value-columns.ts'

/** The values of articles in one keyword field, as codes into a dictionary of distinct values. */
export interface KeywordColumn extends ValueColumn {
  set(row: number, values: readonly string[]): void
  /** Those of some rows that have the value. */
  rowsWith(value: string, rows: Int32Array): number[]
  /** Those of some rows with a value that has these folded words in this order. */
  rowsMatching(words: readonly string[], rows: Int32Array): number[]
  share(rows: Int32Array): SharedKeywords
  adopt(shared: SharedKeywords): void
}

/** What threads share of a column. */
export interface SharedKeywords {
  values: string[]
  codes: SliceArrays<Int32Array>
}

/**
 * `all` are the rows of all articles, `nameOf` returns a value's display name; an article's values are counted once each.
 */
export function createKeywordColumn(
  all: () => Int32Array,
  nameOf = (value: string) => value,
): KeywordColumn {
  let values: string[] = []
  let codeOf = new Map<string, number>()
  const codes = numberSlices()
  const tally = createTally(codes, () => values.length, all)

  function encode(value: string): number {
    const known = codeOf.get(value)
    if (known !== undefined) return known
    const code = values.push(value) - 1
    codeOf.set(value, code)
    return code
  }

  function rowsOf(wanted: ReadonlySet<number>, rows: Int32Array): number[] {
    const found = new Set<number>()
    if (wanted.size > 0) codes.each(rows, (code, row) => wanted.has(code) && found.add(row))
    return [...found]
  }

  return {
    set: (row, written) => codes.set(row, [...new Set(written.map(encode))]),
    rowsWith: (value, rows) => rowsOf(new Set([codeOf.get(value) ?? -1]), rows),
    rowsMatching: (sought, rows) =>
      rowsOf(new Set(values.flatMap((value, i) => (holdsWords(value, sought) ? [i] : []))), rows),
    count: tally,
    has: () => true,
    codeOf: (value) => codeOf.get(value),
    valueOf: (code) => values[code]!,
    nameOf,
    share: (rows) => ({ values, codes: codes.share(rows) }),
    adopt(shared) {
      values = [...shared.values]
      codeOf = new Map(values.map((value, code) => [value, code]))
      codes.adopt(shared.codes)
    },
  }
}
