import type { DatabaseSync } from 'node:sqlite'
import { TEXT_FIELDS } from '#core/fields.ts'
import { holdsNear } from '#core/query/near.ts'
import type { Near, Same } from '#core/query/tree.ts'
import { words } from '#core/text.ts'
import { topK } from '../../shared/top-k.ts'
import type { Columns } from './columns.ts'
import type { FormsOf } from './match-expression.ts'
import { createSentenceTest } from './sentences.ts'

/** Texts read for one distance or sentence, at some 40 µs each. */
export const MAX_VERIFIED = 10_000

const TEXT = 'select title, body from article join article_text using (row) where row = ?'

/**
 * Keeps the candidates whose texts satisfy what FTS5 cannot express; of too many, only the latest
 * are read.
 */
export function createVerify(db: DatabaseSync, columns: Columns, formsOf: FormsOf, limit: number) {
  const text = db.prepare(TEXT)
  const sentenceTest = createSentenceTest(db, columns, formsOf)

  function isNear(near: Near, row: number): boolean {
    const texts = text.get(row) as { title: string; body: string }
    const fields = near.field === null ? TEXT_FIELDS : [near.field]
    return fields.some((field) =>
      holdsNear(
        words(texts[field]).map(({ word }) => word),
        near,
      ),
    )
  }

  function latest(candidates: Int32Array): number[] {
    const rank = columns.rank('newest')
    return topK(candidates, limit, (x, y) => rank[x]! - rank[y]!)
  }

  return (query: Near | Same, candidates: Int32Array) => {
    const holds = query.type === 'same' ? sentenceTest(query) : (row: number) => isNear(query, row)
    const unread = Math.max(0, candidates.length - limit)
    const read = unread > 0 ? latest(candidates) : [...candidates]
    return { rows: read.filter(holds), unread }
  }
}
