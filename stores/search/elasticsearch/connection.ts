import { readFileSync } from 'node:fs'
import { Client, errors } from '@elastic/elasticsearch'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '../../engine-address.ts'
import { isAboutCertificate } from '../../trust.ts'
import { EngineFailure, type FailureKind } from './failure.ts'

const CONNECT_MS = 1000
/** Of an answer that someone waits for. */
const READ_MS = 2500
/** The server gives up before those who ask it do. */
const GIVE_UP_MS = 500
export const SEARCH_MS = READ_MS - GIVE_UP_MS

export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD'
  path: string
  query?: Record<string, string | number | boolean>
  body?: object
  /** Lines that are JSON already, each with its line break. */
  lines?: string
  /** If other than what the connection was opened with. */
  timeoutMs?: number
  signal?: AbortSignal | undefined
  /** As an older server understands it too. */
  plain?: boolean
}

/** An Elasticsearch over HTTP; every failure is an `EngineFailure`. */
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
  const client = createClient(address)

  async function ask<T>(request: Request): Promise<T> {
    const { signal: limit, clear } = timeLimit(request.timeoutMs ?? timeoutMs)
    const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit
    const { method, path, query, body, lines } = request
    try {
      const answer = await client.transport.request<T>(
        {
          ...{ method, path },
          ...(query && { querystring: query }),
          ...(body && { body }),
          ...(lines !== undefined && { bulkBody: lines }),
        },
        {
          signal,
          maxResponseSize: maxBytes,
          ...(request.plain && { headers: { accept: 'application/json' } }),
        },
      )
      // The client reads only what says that it is JSON.
      if (typeof answer === 'string') throw new EngineFailure('garbled', 'it answers no JSON')
      return answer
    } catch (error) {
      throw toFailure(error, limit)
    } finally {
      clear()
    }
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
    close: () => client.close(),
  }
}

/** As `AbortSignal.timeout`, which goes off and makes an error also when the answer has long been there. */
function timeLimit(ms: number): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), ms)
  return { signal: controller.signal, clear: () => clearTimeout(timer) }
}

function createClient({ url, user, password, apiKey, caFile }: EngineAddress): Client {
  const auth =
    apiKey !== undefined ? { apiKey } : { username: user ?? 'elastic', password: password ?? '' }
  return new Client({
    node: url,
    ...((apiKey ?? password) !== undefined && { auth }),
    // These go to the socket, encrypted or not.
    tls: { timeout: CONNECT_MS, ...(caFile !== undefined && { ca: readCertificate(caFile) }) },
    // What is tried again, and when, is decided here.
    maxRetries: 0,
    enableMetaHeader: false,
    requestTimeout: 60_000,
  })
}

function readCertificate(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UserError(`the certificate ${path} cannot be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

function toFailure(error: unknown, limit: AbortSignal): unknown {
  if (!(error instanceof errors.ElasticsearchClientError)) return error
  if (error instanceof errors.ResponseError) return toAnswered(error)
  // What follows is advice for those who start Node themselves.
  const [reason = ''] = error.message.split('; ', 1)
  return new EngineFailure(kindOf(error, limit), reason, { cause: error })
}

function kindOf(error: Error, limit: AbortSignal): FailureKind {
  if (limit.aborted || error instanceof errors.TimeoutError) return 'timeout'
  if (error instanceof errors.ProductNotSupportedError) return 'foreign'
  if (error instanceof errors.DeserializationError) return 'garbled'
  if (error instanceof errors.RequestAbortedError) {
    return error.message.includes('bigger than') ? 'tooLarge' : 'aborted'
  }
  return isAboutCertificate(error.message) ? 'untrusted' : 'unreachable'
}

interface ErrorBody {
  error?: { type?: string; reason?: string; root_cause?: { type?: string; reason?: string }[] }
}

function toAnswered(error: errors.ResponseError): EngineFailure {
  const body = error.body as ErrorBody | string | null | undefined
  const told = typeof body === 'object' ? body?.error : undefined
  const cause = told?.root_cause?.[0]
  return new EngineFailure('answered', cause?.reason ?? told?.reason ?? 'no reason given', {
    cause: error,
    status: error.statusCode ?? 0,
    type: cause?.type ?? told?.type ?? '',
  })
}
