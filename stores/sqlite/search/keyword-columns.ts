import { holdsWords } from '#core/query/conjuncts.ts'
import type { Units } from './units.ts'
import type { Predicate, ValueColumn } from './value-columns.ts'

/** The values of articles in one keyword field, as codes into a dictionary of distinct values. */
export interface KeywordColumn extends ValueColumn {
  /** Makes room for rows below `size`. */
  grow(size: number): void
  set(row: number, values: readonly string[]): void
  /** True for rows with the value. */
  holds(value: string): Predicate
  /** True for rows with a value that has these folded words in this order. */
  matches(words: readonly string[]): Predicate
}

const NONE = -1
const NO_VALUES: readonly number[] = []

/** For a field with at most one value per article: four bytes a row. */
export function createSingleKeyword(): KeywordColumn {
  const dictionary = createDictionary()
  let codes = new Int32Array(0)

  return {
    grow(size) {
      const grown = new Int32Array(size).fill(NONE)
      grown.set(codes)
      codes = grown
    },
    set(row, [value]) {
      codes[row] = value === undefined ? NONE : dictionary.encode(value)
    },
    holds(value) {
      const code = dictionary.find(value)
      return code === undefined ? never : (row) => codes[row] === code
    },
    matches(sought) {
      const found = dictionary.matching(sought)
      return (row) => found.has(codes[row]!)
    },
    count: (units) =>
      countCodes(dictionary.values, units, (row, add) => {
        if (codes[row] !== NONE) add(codes[row]!)
      }),
    nameOf: (value) => value,
  }
}

/**
 * For a field with any number of values per article, each counted once; `nameOf` returns a value's
 * display name.
 */
export function createKeywordList(nameOf = (value: string) => value): KeywordColumn {
  const dictionary = createDictionary()
  const lists = new Map<number, readonly number[]>()
  const codesOf = (row: number) => lists.get(row) ?? NO_VALUES

  return {
    grow() {},
    set(row, values) {
      if (values.length === 0) lists.delete(row)
      else lists.set(row, [...new Set(values.map((value) => dictionary.encode(value)))])
    },
    holds(value) {
      const code = dictionary.find(value)
      return code === undefined ? never : (row) => codesOf(row).includes(code)
    },
    matches(sought) {
      const found = dictionary.matching(sought)
      return (row) => codesOf(row).some((code) => found.has(code))
    },
    count: (units) => countCodes(dictionary.values, units, (row, add) => codesOf(row).forEach(add)),
    nameOf,
  }
}

const never: Predicate = () => false

function createDictionary() {
  const codes = new Map<string, number>()
  const values: string[] = []
  return {
    values,
    find: (value: string) => codes.get(value),
    matching(sought: readonly string[]): Set<number> {
      return new Set(values.flatMap((value, code) => (holdsWords(value, sought) ? [code] : [])))
    },
    encode(value: string): number {
      let code = codes.get(value)
      if (code === undefined) {
        code = values.push(value) - 1
        codes.set(value, code)
      }
      return code
    },
  }
}

function countCodes(
  values: readonly string[],
  { rows, unitOf }: Units,
  each: (row: number, add: (code: number) => void) => void,
): Map<string, number> {
  const counts = new Int32Array(values.length)
  const seen = new Float64Array(values.length).fill(-1)
  let unit = -1
  const add = (code: number) => {
    if (seen[code] !== unit) counts[code]!++
    seen[code] = unit
  }
  for (const row of rows) {
    unit = unitOf(row)
    each(row, add)
  }
  return byValue(values, counts)
}

function byValue(values: readonly string[], counts: Int32Array): Map<string, number> {
  const found = new Map<string, number>()
  counts.forEach((count, code) => {
    if (count > 0) found.set(values[code]!, count)
  })
  return found
}
