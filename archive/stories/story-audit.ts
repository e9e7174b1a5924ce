import type { DatabaseSync } from 'node:sqlite'
import { createCopies } from './copies.ts'
import { MOST_FOUNDERS } from './story-index.ts'

interface Checked {
  row: number
  id: string
  story: number
  founds: number
}

/**
 * Ids of articles that are not in the story of the first founder that they copy, except those whose
 * copies were never looked for.
 */
export function articlesInWrongStory(db: DatabaseSync): string[] {
  const copies = createCopies(db)
  const articles = db
    .prepare('select row, id, story, founds from article where founds is not null order by row')
    .all() as unknown as Checked[]
  const byRow = new Map(articles.map((article) => [article.row, article]))
  const founders = Map.groupBy(
    articles.filter(({ founds }) => founds === 1),
    ({ story }) => story,
  )

  const isRight = ({ row, story, founds }: Checked) => {
    const [own, ...others] = founders.get(story) ?? []
    if (!own || others.length > 0 || !copies.isFound(row, founds === 1)) return false
    const near = copies.founders(row)
    // Of more founders than are compared, its own may be one that found it as a copy.
    const compared = near.length < MOST_FOUNDERS ? near : [...near, own.row]
    const founder = copies.founderOf(row, compared)
    if (founder === null) return founds === 1
    return founds === 0 && byRow.get(founder)?.story === story
  }
  return articles.filter((article) => !isRight(article)).map(({ id }) => id)
}
