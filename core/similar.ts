import { isFunctionWord } from './text/function-words.ts'
import { isContentWord } from './graph/joining-words.ts'
import { joined } from './query/chain.ts'
import type { Query } from './query/tree.ts'
import type { ArticleView } from './search.ts'
import { stem } from './text/stem.ts'
import { words } from './text.ts'

/** Something of an article that others may share: a name or a word. */
export interface Trait {
  query: Query
  /** How much the article makes of it. */
  weight: number
}

const MAX_NAMES = 8
const MAX_WORDS = 24
const SEEN_AT_LEAST = 4
const TITLE_WEIGHT = 3

/** Names that the article is about and the words that it uses most, before it is known how rare they are. */
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

/** The traits that tell most, given how many of all articles have each. */
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
      // What the article alone has leads nowhere.
      .filter(({ having }) => having > 1)
      .sort((a, b) => b.worth - a.worth)
      .slice(0, ASKED)
      .map(({ query }) => query)
  )
}

/** Articles with at least a quarter of the traits, but not the article itself; null where it shares none. */
export function similarQuery(traits: readonly Query[], id: string): Query | null {
  if (traits.length === 0) return null
  const at = { start: 0, end: 0 }
  const least = Math.max(1, Math.ceil(traits.length / 4))
  const some: Query = { type: 'some', least, parts: [...traits], ...at }
  const itself: Query = { type: 'not', part: { type: 'article', ids: [id], ...at }, ...at }
  return joined('and', [some, itself])
}
