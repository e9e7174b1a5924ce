import type { DatabaseSync } from 'node:sqlite'
import { TEXT_FIELDS } from '#core/fields.ts'
import type { Counted } from '#core/query/tree.ts'
import { stem } from '#core/text/stem.ts'
import type { FormsOf } from './match-expression.ts'

const AT_LEAST = `
  select doc from temp.fulltext_occurrence
  where term in (select value from json_each(?)) and col in (select value from json_each(?))
  group by doc, col having count(*) >= ?`

const AMONG_FIRST = `
  select distinct doc from temp.fulltext_occurrence
  where term = ? and col in (select value from json_each(?)) and "offset" < ?`

/** Finds rows of articles that contain a word at least so often, or among their first words. */
export function createOccurrences(db: DatabaseSync, formsOf: FormsOf) {
  createOccurrenceTable(db)
  const atLeast = db.prepare(AT_LEAST)
  const amongFirst = db.prepare(AMONG_FIRST)
  for (const statement of [atLeast, amongFirst]) statement.setReturnArrays(true)

  return ({ type, word, count, field }: Counted): Int32Array => {
    const fields = JSON.stringify(field === null ? TEXT_FIELDS : [field])
    const found =
      type === 'first'
        ? amongFirst.all(word, fields, count)
        : atLeast.all(JSON.stringify(formsOf(stem(word))), fields, count)
    return Int32Array.from(found as unknown as [number][], ([row]) => row)
  }
}

/**
 * A temporary, in-memory table; a query-only connection refuses even that, so the setting is lifted
 * briefly.
 */
export function createOccurrenceTable(db: DatabaseSync): void {
  const { query_only: before } = db.prepare('pragma query_only').get() as { query_only: number }
  db.exec(`
    pragma temp_store = memory;
    pragma query_only = 0;
    create virtual table if not exists temp.fulltext_occurrence using fts5vocab(main, fulltext, instance);
    pragma query_only = ${before};`)
}
