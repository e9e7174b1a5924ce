/*
 * What people keep beside an archive: collections of things that they found, and searches that they come back to. It is no
 * part of what the archive says: it raises no rev and stands in no digest.
 */

export const ITEM_KINDS = ['article', 'sentence', 'entity', 'tie', 'search'] as const

/** A thing that is kept, with a note; `version` is the state of the archive in which it was seen. */
export type CollectionItem = { note: string; version: number } & (
  | { kind: 'article'; article: string }
  | { kind: 'sentence'; article: string; sentence: number }
  | { kind: 'entity'; entity: string }
  | { kind: 'tie'; a: string; b: string }
  /** The parameters of a search, as they stand in an address. */
  | { kind: 'search'; search: string }
)

export interface CollectionText {
  title: string
  note: string
  items: CollectionItem[]
}

export interface Collection extends CollectionText {
  id: string
  /** ISO 8601. */
  created: string
  changed: string
}

export interface SavedSearchText {
  name: string
  note: string
  /** The parameters of a search, as they stand in an address. */
  search: string
}

export interface SavedSearch extends SavedSearchText {
  id: string
  created: string
  /** When its new articles were last looked at. */
  seen: string
}

/** Ids of articles that came in first after a search was last looked at, the latest first. */
export interface Arrivals {
  ids: string[]
  /** True where there are more than are listed. */
  isCut: boolean
}

/** Where people keep things; an archive has one, an engine has none. Writing waits for whoever writes the archive. */
export interface Notebook {
  collections(): Promise<Collection[]>
  collection(id: string): Promise<Collection | null>
  /** Creates it or replaces it. */
  putCollection(id: string, text: CollectionText): Promise<Collection>
  /** False where there is none. */
  deleteCollection(id: string): Promise<boolean>
  searches(): Promise<SavedSearch[]>
  search(id: string): Promise<SavedSearch | null>
  /** Creates it, with all that is there taken as seen, or replaces its texts. */
  putSearch(id: string, text: SavedSearchText): Promise<SavedSearch>
  deleteSearch(id: string): Promise<boolean>
  /** Null where there is no such search. */
  arrivals(id: string): Promise<Arrivals | null>
  /** Takes all that is there now as seen; null where there is no such search. */
  markSeen(id: string): Promise<SavedSearch | null>
  close(): Promise<void>
}
