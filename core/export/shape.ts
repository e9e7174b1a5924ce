import { InvalidQueryError } from '../errors.ts'
import { fnv1a } from '../text/fnv1a.ts'
import { type Column, type Value, column } from './column.ts'
import { type TableFormat, type WriterOptions, writeTable } from './format.ts'
import { type Table, selectColumns } from './table.ts'

export const MAX_SAMPLE = 10_000
export const MAX_GROUPS = 100_000
export const MAX_GROUP_COLUMNS = 3

/** Which rows and columns of a table to export. */
export interface Shape {
  /** Names of columns, in this order. */
  select?: readonly string[] | undefined
  /** Number of rows to sample at random. */
  sample?: number | undefined
  /** The same seed draws the same rows, from every store. */
  seed?: number | undefined
  /** Count the rows by the values of these columns; each value of a list counts. */
  groupBy?: readonly string[] | undefined
}

/** A table reduced to the requested rows and columns. */
export interface ShapedTable<Row> {
  /** The bytes of a file. */
  write(
    format: TableFormat,
    rows: AsyncIterable<Row[]>,
    options?: WriterOptions,
  ): AsyncGenerator<Uint8Array>
}

type Cells = Value[]

/** Throws InvalidQueryError on columns that the table does not have. */
export function shapeTable<Row>(table: Table<Row>, shape: Shape): ShapedTable<Row> {
  const { select, sample, seed = 0, groupBy } = shape
  if (groupBy) {
    if (select || sample !== undefined) {
      const parameter = select ? 'select' : 'sample'
      throw new InvalidQueryError(`${parameter} cannot stand beside group_by`, { parameter })
    }
    return grouped(selectColumns(table, groupBy, 'group_by'))
  }
  const columns = selectColumns(table, select)
  return sample === undefined
    ? { write: (format, rows, options) => writeTable(format, columns, rows, options) }
    : sampled(table, columns, sample, seed)
}

interface Drawn {
  place: number
  rank: number
  cells: Cells
}

/** The rows whose keys have the lowest hashes, in their original order. */
function sampled<Row>(
  { key }: Table<Row>,
  columns: readonly Column<Row>[],
  size: number,
  seed: number,
): ShapedTable<Row> {
  async function* batches(rows: AsyncIterable<Row[]>): AsyncGenerator<Cells[]> {
    let drawn: Drawn[] = []
    let [place, limit] = [0, Infinity]
    for await (const batch of rows) {
      for (const row of batch) {
        const rank = scatter(fnv1a(`${seed} ${key(row)}`))
        place++
        if (rank > limit) continue
        drawn.push({ place, rank, cells: columns.map(({ value }) => value(row)) })
        if (drawn.length < 2 * size) continue
        drawn = lowest(drawn, size)
        limit = drawn.at(-1)!.rank
      }
    }
    yield lowest(drawn, size)
      .sort((a, b) => a.place - b.place)
      .map(({ cells }) => cells)
  }
  return ofCells(columns, batches)
}

function lowest(drawn: Drawn[], size: number): Drawn[] {
  return drawn.sort((a, b) => a.rank - b.rank || a.place - b.place).slice(0, size)
}

/** MurmurHash3's finalizer, since FNV-1a gives similar texts similar high bits. */
function scatter(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Sorts by rows descending, then by values. */
function grouped<Row>(columns: readonly Column<Row>[]): ShapedTable<Row> {
  const heads: Head[] = [
    ...columns.map(({ name, type }) => ({ name, type: type === 'list' ? 'text' : type }) as const),
    { name: 'rows', type: 'integer' },
  ]

  async function* batches(rows: AsyncIterable<Row[]>): AsyncGenerator<Cells[]> {
    const counts = new Map<string, number>()
    for await (const batch of rows) {
      for (const row of batch) {
        for (const cells of combinations(columns.map(({ value }) => valuesOf(value(row))))) {
          const key = JSON.stringify(cells)
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
      if (counts.size > MAX_GROUPS) throw tooMany()
    }
    const order = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    yield order.map(([key, count]) => [...(JSON.parse(key) as Cells), count])
  }
  return ofCells(heads, batches)
}

function valuesOf(value: Value): Value[] {
  return typeof value === 'object' && value !== null ? [...new Set(value)] : [value]
}

function combinations(values: Value[][]): Cells[] {
  return values.reduce<Cells[]>(
    (all, some) => all.flatMap((cells) => some.map((one) => [...cells, one])),
    [[]],
  )
}

type Head = Pick<Column<never>, 'name' | 'type'>

/** Columns over rows that are already arrays of cells. */
function ofCells<Row>(
  heads: readonly Head[],
  toCells: (rows: AsyncIterable<Row[]>) => AsyncIterable<Cells[]>,
): ShapedTable<Row> {
  const columns = heads.map(({ name, type }, i) =>
    column<Cells>(name, type, '', (cells) => cells[i]!),
  )
  return { write: (format, rows, options) => writeTable(format, columns, toCells(rows), options) }
}

function tooMany(): InvalidQueryError {
  return new InvalidQueryError(
    `group_by makes more than ${MAX_GROUPS.toLocaleString('en')} groups; narrow the search, or take the rows themselves`,
    { parameter: 'group_by' },
  )
}
