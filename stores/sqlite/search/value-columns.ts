import type { EntityKind } from '#core/article.ts'
import type { Facet } from '#core/fields.ts'
import type { Columns } from './columns.ts'
import type { Units } from './units.ts'

export type Predicate = (row: number) => boolean

/** Counts articles by the values of one field. */
export interface ValueColumn {
  /** Units by value; a unit counts once for each value that one of its rows has. */
  count(units: Units): Map<string, number>
  /** Display name of a value. */
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
    count(units) {
      const counts = new Map<string, number>()
      for (const [entityRow, { count }] of countEntities(columns, units)) {
        const entity = columns.entity(entityRow)
        if (entity?.kind === kind) counts.set(entity.id, count)
      }
      return counts
    },
    nameOf: (id) => columns.entityName(id) ?? id,
  }
}

/** Counts units by entity row; an entity counts once per unit. */
function countEntities(columns: Columns, { rows, unitOf }: Units) {
  const counts = new Map<number, { count: number; seen: number }>()
  for (const row of rows) {
    const unit = unitOf(row)
    const names = columns.names(row)
    for (let i = 1; i < names.length; i += 2) {
      const counted = counts.get(names[i]!)
      if (!counted) counts.set(names[i]!, { count: 1, seen: unit })
      else if (counted.seen !== unit) {
        counted.count++
        counted.seen = unit
      }
    }
  }
  return counts
}
