import { expect } from 'vitest'
import type { Page, PageQuery } from '#core/page.ts'

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
