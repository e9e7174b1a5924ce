/*
 * What people keep beside an archive: collections of things that they found, and searches that they come back to. It is no
 * part of what the archive says: it raises no rev and stands in no digest.
 */

/** A thing that can be kept. */
export type KeptThing =
  | { kind: 'article'; article: string }
  | { kind: 'sentence'; article: string; sentence: number }
  | { kind: 'entity'; entity: string }
  | { kind: 'tie'; a: string; b: string }
  /** The parameters of a search, as in an address. */
  | { kind: 'search'; search: string }

/** A kept item with a note; `version` is the archive's version when it was kept. */
export type CollectionItem = KeptThing & { note: string; version: number }

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
  /** The parameters of a search, as in an address. */
  search: string
}

export interface SavedSearch extends SavedSearchText {
  id: string
  created: string
  /** When its new articles were last viewed. */
  seen: string
}

/** Ids of articles added since a search was last viewed, latest first. */
export interface Arrivals {
  ids: string[]
  /** True if there are more than are listed. */
  isCut: boolean
}

/** Stores what people keep; an archive has a notebook, an engine has none. Writes wait for other writers of the archive. */
export interface Notebook {
  collections(): Promise<Collection[]>
  collection(id: string): Promise<Collection | null>
  /** Creates or replaces it. */
  putCollection(id: string, text: CollectionText): Promise<Collection>
  /** False if there is none. */
  deleteCollection(id: string): Promise<boolean>
  searches(): Promise<SavedSearch[]>
  search(id: string): Promise<SavedSearch | null>
  /** Creates it, with everything so far marked as seen, or replaces its texts. */
  putSearch(id: string, text: SavedSearchText): Promise<SavedSearch>
  deleteSearch(id: string): Promise<boolean>
  /** Null if there is no such search. */
  arrivals(id: string): Promise<Arrivals | null>
  /** Marks everything so far as seen; null if there is no such search. */
  markSeen(id: string): Promise<SavedSearch | null>
  close(): Promise<void>
}
