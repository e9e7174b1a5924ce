import type { EntityKind, Reading } from '#core/article.ts'
import { makesTies, sentenceCode, tieWeight } from '#core/graph/ties.ts'
import {
  type StoredReading,
  type Texts,
  decodeMentions,
  decodeRoles,
  namesBySentence,
  sentenceCount,
} from '#core/reading.ts'
import { singleSpaced } from '#core/text.ts'
import { compareText } from '#core/text/compare-text.ts'
import { toTieKey } from '../tie-key.ts'

/** The names of an article to be counted. */
export interface ArticleNames extends Pick<Reading, 'mentions' | 'roles'> {
  /** Number of the article's sentences. */
  sentences: number
}

export const toArticleNames = (stored: StoredReading, texts: Texts): ArticleNames => ({
  sentences: sentenceCount(stored),
  mentions: decodeMentions(stored.mentions, texts),
  roles: decodeRoles(stored.roles),
})

/** What one article counts for, by entity row. */
export interface ArticleCounts {
  /** In order of sentences, and of ids within each. */
  sentences: { sentence: number; found: FoundName[] }[]
  /** By entity row, and by tie key. */
  entities: Map<number, Tally>
  ties: Map<number, Tally>
  aliases: { row: number; name: string; count: number; full: number }[]
}

interface FoundName {
  row: number
  isAside: boolean
  isInferred: boolean
}

export interface Tally {
  sentences: number
  weight: number
}

type RowOf = (id: string, kind: EntityKind) => number

export function countsOf(counted: ArticleNames, rowOf: RowOf): ArticleCounts {
  const counts: ArticleCounts = { sentences: [], entities: new Map(), ties: new Map(), aliases: [] }
  for (const [sentence, named] of namesBySentence(counted)) {
    // Sorted by id, because a tie is stored once, from the smaller id to the larger.
    const found = [...named].sort(byId).map(([id, { kind, isAside, isInferred }]) => {
      return { row: rowOf(id, kind), isAside, isInferred }
    })
    counts.sentences.push({ sentence, found })
    for (const { row } of found) addTo(counts.entities, row, 0)
    if (!makesTies(found.length)) continue
    const weight = tieWeight(found.length)
    const tying = found.filter(({ isAside }) => !isAside)
    for (const [i, a] of tying.entries()) {
      for (const b of tying.slice(i + 1)) addTo(counts.ties, toTieKey(a.row, b.row), weight)
    }
  }
  counts.aliases = aliasesOf(counted, rowOf)
  return counts
}

const byId = ([a]: [string, unknown], [b]: [string, unknown]) => compareText(a, b)

/**
 * A written form counts once per sentence, like everything counted; a full name once per mention.
 */
function aliasesOf({ mentions }: ArticleNames, rowOf: RowOf): ArticleCounts['aliases'] {
  const found: ArticleCounts['aliases'] = []
  const written = new Set<string>()
  for (const { entity, kind, sentence, surface, name, via } of mentions) {
    if (entity === null || sentence === null || kind === 'place') continue
    const row = rowOf(entity, kind)
    const form = singleSpaced(surface)
    const place = `${sentence} ${entity} ${form}`
    found.push({ row, name: form, count: written.has(place) ? 0 : 1, full: 0 })
    // A name linked only through the archive says nothing about the entity's full name.
    if (via !== 'archive') found.push({ row, name: singleSpaced(name), count: 0, full: 1 })
    written.add(place)
  }
  return found
}

function addTo(tallies: Map<number, Tally>, key: number, weight: number): void {
  const known = tallies.get(key)
  if (!known) {
    tallies.set(key, { sentences: 1, weight })
    return
  }
  known.sentences++
  known.weight += weight
}

/** Yields the changes from one article's counts before to those after. */
export function* differences(before: Map<number, Tally>, after: Map<number, Tally>) {
  for (const [key, was] of before) {
    const is = after.get(key) ?? { sentences: 0, weight: 0 }
    const [sentences, weight] = [is.sentences - was.sentences, is.weight - was.weight]
    if (sentences === 0 && weight === 0) continue
    yield [key, { sentences, weight, articles: is.sentences === 0 ? -1 : 0 }] as const
  }
  for (const [key, tally] of after) {
    if (!before.has(key)) yield [key, { ...tally, articles: 1 }] as const
  }
}

/** Encodes the `names` blob of a reading: pairs of sentence and entity row. */
export function toPairs({ sentences }: ArticleCounts): Uint8Array {
  const pairs = sentences.flatMap(({ sentence, found }) =>
    found.flatMap(({ row, ...marks }) => [sentenceCode(sentence, marks), row]),
  )
  return new Uint8Array(Int32Array.from(pairs).buffer)
}
