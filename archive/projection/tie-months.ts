import type { DatabaseSync } from 'node:sqlite'
import { decodeNames } from '#core/reading.ts'
import { eachTied } from '#core/graph/ties.ts'
import { MONTHS_OF_TIE } from '#core/graph/sqlite-tying.ts'

/** Number of sentences by month ("2023-06"). */
export type Months = Map<string, number>

export interface MonthCounter {
  /** The sentences that name both, found through those of the first. */
  between(one: number, other: number): Months
  /** The sentences that one shares with each of the others, reading its articles once. */
  among(one: number, others: ReadonlySet<number>): Map<number, Months>
}

const READINGS = `
  select substr(article.published_at, 1, 7) as month, reading.names
  from (select distinct article from named where entity = ?) mentioning
    cross join article on article.row = mentioning.article
    cross join reading on reading.row = mentioning.article
  where article.published_at is not null`

/**
 * Counts months of ties from the sentences when ties are sent, because the archive does not store
 * them. Takes entity rows.
 */
export function createMonthCounter(db: DatabaseSync): MonthCounter {
  const between = db.prepare(MONTHS_OF_TIE)
  const readings = db.prepare(READINGS)
  readings.setReturnArrays(true)

  return {
    between(one, other) {
      const rows = between.all({ one, other }) as { month: string; sentences: number }[]
      return new Map(rows.map(({ month, sentences }) => [month, sentences]))
    },
    among(one, others) {
      const counts = new Map<number, Months>()
      for (const row of readings.iterate(one)) {
        const [month, names] = row as unknown as [string, Uint8Array]
        eachTied(one, decodeNames(names), (other) => {
          if (others.has(other)) add(counts, other, month)
        })
      }
      return counts
    },
  }
}

function add(counts: Map<number, Months>, other: number, month: string): void {
  const months = counts.get(other)
  if (months) months.set(month, (months.get(month) ?? 0) + 1)
  else counts.set(other, new Map([[month, 1]]))
}
