import type { DatabaseSync, StatementSync } from 'node:sqlite'

/**
 * Prepares statements on first use, so that a reading connection never pays for those that write.
 */
export function lazyStatements(db: DatabaseSync): (sql: string) => () => StatementSync {
  return (sql) => {
    let statement: StatementSync | undefined
    return () => (statement ??= db.prepare(sql))
  }
}
