import type { Story } from '#tests/builders.ts'

/** A store with articles to which more can be added while it is read. */
export interface GrowingStore<Store> {
  store: Store
  add(articles: Story[]): Promise<void>
  close(): Promise<void>
}

export type OpenGrowingStore<Store> = (articles: Story[]) => Promise<GrowingStore<Store>>
