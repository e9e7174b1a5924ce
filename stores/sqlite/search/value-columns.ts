import type { EntityKind } from '#core/article.ts'
import type { Facet } from '#core/fields.ts'
import type { Columns } from './columns.ts'

export type Predicate = (row: number) => boolean

/** How articles are counted by the values of one field. */
export interface ValueColumn {
  /** Rows by value; a row counts once for each of its values. */
  count(rows: Iterable<number>): Map<string, number>
  /** What to show for a value. */
  nameOf(value: string): string
}

export type ValueColumns = Record<Facet, ValueColumn>

export function createValueColumns(columns: Columns): ValueColumns {
  return {
    ...columns.keywords,
    person: createEntityColumn(columns, 'person'),
    org: createEntityColumn(columns, 'organization'),
    country: createEntityColumn(columns, 'country'),
  }
}

function createEntityColumn(columns: Columns, kind: EntityKind): ValueColumn {
  return {
    count(rows) {
      const counts = new Map<string, number>()
      for (const [entityRow, count] of countEntities(columns, rows)) {
        const entity = columns.entity(entityRow)
        if (entity?.kind === kind) counts.set(entity.id, count)
      }
      return counts
    },
    nameOf: (id) => columns.entityName(id) ?? id,
  }
}

/** Articles by entity row; an entity counts once per article however often it is named. */
function countEntities(columns: Columns, rows: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const names = columns.names(row)
    for (let i = 1; i < names.length; i += 2) {
      if (isFirst(names, i)) counts.set(names[i]!, (counts.get(names[i]!) ?? 0) + 1)
    }
  }
  return counts
}

function isFirst(names: Int32Array, at: number): boolean {
  for (let i = 1; i < at; i += 2) if (names[i] === names[at]) return false
  return true
}
