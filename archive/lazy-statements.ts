import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Makes statements that are prepared when first used: a reading connection never pays for those that write. */
export function lazyStatements(db: DatabaseSync): (sql: string) => () => StatementSync {
  return (sql) => {
    let statement: StatementSync | undefined
    return () => (statement ??= db.prepare(sql))
  }
}
