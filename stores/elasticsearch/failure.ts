import { StoreError, UserError } from '#core/errors.ts'
import { untrusted } from '../shared/tls-errors.ts'
import { backend } from './backend.ts'

/**
 * How a request failed. `unreachable`: no connection, or it broke; `untrusted`: TLS; `garbled`: not
 * JSON; `tooLarge`: longer than allowed; `foreign`: from some other server.
 */
export type FailureKind =
  'answered' | 'unreachable' | 'untrusted' | 'timeout' | 'garbled' | 'tooLarge' | 'foreign'

/** A failed request, only inside the adapter, which turns it into StoreError or UserError. */
export class EngineFailure extends Error {
  readonly kind: FailureKind
  /** HTTP status; 0 without a response. */
  readonly status: number
  /** Elasticsearch's exception type; empty if it gave none. */
  readonly type: string

  constructor(
    kind: FailureKind,
    message: string,
    { status = 0, type = '', ...options }: ErrorOptions & { status?: number; type?: string } = {},
  ) {
    super(message, options)
    this.kind = kind
    this.status = status
    this.type = type
  }
}

/** Resolves to null if the response is 404. */
export async function orNull<T>(response: Promise<T>): Promise<T | null> {
  try {
    return await response
  } catch (error) {
    if (error instanceof EngineFailure && error.status === 404) return null
    throw error
  }
}

/** For readers: any failure may be temporary. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof EngineFailure)) return error
  return new StoreError('elasticsearch', sentenceOf(error), { cause: error })
}

/** For commands: the user can fix a wrong configuration. */
export function toUserOrStoreError(error: unknown, url: string): unknown {
  if (!(error instanceof EngineFailure)) return error
  if (error.status === 401) {
    return new UserError(
      `Elasticsearch at ${url} refuses the user or the password (or the API key); check DATELINE_ELASTICSEARCH_USER and DATELINE_ELASTICSEARCH_PASSWORD (or DATELINE_ELASTICSEARCH_API_KEY)`,
      { cause: error },
    )
  }
  if (error.status === 403 && error.type === 'security_exception') {
    return new UserError(
      `Elasticsearch at ${url} does not give this user the required rights: ${error.message}`,
      { cause: error },
    )
  }
  if (error.kind === 'untrusted') return untrusted(backend, url, error.message, error)
  if (error.kind === 'foreign') {
    return new UserError(`the server at ${url} is not Elasticsearch 9 or later`, {
      cause: error,
    })
  }
  return toStoreError(error)
}

/** Somebody else's index has one of our names. */
export function foreignIndex(name: string, url: string): UserError {
  return new UserError(
    `Elasticsearch at ${url} has something called ${name} that is not Dateline's; rename it, or use another Elasticsearch`,
  )
}

function sentenceOf({ kind, status, type, message }: EngineFailure): string {
  switch (kind) {
    case 'answered':
      if (type === 'index_not_found_exception') {
        return 'Elasticsearch holds no archive yet; `dateline project` fills it'
      }
      return status === 401
        ? 'Elasticsearch refuses the user or the password'
        : `Elasticsearch answers ${status}: ${message}`
    case 'timeout':
      return 'Elasticsearch takes too long'
    case 'garbled':
      return 'the answer of Elasticsearch cannot be read'
    case 'tooLarge':
      return 'the answer of Elasticsearch is too large'
    case 'foreign':
      return 'what answers is not Elasticsearch'
    case 'untrusted':
      return `the certificate of Elasticsearch is not trusted: ${message}`
    case 'unreachable':
      return `Elasticsearch is out of reach: ${message}`
  }
}
