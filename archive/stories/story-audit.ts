import type { DatabaseSync } from 'node:sqlite'
import { createCopies } from './copies.ts'

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
    if (!copies.isFound(row, founds === 1) || founders.get(story)?.length !== 1) return false
    const founder = copies.founderOf(row, copies.founders(row))
    if (founder === null) return founds === 1
    return founds === 0 && byRow.get(founder)?.story === story
  }
  return articles.filter((article) => !isRight(article)).map(({ id }) => id)
}
