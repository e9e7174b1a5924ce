import type { EntityKind } from '#core/article.ts'
import type { Facet } from '#core/fields.ts'
import { eachName } from '#core/graph/ties.ts'
import type { Columns } from './columns.ts'
import { type Codes, type Tally, createTally } from './tally.ts'
import type { Units } from './units.ts'

export type Predicate = (row: number) => boolean

/** Counts articles by the values of one field, each of which has a code. */
export interface ValueColumn {
  count: Tally
  /** Whether a counted code is a value of this field. */
  has(code: number): boolean
  codeOf(value: string): number | undefined
  valueOf(code: number): string
  /** Display name of a value. */
  nameOf(value: string): string
}

/** The counts of a column by value, where all of them are wanted. */
export function countsByValue(column: ValueColumn, units: Units): Map<string, number> {
  const found = new Map<string, number>()
  column.count(units).forEach((count, code) => {
    if (count > 0 && column.has(code)) found.set(column.valueOf(code), count)
  })
  return found
}

export type ValueColumns = Record<Facet, ValueColumn>

/** With `stated`, entities that the archive alone linked do not count. */
export function createValueColumns(
  columns: Columns,
  { stated }: { stated: boolean },
): ValueColumns {
  const count = createTally(
    stated ? statedNames(columns) : columns.named,
    () => columns.entitySize,
    () => columns.all(),
  )
  const entityColumn = (kind: EntityKind): ValueColumn => ({
    count,
    has: (code) => columns.entityKind(code) === kind,
    codeOf: (id) => columns.entityRow(id),
    valueOf: (code) => columns.entity(code)!.id,
    nameOf: (id) => columns.entityName(id) ?? id,
  })
  return {
    ...columns.keywords,
    person: entityColumn('person'),
    org: entityColumn('organization'),
    country: entityColumn('country'),
  }
}

/** The distinct entities that each article itself states. */
function statedNames(columns: Columns): Codes {
  function each(rows: Int32Array, visit: (entity: number, row: number) => void): void {
    for (const row of rows) {
      const found = new Set<number>()
      eachName(columns.names(row), true, (entity) => found.add(entity))
      for (const entity of found) visit(entity, row)
    }
  }
  return { each, tally: (rows, counts) => each(rows, (entity) => counts[entity]!++) }
}
