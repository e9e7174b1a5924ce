import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/*
 * The content of an archive regardless of its history: ids, texts, readings and counts, without
 * revs, rows and times. Two archives of the same articles have the same digest, even if one import
 * was interrupted.
 */
const PARTS = [
  `select a.id, a.hash, a.extractor, r.sentences, r.mentions, r.roles, r.quotations
   from article a join reading r using (row) order by a.id`,
  'select a.id, min(b.id) from article a join article b using (story) group by a.id order by a.id',
  `select id, kind, name, articles, stories, sentences, first, last from entity order by id`,
  `select e.id, n.name, n.count, n.full from alias n join entity e on e.row = n.entity order by 1, 2`,
  `select x.id as a, y.id as b, t.sentences, t.articles, t.stories, t.weight, t.first, t.last
   from tie t join entity x on x.row = t.a join entity y on y.row = t.b order by 1, 2`,
  `select id from removed where barred = 1 order by 1`,
  'select articles, stories, sentences from state',
]

export function stateDigest(db: DatabaseSync): string {
  const digest = createHash('sha256')
  for (const sql of PARTS) {
    const rows = db.prepare(sql)
    rows.setReturnArrays(true)
    for (const row of rows.iterate()) digest.update(JSON.stringify(row) + '\n')
    digest.update('\f')
  }
  return digest.digest('hex')
}
