import type { DatabaseSync } from 'node:sqlite'
import type { MonthCount } from '#core/graph.ts'
import { MONTHS_OF_TIE } from '#core/graph/sqlite-tying.ts'

/** The months of this many ties are kept until the archive changes: those of a hub take a millisecond each. */
const MOST_KEPT = 2000

/** Reads the sentences of a tie by month, given the rows of its entities and the version of the archive. */
export function createMonthReader(
  db: DatabaseSync,
): (one: number, other: number, version: number) => MonthCount[] {
  const months = db.prepare(MONTHS_OF_TIE)
  const sentences = db.prepare('select sentences from entity where row = ?')
  const sentencesOf = (row: number) => (sentences.get(row) as { sentences: number }).sentences

  const kept = new Map<string, MonthCount[]>()
  let keptOf = -1

  function read(one: number, other: number): MonthCount[] {
    const [rare, hub] = sentencesOf(one) <= sentencesOf(other) ? [one, other] : [other, one]
    return (months.all({ one: rare, other: hub }) as unknown as MonthCount[]).map((row) => ({
      ...row,
    }))
  }

  return (one, other, version) => {
    if (version !== keptOf || kept.size >= MOST_KEPT) kept.clear()
    keptOf = version
    const key = `${Math.min(one, other)} ${Math.max(one, other)}`
    const found = kept.get(key) ?? read(one, other)
    kept.set(key, found)
    return found
  }
}
