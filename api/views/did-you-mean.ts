import type { Total } from '#core/page.ts'
import { allOf, conjunctsOf } from '#core/query/conjuncts.ts'
import { printQuery } from '#core/query/print.ts'
import { type Query, leavesOf, mapLeaves } from '#core/query/tree.ts'
import type { Search, SearchStore } from '#core/search.ts'
import { words as wordsOf } from '#core/text.ts'

/** A search with one word respelled as in the archive; only offered, never run automatically. */
export interface Meant {
  q: string
  /** The typed word and the archive's spelling. */
  word: string
  instead: string
  /** Number of articles that the search would find. */
  total: Total
}

/** Words in more articles than this count as correct. */
const RARE = 3
/** Another spelling must be in this many times as many articles. */
const TIMES = 5
const OFFERED = 4

/** Other spellings of rare words, most hits first. */
export async function didYouMean(
  typed: Query | null,
  { filters }: Search,
  store: SearchStore,
  signal: AbortSignal,
): Promise<Meant[]> {
  const words = typed ? [...new Set(leavesOf(typed).flatMap(wordsIn))] : []
  if (!typed || words.length === 0) return []
  const [{ totals }, spellings] = await Promise.all([
    store.count(words.map(toQuery), signal),
    store.spellings(words, signal),
  ])
  const candidates = words.flatMap((word, i) => {
    const { value } = totals[i]!
    if (value > RARE) return []
    return spellings[i]!.filter(({ articles }) => articles >= Math.max(1, TIMES * value)).map(
      (other) => ({ word, instead: other.word }),
    )
  })
  const queries = candidates.map(({ word, instead }) => respelled(typed, word, instead))
  const wholes = queries.map((query) => allOf(conjunctsOf({ query, filters })))
  const counts = wholes.length > 0 ? (await store.count(wholes, signal)).totals : []
  return candidates
    .map((each, i) => ({ ...each, q: printQuery(queries[i]!), total: counts[i]! }))
    .filter(({ total }) => total.value > 0)
    .sort((a, b) => b.total.value - a.total.value)
    .slice(0, OFFERED)
}

function wordsIn(leaf: Query): string[] {
  if (leaf.type === 'word') return [leaf.word]
  if (leaf.type === 'phrase') return leaf.words
  return []
}

const toQuery = (word: string): Query => ({
  type: 'phrase',
  words: [word],
  field: null,
  start: 0,
  end: 0,
})

const respelled = (query: Query, word: string, instead: string): Query =>
  mapLeaves(query, (leaf) => {
    if (leaf.type === 'word' && leaf.word === word) return { ...leaf, word: instead }
    if (leaf.type !== 'phrase') return leaf
    return { ...leaf, words: leaf.words.map((each) => (each === word ? instead : each)) }
  })

/** The query with each word in the archive's closest spelling; null if all are known or nothing is close. */
export async function correctedName(
  typed: string,
  store: Pick<SearchStore, 'spellings'>,
  signal: AbortSignal,
): Promise<string | null> {
  const words = wordsOf(typed).map(({ word }) => word)
  const spellings = await store.spellings(words, signal)
  const corrected = words.map((word, i) => spellings[i]![0]?.word ?? word)
  return corrected.join(' ') === words.join(' ') ? null : corrected.join(' ')
}
