/** A count: exact, at least this many, or approximate. */
export interface Total {
  value: number
  relation: 'eq' | 'gte' | 'approx'
}

/** Articles and, where asked for, the stories they belong to. */
export interface StoryTotal extends Total {
  stories?: Total
}

/** Says what is missing, estimated, cut or ambiguous in a reply. */
export interface Warning {
  /** For programs; stable when the message is reworded. */
  code: string
  /** A sentence for people. */
  message: string
  /** Where in `q`, in UTF-16 units. */
  position?: number
  /** An unambiguous spelling. */
  expected?: string
  /** How it was read, as a query; empty if it was ignored. */
  reading?: string
}

/** One page of a collection. `next` is opaque: pass it as `cursor`. */
export interface Page<T> {
  items: T[]
  total: Total
  next: string | null
  warnings: Warning[]
  /** The version of the data, which grows with every change of the archive. */
  version: number
  /** True if the archive changed since the first page; the list continues after the last item shown. */
  changed?: boolean
}

export interface PageQuery {
  /** 0 for counts alone. */
  size: number
  cursor?: string | undefined
}
