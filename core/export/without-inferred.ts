import { bySalience } from '../graph/salience.ts'
import { namesBySentence } from '../reading.ts'
import type { ArticleView } from '../search.ts'

/** The article as `Filters.stated` asks for it: names that the archive linked lead to no entity. */
export function withoutInferred(article: ArticleView): ArticleView {
  const mentions = article.mentions.map((mention) =>
    mention.via === 'archive' ? { ...mention, entity: null } : mention,
  )
  const sentences = [...namesBySentence({ mentions }).values()]
  const named = article.entities.flatMap(({ id, kind, name }) => {
    const count = sentences.filter((names) => names.has(id)).length
    return count > 0 ? { id, kind, name, count } : []
  })
  return { ...article, mentions, entities: bySalience(named, mentions) }
}
