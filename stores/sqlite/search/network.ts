import { compareText } from '#core/text/compare-text.ts'
import { NETWORK_CANDIDATES } from '#core/graph/network.ts'
import type { Network, NetworkEntity, NetworkQuery } from '#core/search.ts'
import { endOfSentence, mostTied, tieWeight } from '#core/graph/ties.ts'
import {
  type WeighedTie,
  compareNetworkTies,
  rankNames,
  withoutWeight,
} from '../../shared/network-ranking.ts'
import { topK } from '../../shared/top-k.ts'
import type { Columns } from './columns.ts'
import type { Units } from './units.ts'

/**
 * Counts which entities are named together in the articles of some stories, sentence by sentence
 * over the columns; `all` is the number of sentences in the archive.
 */
export function countNetwork(
  columns: Columns,
  stories: Units,
  query: NetworkQuery,
  all: number,
): Pick<Network, 'entities' | 'ties'> {
  const ranked = rankNames(candidates(columns, stories, query), query.rank, query.size, {
    here: stories.rows.reduce((sum, row) => sum + columns.sentences(row), 0),
    all,
  })
  const entities = ranked.map(({ entityRow, sentences, articles, stories: told, lift }) => {
    return { ...columns.entity(entityRow)!, sentences, articles, stories: told, lift }
  })
  const entityRows = ranked.map(({ entityRow }) => entityRow)
  return { entities, ties: tiesAmong(columns, stories, entityRows, entities, query.lists) }
}

/** The names to choose from. */
function candidates(columns: Columns, told: Units, { among }: NetworkQuery) {
  const counts = countNames(columns, told)
  const wanted = among
    ? new Set(among.flatMap((id) => columns.entityRow(id) ?? []))
    : new Set(counts.keys())
  const named = Array.from(wanted, (entityRow) => ({ entityRow, counted: counts.get(entityRow) }))
  const found = named.flatMap(({ entityRow, counted }) => {
    if (!counted) return []
    const { id } = columns.entity(entityRow)!
    const { sentences, articles, stories } = counted
    const everywhere = columns.sentencesOfEntity(entityRow)
    return { entityRow, id, everywhere, sentences, articles, stories }
  })
  return topK(found, NETWORK_CANDIDATES, (x, y) => {
    return y.sentences - x.sentences || compareText(x.id, y.id)
  })
}

interface NameCount {
  sentences: number
  articles: number
  stories: number
  /** The last article and the last story counted. */
  article: number
  story: number
}

function countNames(columns: Columns, { rows, unitOf }: Units) {
  const counts = new Map<number, NameCount>()
  for (const row of rows) {
    const story = unitOf(row)
    const names = columns.names(row)
    for (let i = 1; i < names.length; i += 2) {
      const count = counts.get(names[i]!)
      if (!count) {
        const first = { sentences: 1, articles: 1, stories: 1, article: row, story }
        counts.set(names[i]!, first)
        continue
      }
      count.sentences++
      if (count.article === row) continue
      count.articles++
      count.article = row
      if (count.story !== story) count.stories++
      count.story = story
    }
  }
  return counts
}

/** Counts pairs in a square matrix; both halves are one tie. */
function tiesAmong(
  columns: Columns,
  { rows, unitOf }: Units,
  entityRows: number[],
  entities: NetworkEntity[],
  lists: boolean | undefined,
): Network['ties'] {
  const size = entities.length
  const most = mostTied(lists)
  const place = new Map(entityRows.map((entityRow, i) => [entityRow, i]))
  const sentences = new Int32Array(size * size)
  const articles = new Int32Array(size * size)
  const stories = new Int32Array(size * size)
  const weights = new Int32Array(size * size)
  const article = new Int32Array(size * size).fill(-1)
  const story = new Float64Array(size * size).fill(-1)
  const inSentence: number[] = []

  function countPairs(row: number, weight: number): void {
    for (let i = 1; i < inSentence.length; i++) {
      for (let k = 0; k < i; k++) {
        const [a, b] = [inSentence[i]!, inSentence[k]!]
        const pair = a < b ? a * size + b : b * size + a
        sentences[pair]!++
        weights[pair]! += weight
        if (article[pair] === row) continue
        articles[pair]!++
        article[pair] = row
        if (story[pair] !== unitOf(row)) stories[pair]!++
        story[pair] = unitOf(row)
      }
    }
  }

  for (const row of rows) {
    const names = columns.names(row)
    for (let start = 0, end: number; start < names.length; start = end) {
      end = endOfSentence(names, start)
      const named = (end - start) / 2
      if (named < 2 || named > most) continue
      inSentence.length = 0
      for (let at = start; at < end; at += 2) {
        const isAside = !lists && names[at]! < 0
        const found = isAside ? undefined : place.get(names[at + 1]!)
        if (found !== undefined) inSentence.push(found)
      }
      countPairs(row, tieWeight(named))
    }
  }
  return toTies({ sentences, articles, stories, weights }, entities)
}

type PairCounts = Record<'sentences' | 'articles' | 'stories' | 'weights', Int32Array<ArrayBuffer>>

function toTies(
  { sentences, articles, stories, weights }: PairCounts,
  entities: NetworkEntity[],
): Network['ties'] {
  const ties: WeighedTie[] = []
  for (const [pair, count] of sentences.entries()) {
    if (count === 0) continue
    const ids = [
      entities[Math.floor(pair / entities.length)]!.id,
      entities[pair % entities.length]!.id,
    ]
    const [a, b] = ids.sort(compareText) as [string, string]
    const counts = { articles: articles[pair]!, stories: stories[pair]! }
    ties.push({ a, b, sentences: count, ...counts, weight: weights[pair]! })
  }
  return ties.sort(compareNetworkTies).map(withoutWeight)
}
