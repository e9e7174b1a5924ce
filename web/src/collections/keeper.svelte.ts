import type { Collection, CollectionItem, CollectionText, SavedSearch } from '#core/notebook.ts'
import { RequestError, client, read } from '../client.ts'
import { readStored, writeStored } from '../ui/stored.ts'
import { idFor, timestamp } from './new-collection.ts'

const STORED = 'collections'
const NO_ARCHIVE = 501

const isCollections = (value: unknown): value is Collection[] =>
  Array.isArray(value) &&
  value.every((each) => Array.isArray((each as Partial<Collection> | null)?.items))

/** Collections, kept by the server if it has an archive, else in this browser only. */
export class Keeper {
  collections = $state<Collection[]>([])
  searches = $state<SavedSearch[]>([])
  /** Null until the server has answered whether it keeps collections. */
  isLocal = $state<boolean | null>(null)
  problem = $state<string | null>(null)

  async load(): Promise<void> {
    await this.#attempt(async () => {
      const [{ items }, saved] = await Promise.all([
        read((options) => client.collections.$get({ query: {} }, options)),
        read((options) => client.saved.$get({ query: {} }, options)),
      ])
      this.collections = items
      this.searches = saved.items
      this.isLocal = false
    })
  }

  /** Creates a collection with one item. */
  async create(title: string, items: CollectionItem[]): Promise<void> {
    const id = idFor(
      title,
      this.collections.map((each) => each.id),
    )
    await this.put(id, { title, note: '', items })
  }

  async put(id: string, { title, note, items }: CollectionText): Promise<void> {
    const json = { title, note, items }
    if (this.isLocal) {
      const now = timestamp()
      const created = this.collections.find((each) => each.id === id)?.created ?? now
      return this.#keep([
        { id, ...json, created, changed: now },
        ...this.collections.filter((each) => each.id !== id),
      ])
    }
    await this.#attempt(async () => {
      await read((options) =>
        client.collections[':id'].$put({ param: { id }, query: {}, json }, options),
      )
      await this.load()
    })
  }

  async remove(id: string): Promise<void> {
    if (this.isLocal) return this.#keep(this.collections.filter((each) => each.id !== id))
    await this.#attempt(async () => {
      await read((options) =>
        client.collections[':id'].$delete({ param: { id }, query: {} }, options),
      )
      await this.load()
    })
  }

  /** Saves a search, so that new articles can be counted later. */
  async save(name: string, search: string): Promise<void> {
    const id = idFor(
      name,
      this.searches.map((each) => each.id),
    )
    const json = { name, note: '', search }
    await this.#attempt(async () => {
      await read((options) => client.saved[':id'].$put({ param: { id }, query: {}, json }, options))
      await this.load()
    })
  }

  async forget(id: string): Promise<void> {
    await this.#attempt(async () => {
      await read((options) => client.saved[':id'].$delete({ param: { id }, query: {} }, options))
      await this.load()
    })
  }

  async look(id: string): Promise<void> {
    await this.#attempt(async () => {
      await read((options) => client.saved[':id'].seen.$post({ param: { id }, query: {} }, options))
      await this.load()
    })
  }

  #keep(collections: Collection[]): void {
    this.collections = collections
    writeStored(STORED, collections)
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null
    try {
      await work()
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      if (error.status === NO_ARCHIVE) {
        this.isLocal = true
        this.collections = readStored(STORED, isCollections) ?? []
      } else {
        this.problem = error.message
      }
    }
  }
}

/** How many articles were added since a saved search was last viewed. */
export async function countNew(id: string, signal: AbortSignal): Promise<number> {
  const page = await read(
    (options) => client.saved[':id'].new.$get({ param: { id }, query: { size: '0' } }, options),
    signal,
  )
  return page.total.value
}
