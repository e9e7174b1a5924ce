/** The values of one record as written, before anything is cut, parsed or named. */
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
  /** Warnings about the record, as sentences. */
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

/** Stores a value under any name, including `__proto__`. */
export function keep(metadata: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') metadata[name] = value
  else Object.defineProperty(metadata, name, { value, enumerable: true, configurable: true })
}
