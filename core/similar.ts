import { isFunctionWord } from './text/function-words.ts'
import { isContentWord } from './graph/joining-words.ts'
import { joined } from './query/chain.ts'
import type { Query } from './query/tree.ts'
import type { ArticleView } from './search.ts'
import { stem } from './text/stem.ts'
import { words } from './text.ts'

/** A name or word of an article that other articles may share. */
export interface Trait {
  query: Query
  /** Its weight in the article. */
  weight: number
}

const MAX_NAMES = 8
const MAX_WORDS = 24
const SEEN_AT_LEAST = 4
const TITLE_WEIGHT = 3

/** The article's main names and most used words, before weighting by rarity. */
export function traitsOf({ title, body, entities }: ArticleView): Trait[] {
  const at = { start: 0, end: 0 }
  const names = entities.slice(0, MAX_NAMES).map(({ id, name, salience }): Trait => ({
    query: { type: 'entity', field: 'entity', name, ids: [id], ...at },
    weight: salience,
  }))
  const counts = new Map<string, { word: string; count: number }>()
  const take = (text: string, weight: number) => {
    for (const { word } of words(text)) {
      if (word.length < SEEN_AT_LEAST || isFunctionWord(word) || !isContentWord(word)) continue
      const root = stem(word)
      const known = counts.get(root)
      counts.set(root, { word: known?.word ?? word, count: (known?.count ?? 0) + weight })
    }
  }
  take(title, TITLE_WEIGHT)
  take(body, 1)
  const frequent = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MAX_WORDS)
  return [
    ...names,
    ...frequent.map(({ word, count }): Trait => ({
      query: { type: 'word', word, field: null, ...at },
      weight: 1 + Math.log(count),
    })),
  ]
}

const ASKED = 12

/** The most telling traits, given how many articles have each. */
export function tellingTraits(
  traits: readonly Trait[],
  articles: number,
  having: readonly number[],
): Query[] {
  return (
    traits
      .map(({ query, weight }, i) => ({
        query,
        having: having[i]!,
        worth: weight * Math.log((1 + articles) / (1 + having[i]!)),
      }))
      // Traits of this article alone match nothing.
      .filter(({ having }) => having > 1)
      .sort((a, b) => b.worth - a.worth)
      .slice(0, ASKED)
      .map(({ query }) => query)
  )
}

/** A query for other articles with at least a quarter of the traits; null if there are no traits. */
export function similarQuery(traits: readonly Query[], id: string): Query | null {
  if (traits.length === 0) return null
  const at = { start: 0, end: 0 }
  const least = Math.max(1, Math.ceil(traits.length / 4))
  const some: Query = { type: 'some', least, parts: [...traits], ...at }
  const itself: Query = { type: 'not', part: { type: 'article', ids: [id], ...at }, ...at }
  return joined('and', [some, itself])
}
