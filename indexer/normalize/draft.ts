/** What one record says about its article, as written: before anything is cut, parsed or named. */
export interface Draft {
  title: string
  body: string
  /** The record's id, guid or canonical URL; null if it has none. */
  ownId: string | null
  url: string | null
  date: string | null
  source: string | null
  authors: string[]
  byline: string | null
  language: string | null
  place: string | null
  dateline: string | null
  metadata: Record<string, unknown>
  /** Sentences about what was wrong with the record. */
  warnings: string[]
}

export function emptyDraft(): Draft {
  return {
    title: '',
    body: '',
    ownId: null,
    url: null,
    date: null,
    source: null,
    authors: [],
    byline: null,
    language: null,
    place: null,
    dateline: null,
    metadata: {},
    warnings: [],
  }
}

/** Keeps a value under its own name, whatever that is. */
export function keep(metadata: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') metadata[name] = value
  else Object.defineProperty(metadata, name, { value, enumerable: true, configurable: true })
}
