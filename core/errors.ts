/** An invalid query or parameter; the message says what was expected. */
export class InvalidQueryError extends Error {
  /** The parameter at fault. */
  readonly parameter: string | undefined
  /** UTF-16 offset into the query text. */
  readonly position: number | undefined

  constructor(message: string, at: { parameter?: string; position?: number } = {}) {
    super(message)
    this.name = 'InvalidQueryError'
    this.parameter = at.parameter
    this.position = at.position
  }
}

/** A store cannot answer: unreachable, damaged or too slow. */
export class StoreError extends Error {
  readonly store: string
  /** `damaged`: needs repair; `replaced`: another archive took its place and must be opened. */
  readonly reason: StoreErrorReason | undefined

  constructor(
    store: string,
    message: string,
    { reason, ...options }: ErrorOptions & { reason?: StoreErrorReason | undefined } = {},
  ) {
    super(message, options)
    this.name = 'StoreError'
    this.store = store
    this.reason = reason
  }
}

export type StoreErrorReason = 'damaged' | 'replaced'

/** A failure shown to the user as one sentence without a stack; it says what to do. */
export class UserError extends Error {
  override name = 'UserError'
}

/** What was asked does not go with the present state of the archive: whoever asks is told, not the log. */
export class ConflictError extends UserError {}

/**
 * What an engine holds was made by an earlier version of Dateline, or of the archive before it was restored: a rebuild
 * has to take its place.
 */
export class OutdatedError extends UserError {}

/** The archive was written to while it was read, and no snapshot holds the earlier state. */
export class ExpiredError extends Error {
  override name = 'ExpiredError'

  constructor(message = 'the archive has changed since this was begun; begin again') {
    super(message)
  }
}
