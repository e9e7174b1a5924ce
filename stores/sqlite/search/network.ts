import { compareText } from '#core/compare-text.ts'
import type { Network, NetworkQuery } from '#core/search.ts'
import { topK } from '../../shared/top-k.ts'
import { makesTies } from '#core/ties.ts'
import type { Columns } from './columns.ts'

type Named = Network['entities'][number]

/** Who is named with whom in some articles, counted sentence by sentence over the columns. */
export function countNetwork(
  columns: Columns,
  rows: Int32Array,
  { size }: NetworkQuery,
): Pick<Network, 'entities' | 'ties'> {
  const { entities, entityRows } = strongest(columns, rows, size)
  return { entities, ties: tiesAmong(columns, rows, entityRows, entities) }
}

function strongest(columns: Columns, rows: Int32Array, size: number) {
  const counts = new Map<number, { sentences: number; articles: number; seen: number }>()
  for (const row of rows) {
    const names = columns.names(row)
    for (let i = 1; i < names.length; i += 2) {
      const count = counts.get(names[i]!)
      if (!count) {
        counts.set(names[i]!, { sentences: 1, articles: 1, seen: row })
        continue
      }
      count.sentences++
      if (count.seen !== row) count.articles++
      count.seen = row
    }
  }
  const named = Array.from(counts, ([entityRow, { sentences, articles }]) => ({
    entityRow,
    entity: { ...columns.entity(entityRow)!, sentences, articles },
  }))
  const found = topK(named, size, ({ entity: a }, { entity: b }) => {
    return b.sentences - a.sentences || compareText(a.id, b.id)
  })
  return {
    entities: found.map(({ entity }) => entity),
    entityRows: found.map(({ entityRow }) => entityRow),
  }
}

/** A square of counts among the entities; both halves are one tie. */
function tiesAmong(
  columns: Columns,
  rows: Int32Array,
  entityRows: number[],
  entities: Named[],
): Network['ties'] {
  const size = entities.length
  const place = new Map(entityRows.map((entityRow, i) => [entityRow, i]))
  const sentences = new Int32Array(size * size)
  const articles = new Int32Array(size * size)
  const seen = new Int32Array(size * size).fill(-1)
  const inSentence: number[] = []

  function countPairs(row: number): void {
    for (let i = 1; i < inSentence.length; i++) {
      for (let k = 0; k < i; k++) {
        const [a, b] = [inSentence[i]!, inSentence[k]!]
        const pair = a < b ? a * size + b : b * size + a
        sentences[pair]!++
        if (seen[pair] !== row) articles[pair]!++
        seen[pair] = row
      }
    }
  }

  for (const row of rows) {
    const names = columns.names(row)
    for (let i = 0, start = 0; i < names.length; i += 2) {
      const found = place.get(names[i + 1]!)
      if (found !== undefined) inSentence.push(found)
      if (names[i] === names[i + 2]) continue
      if (makesTies((i + 2 - start) / 2)) countPairs(row)
      inSentence.length = 0
      start = i + 2
    }
  }
  return toTies(sentences, articles, entities)
}

function toTies(sentences: Int32Array, articles: Int32Array, entities: Named[]): Network['ties'] {
  const ties: Network['ties'] = []
  for (const [pair, count] of sentences.entries()) {
    if (count === 0) continue
    const ids = [
      entities[Math.floor(pair / entities.length)]!.id,
      entities[pair % entities.length]!.id,
    ]
    const [a, b] = ids.sort(compareText) as [string, string]
    ties.push({ a, b, sentences: count, articles: articles[pair]! })
  }
  return ties.sort(
    (x, y) => y.sentences - x.sentences || compareText(x.a, y.a) || compareText(x.b, y.b),
  )
}
