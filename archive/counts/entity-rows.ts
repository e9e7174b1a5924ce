import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import { lazyStatements } from '../lazy-statements.ts'

const MAX_CACHED = 200_000

/** Rows of entities by id, cached. */
export interface EntityRows {
  /** Adds the entity if there is none. */
  of: (id: string, kind: EntityKind) => number
  /** Call at the start of a transaction; keeps the cache from growing without end. */
  trim(): void
  /** Call when a row was removed. */
  forget(row: number): void
  clear(): void
}

export function createEntityRows(db: DatabaseSync): EntityRows {
  const lazily = lazyStatements(db)
  const find = lazily('select row from entity where id = ?')
  const add = lazily(
    `insert into entity (id, kind, name, articles, sentences, first, last, rev)
     values (?, ?, '', 0, 0, null, null, 0)`,
  )
  const rows = new Map<string, number>()

  return {
    of(id, kind) {
      const cached = rows.get(id)
      if (cached !== undefined) return cached
      const found = find().get(id) as { row: number } | undefined
      const row = found?.row ?? Number(add().run(id, kind).lastInsertRowid)
      rows.set(id, row)
      return row
    },
    trim() {
      if (rows.size > MAX_CACHED) rows.clear()
    },
    forget(row) {
      for (const [id, known] of rows) if (known === row) rows.delete(id)
    },
    clear: () => rows.clear(),
  }
}
