import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

/**
 * Gives articles and entities revs above all ever sent, because an engine that holds a later
 * version than the archive's accepts nothing older. `db` is the archive's writing connection.
 */
export function bumpRevs(
  db: DatabaseSync,
  { articles, entities }: Record<'articles' | 'entities', string[]>,
) {
  const article = db.prepare('update article set rev = ? where id = ?')
  const entity = db.prepare('update entity set rev = ? where id = ?')
  inTransaction(db, () => {
    let { rev } = db.prepare('select rev from state').get() as { rev: number }
    // Deleting the latest rev left a version one above it in the engine.
    rev++
    for (const id of articles) article.run(++rev, id)
    if (entities.length > 0) rev++
    for (const id of entities) entity.run(rev, id)
    db.prepare('update state set rev = ?').run(rev)
  })
}
