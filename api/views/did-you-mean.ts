import type { Total } from '#core/page.ts'
import { allOf, conjunctsOf } from '#core/query/conjuncts.ts'
import { printQuery } from '#core/query/print.ts'
import { type Query, leavesOf, mapLeaves } from '#core/query/tree.ts'
import type { Search, SearchStore } from '#core/search.ts'
import { words as wordsOf } from '#core/text.ts'

/** A search with one word spelled as the archive spells it; offered, never run unasked. */
export interface Meant {
  q: string
  /** The word as typed, and as the archive has it. */
  word: string
  instead: string
  /** What the search would find. */
  total: Total
}

/** Words that more articles have are taken to be meant. */
const RARE = 3
/** Another spelling must have so many times the articles. */
const TIMES = 5
const OFFERED = 4

/** Other spellings of the words that hardly any article has; most hits first. */
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

/** What was typed with each word as the archive spells it best; null where all are known, or nothing is like them. */
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
