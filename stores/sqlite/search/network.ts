import { compareText } from '#core/text/compare-text.ts'
import { NETWORK_CANDIDATES } from '#core/graph/network.ts'
import type { Network, NetworkEntity, NetworkQuery } from '#core/search.ts'
import {
  type Counted,
  eachName,
  endOfSentence,
  isTying,
  mostTied,
  tieWeight,
} from '#core/graph/ties.ts'
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
  const counted = { lists: query.lists, stated: query.search.filters.stated }
  return { entities, ties: tiesAmong(columns, stories, entityRows, entities, counted) }
}

/** The names to choose from. */
function candidates(columns: Columns, told: Units, { among, search }: NetworkQuery) {
  const { stated } = search.filters
  const { sentences, articles, stories } = countNames(columns, told, stated)
  const wanted = among
    ? new Set(among.flatMap((id) => columns.entityRow(id) ?? []))
    : sentences.keys()
  const found = [...wanted]
    .filter((entityRow) => sentences[entityRow])
    .map((entityRow) => ({
      entityRow,
      id: columns.entity(entityRow)!.id,
      everywhere: columns.sentencesOfEntity(entityRow, stated),
      sentences: sentences[entityRow]!,
      articles: articles[entityRow]!,
      stories: stories[entityRow]!,
    }))
  return topK(found, NETWORK_CANDIDATES, (x, y) => {
    return y.sentences - x.sentences || compareText(x.id, y.id)
  })
}

/** Counts each name, by the row of its entity. */
function countNames(columns: Columns, { rows, unitOf }: Units, stated: boolean | undefined) {
  const size = columns.entitySize
  const sentences = new Int32Array(size)
  const articles = new Int32Array(size)
  const stories = new Int32Array(size)
  // The last one counted of each name.
  const article = new Int32Array(size).fill(-1)
  const story = new Float64Array(size).fill(-1)
  for (const row of rows) {
    const told = unitOf(row)
    eachName(columns.names(row), stated, (name) => {
      sentences[name]!++
      if (article[name] === row) return
      articles[name]!++
      article[name] = row
      if (story[name] !== told) stories[name]!++
      story[name] = told
    })
  }
  return { sentences, articles, stories }
}

/** Counts pairs in a square matrix; both halves are one tie. */
function tiesAmong(
  columns: Columns,
  { rows, unitOf }: Units,
  entityRows: number[],
  entities: NetworkEntity[],
  counted: Counted,
): Network['ties'] {
  const size = entities.length
  const most = mostTied(counted.lists)
  const place = new Int32Array(columns.entitySize).fill(-1)
  for (const [i, entityRow] of entityRows.entries()) place[entityRow] = i
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
        const found = isTying(names[at]!, counted) ? place[names[at + 1]!]! : -1
        if (found >= 0) inSentence.push(found)
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
