import { afterAll, beforeAll, expect } from 'vitest'
import type { Page, PageQuery } from '#core/page.ts'

/** A store that is open while the tests around run. */
export function opened<T extends { close(): Promise<void> }>(open: () => Promise<T>): () => T {
  let store: T
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  return () => store
}

/** All items of a list, fetched page by page; the total stays the same on the way. */
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
