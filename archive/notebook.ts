import type { DatabaseSync } from 'node:sqlite'
import type {
  Collection,
  CollectionText,
  Notebook,
  SavedSearch,
  SavedSearchText,
} from '#core/notebook.ts'
import { openBeside, writing } from './beside.ts'

const MAX_ARRIVALS = 1000

type Row = Record<string, string | number>

const COLLECTIONS = 'select id, title, note, items, created, changed from collection'
const SEARCHES = 'select id, name, note, search, created, seen from saved_search'

/** Opens the notebook in an archive's file, over a connection of its own. */
export function openNotebook(path: string): Notebook {
  let db: DatabaseSync | null = null
  const opened = () => (db ??= openBeside(path, 'saved_search'))

  const collectionOf = (id: string) =>
    toCollection(opened().prepare(`${COLLECTIONS} where id = ?`).get(id) as Row | undefined)
  const searchOf = (id: string) =>
    (opened().prepare(`${SEARCHES} where id = ?`).get(id) as SavedSearch | undefined) ?? null

  function putCollection(id: string, { title, note, items }: CollectionText): Collection {
    const now = new Date().toISOString()
    opened()
      .prepare(
        `insert into collection (id, title, note, items, created, changed) values (:id, :title, :note, :items, :now, :now)
         on conflict (id) do update set title = :title, note = :note, items = :items, changed = :now`,
      )
      .run({ id, title, note, items: JSON.stringify(items), now })
    return collectionOf(id)!
  }

  function putSearch(id: string, { name, note, search }: SavedSearchText): SavedSearch {
    opened()
      .prepare(
        `insert into saved_search (id, name, note, search, created, seen, seen_row)
         values (:id, :name, :note, :search, :now, :now, (select ifnull(max(row), 0) from article))
         on conflict (id) do update set name = :name, note = :note, search = :search`,
      )
      .run({ id, name, note, search, now: new Date().toISOString() })
    return searchOf(id)!
  }

  function markSeen(id: string): SavedSearch | null {
    opened()
      .prepare(
        `update saved_search set seen = ?, seen_row = (select ifnull(max(row), 0) from article) where id = ?`,
      )
      .run(new Date().toISOString(), id)
    return searchOf(id)
  }

  /**
   * A row is given when an id first comes in and never changes; later texts of the article keep it.
   */
  function arrivals(id: string) {
    if (!searchOf(id)) return null
    const found = opened()
      .prepare(
        `select id from article where row > (select seen_row from saved_search where id = ?)
         order by row desc limit ?`,
      )
      .all(id, MAX_ARRIVALS + 1) as { id: string }[]
    return {
      ids: found.slice(0, MAX_ARRIVALS).map((article) => article.id),
      isCut: found.length > MAX_ARRIVALS,
    }
  }

  const remove = (table: 'collection' | 'saved_search', id: string) =>
    opened().prepare(`delete from ${table} where id = ?`).run(id).changes > 0

  return {
    collections: async () =>
      (opened().prepare(`${COLLECTIONS} order by changed desc, id`).all() as Row[]).map((row) =>
        toCollection(row)!,
      ),
    collection: async (id) => collectionOf(id),
    putCollection: (id, text) => writing(() => putCollection(id, text)),
    deleteCollection: (id) => writing(() => remove('collection', id)),
    searches: async () =>
      opened().prepare(`${SEARCHES} order by created desc, id`).all() as unknown as SavedSearch[],
    search: async (id) => searchOf(id),
    putSearch: (id, text) => writing(() => putSearch(id, text)),
    deleteSearch: (id) => writing(() => remove('saved_search', id)),
    arrivals: async (id) => arrivals(id),
    markSeen: (id) => writing(() => markSeen(id)),
    async close() {
      db?.close()
      db = null
    },
  }
}

function toCollection(row: Row | undefined): Collection | null {
  if (!row) return null
  const { items, ...texts } = row
  return { ...texts, items: JSON.parse(items as string) as Collection['items'] } as Collection
}
