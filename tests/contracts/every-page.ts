import { expect } from 'vitest'
import type { Page, PageQuery } from '#core/page.ts'
import type { ArticlesQuery, Hit, HitPage } from '#core/search.ts'

/** All items of a list, fetched page by page; asserts that the total does not change. */
export async function everyPage<T, Q extends PageQuery>(
  list: (query: Q) => Promise<Page<T>>,
  query: Q,
): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list({ ...query, cursor })
    items.push(...page.items)
    if (page.next !== null) expect(page.items).toHaveLength(query.size)
    cursor = page.next
    if (cursor === null) expect(page.total).toEqual({ value: items.length, relation: 'eq' })
  }
  return items
}

/** Like `everyPage`, for a list with one item per story. */
export function everyFoldedPage(
  list: (query: ArticlesQuery) => Promise<HitPage>,
  query: ArticlesQuery,
): Promise<Hit[]> {
  return everyPage(async (asked: ArticlesQuery) => {
    const page = await list(asked)
    return { ...page, total: page.total.stories! }
  }, query)
}
