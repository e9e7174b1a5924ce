import type { EngineAddress } from '../shared/engine-address.ts'
import { EngineFailure } from './failure.ts'
import { type WireAnswer, type WireRequest, openWire } from './wire.ts'

/** Of an answer that someone waits for. */
const READ_MS = 2500
/** The server gives up before those who ask it do. */
const GIVE_UP_MS = 500
export const SEARCH_MS = READ_MS - GIVE_UP_MS

export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  query?: Record<string, string | number | boolean>
  body?: object
  /** Lines that are JSON already, each with its line break. */
  lines?: Buffer
  /** If other than what the connection was opened with. */
  timeoutMs?: number
  /** Given up when it is aborted. */
  signal?: AbortSignal | undefined
  /** As an older server understands it too. */
  plain?: boolean
}

/** An Elasticsearch over HTTP; every failure is an `EngineFailure`, but of what was aborted. */
export interface Connection {
  url: string
  /** What the server may take for a search. */
  searchMs: number
  ask<T>(request: Request): Promise<T>
  /** Asks once more where the connection broke: for what may be asked twice. */
  read<T>(request: Request): Promise<T>
  /** Null where the answer is 404. */
  find<T>(request: Request): Promise<T | null>
  close(): Promise<void>
}

/** Of one answer: what is longer fails as `tooLarge`. A page of hits with their texts has some ten thousand. */
const MAX_BYTES = 64_000_000

export interface ConnectOptions {
  maxBytes?: number | undefined
  timeoutMs?: number | undefined
}

export function connect(
  address: EngineAddress,
  { maxBytes = MAX_BYTES, timeoutMs = READ_MS }: ConnectOptions = {},
): Connection {
  const wire = openWire(address)

  async function ask<T>(request: Request): Promise<T> {
    const limits = { timeoutMs: request.timeoutMs ?? timeoutMs, maxBytes, signal: request.signal }
    return valueOf<T>(await wire.send(toWire(request), limits))
  }

  async function read<T>(request: Request): Promise<T> {
    try {
      return await ask<T>(request)
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.kind !== 'unreachable') throw error
      return ask<T>(request)
    }
  }

  return {
    url: address.url,
    searchMs: timeoutMs - GIVE_UP_MS,
    ask,
    read,
    async find<T>(request: Request) {
      try {
        return await read<T>(request)
      } catch (error) {
        if (error instanceof EngineFailure && error.status === 404) return null
        throw error
      }
    },
    close: () => wire.close(),
  }
}

const VERSION = 'compatible-with=9'
const JSON_HEADERS = {
  accept: `application/vnd.elasticsearch+json; ${VERSION}`,
  'content-type': `application/vnd.elasticsearch+json; ${VERSION}`,
}
const LINES_HEADERS = {
  ...JSON_HEADERS,
  'content-type': `application/vnd.elasticsearch+x-ndjson; ${VERSION}`,
}
const PLAIN_HEADERS = { accept: 'application/json' }

function toWire({ method, path, query, body, lines, plain }: Request): WireRequest {
  const headers = plain ? PLAIN_HEADERS : lines === undefined ? JSON_HEADERS : LINES_HEADERS
  return {
    method,
    path: query ? `${path}?${toQueryString(query)}` : path,
    headers,
    body: body ? JSON.stringify(body) : lines,
  }
}

function toQueryString(query: NonNullable<Request['query']>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}

/** What an answer says; throws EngineFailure where that is no, or no JSON of an Elasticsearch. */
function valueOf<T>({ status, headers, text }: WireAnswer): T {
  const value = parsed(text)
  if (status >= 300) throw toAnswered(status, value)
  if (headers['x-elastic-product'] !== 'Elasticsearch') {
    throw new EngineFailure('foreign', 'it does not say that it is Elasticsearch')
  }
  if (value === undefined) throw new EngineFailure('garbled', 'it answers no JSON')
  return value as T
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface ErrorBody {
  error?: { type?: string; reason?: string; root_cause?: { type?: string; reason?: string }[] }
}

function toAnswered(status: number, body: unknown): EngineFailure {
  const { error } = (body ?? {}) as ErrorBody
  const cause = error?.root_cause?.[0]
  return new EngineFailure('answered', cause?.reason ?? error?.reason ?? 'no reason given', {
    status,
    type: cause?.type ?? error?.type ?? '',
  })
}
