/** An answer's count: exact, "at least this many", or about as many. */
export interface Total {
  value: number
  relation: 'eq' | 'gte' | 'approx'
}

/** Says what of an answer is missing, estimated, cut, or may have been meant otherwise. */
export interface Warning {
  /** For programs; stays as it is when the message is worded anew. */
  code: string
  /** A sentence for people. */
  message: string
  /** Where in `q`, in UTF-16 units. */
  position?: number
  /** What would have been clear at this place. */
  expected?: string
  /** How this place was read, as a query; empty where it was left out. */
  reading?: string
}

/** One page of a collection. `next` is opaque: hand it back as `cursor`. */
export interface Page<T> {
  items: T[]
  total: Total
  next: string | null
  warnings: Warning[]
  /** The state of the data that answered: grows with every change of the archive. */
  version: number
  /** True if the archive has changed since the list began: it goes on after what was shown last. */
  changed?: boolean
}

export interface PageQuery {
  /** 0 for counts alone. */
  size: number
  cursor?: string | undefined
}
