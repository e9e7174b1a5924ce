import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from './transaction.ts'

/**
 * Gives articles and entities, by their ids, revs that are newer than all that was ever sent: where an engine holds
 * something at a later version than the archive's, only such are taken. `db` is the archive's writing connection.
 */
export function bumpRevs(
  db: DatabaseSync,
  { articles, entities }: Record<'articles' | 'entities', string[]>,
) {
  const article = db.prepare('update article set rev = ? where id = ?')
  const entity = db.prepare('update entity set rev = ? where id = ?')
  inTransaction(db, () => {
    let { rev } = db.prepare('select rev from state').get() as { rev: number }
    // Taking out the latest made a version of one more.
    rev++
    for (const id of articles) article.run(++rev, id)
    if (entities.length > 0) rev++
    for (const id of entities) entity.run(rev, id)
    db.prepare('update state set rev = ?').run(rev)
  })
}
