import { makesTies } from '#core/graph/ties.ts'
import type { ArticleView } from '#core/search.ts'
import type { SmallName, SmallTie } from './small-picture.ts'

/** Pairs of entities of one article that share a sentence, with the number of shared sentences. */
export function tiesOfArticle({ mentions, entities }: Pick<ArticleView, 'mentions' | 'entities'>): {
  names: SmallName[]
  ties: SmallTie[]
} {
  const inSentence = Map.groupBy(
    mentions.filter(({ entity, sentence }) => entity !== null && sentence !== null),
    ({ sentence }) => sentence,
  )
  const sentencesOf = new Map<string, number>()
  const shared = new Map<string, SmallTie>()
  for (const named of inSentence.values()) {
    const ids = [...new Set(named.map(({ entity }) => entity!))].sort()
    for (const id of ids) sentencesOf.set(id, (sentencesOf.get(id) ?? 0) + 1)
    if (!makesTies(ids.length)) continue
    ids.forEach((a, i) => {
      for (const b of ids.slice(i + 1)) {
        const key = `${a} ${b}`
        const tie = shared.get(key) ?? { a, b, sentences: 0 }
        shared.set(key, { ...tie, sentences: tie.sentences + 1 })
      }
    })
  }
  const ties = [...shared.values()].sort((a, b) => b.sentences - a.sentences)
  const tied = new Set(ties.flatMap(({ a, b }) => [a, b]))
  const names = entities
    .filter(({ id }) => tied.has(id))
    .map(({ id, kind, name }) => ({ id, kind, name, weight: sentencesOf.get(id) ?? 1 }))
  return { names, ties }
}
