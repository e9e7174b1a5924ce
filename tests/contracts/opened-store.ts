import { afterAll, beforeAll } from 'vitest'

/** A store that is open during the surrounding tests. */
export function openedStore<T extends { close(): Promise<void> }>(open: () => Promise<T>): () => T {
  let store: T
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  return () => store
}
