/** An answer's count: exact, or "at least this many". */
export interface Total {
  value: number
  relation: 'eq' | 'gte'
}

/** One page of a collection. `next` is opaque: hand it back as `cursor`. */
export interface Page<T> {
  items: T[]
  total: Total
  next: string | null
  /** Sentences for people: what is missing, estimated or cut. */
  warnings: string[]
  /** The state of the data that answered: grows with every change of the archive. */
  version: number
}

export interface PageQuery {
  /** 0 for counts alone. */
  size: number
  cursor?: string | undefined
}
