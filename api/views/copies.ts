import type { Page, PageQuery } from '#core/page.ts'
import type { Query } from '#core/query/tree.ts'
import type { ArticleView, SearchStore } from '#core/search.ts'
import { type TextPiece, differencesOf } from '#core/stories/differences.ts'

/** Another article of the same story, beside the one that was asked for. */
export interface Copy {
  article: Pick<ArticleView, 'id' | 'title' | 'publishedAt' | 'source' | 'url'>
  /** The first text is that of the article that was asked for. */
  title: TextPiece[]
  body: TextPiece[]
}

/** The other articles of an article's story, the oldest first; null if there is no such article. */
export async function copiesOf(
  id: string,
  page: PageQuery,
  store: SearchStore,
  signal: AbortSignal,
): Promise<(Page<Copy> & { story: string }) | null> {
  const article = await store.article(id, signal)
  if (!article) return null
  const at = { start: 0, end: 0 }
  const others: Query = { type: 'not', part: { type: 'article', ids: [id], ...at }, ...at }
  const search = { query: others, filters: { fields: {}, story: article.story } }
  const found = await store.articles({ search, sort: 'oldest', ...page }, signal)
  const texts = await Promise.all(found.items.map((hit) => store.article(hit.id, signal)))
  const items = texts.filter((text) => text !== null).map((text) => toCopy(article, text))
  return { ...found, items, story: article.story }
}

function toCopy(article: ArticleView, copy: ArticleView): Copy {
  const { id, title, publishedAt, source, url } = copy
  return {
    article: { id, title, publishedAt, source, url },
    title: differencesOf(article.title, title),
    body: differencesOf(article.body, copy.body),
  }
}
