import { DatabaseSync } from 'node:sqlite'
import type { Ranker } from './dateline.ts'
import type { Text } from './run.ts'

/** FTS5 as in its manual: the porter tokenizer, any word of the query, bm25. */
export function createBaseline(texts: Text[]): Ranker {
  const db = new DatabaseSync(':memory:')
  db.exec(`create virtual table plain using fts5(id unindexed, title, body, tokenize='porter')`)
  const put = db.prepare('insert into plain values (?, ?, ?)')
  for (const { id, title, body } of texts) put.run(id, title, body)
  const best = db.prepare('select id from plain where plain match ? order by rank limit ?')

  return async (query, size) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
    const expression = words.map((word) => `"${word}"`).join(' OR ')
    return (best.all(expression, size) as { id: string }[]).map(({ id }) => id)
  }
}
