import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { Client, type UndiciConnection } from '@elastic/elasticsearch'
import { UserError } from '#core/errors.ts'
import { abortError } from '../shared/cancellation.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { isAboutCertificate } from '../shared/tls-errors.ts'
import { EngineFailure } from './failure.ts'

/*
 * HTTP over the connections of the official client, but past its transport and its streams: retries, tracing and
 * sniffing are none of their business here, and they take longer than everything else that is done for a search
 * (decision 036).
 */

const CONNECT_MS = 1000
/** Ends what no time limit of a request ends. */
const SILENCE_MS = 60_000

export interface WireRequest {
  method: string
  /** With its query. */
  path: string
  headers: Record<string, string>
  body: string | Buffer | undefined
}

export interface WireAnswer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export interface WireLimits {
  timeoutMs: number
  /** A longer answer fails as `tooLarge`. */
  maxBytes: number
  /** Gives the request up. */
  signal?: AbortSignal | undefined
}

/**
 * Sends requests, as many at a time as there are. Every failure is an `EngineFailure`, but an `AbortError` where a request was
 * given up; an answer of any status is none.
 */
export interface Wire {
  send(request: WireRequest, limits: WireLimits): Promise<WireAnswer>
  close(): Promise<void>
}

export function openWire(address: EngineAddress): Wire {
  const client = createClient(address)
  // There is one, as there is one address.
  const { pool, headers, url } = client.connectionPool.connections[0] as UndiciConnection
  const prefix = url.pathname.replace(/\/$/, '')

  return {
    send: (request, limits) =>
      new Promise((resolve, reject) => {
        const exchange = new Exchange(limits, resolve, reject)
        const { method, path, body } = request
        const all = { ...headers, ...request.headers } as Record<string, string>
        pool.dispatch({ method, path: prefix + path, headers: all, body: body ?? null }, exchange)
      }),
    close: () => client.close(),
  }
}

type Handler = Parameters<UndiciConnection['pool']['dispatch']>[1]
type Controller = Parameters<NonNullable<Handler['onRequestStart']>>[0]

/** One request and what comes of it, which is settled once, whatever happens afterwards. */
class Exchange implements Handler {
  readonly #limits: WireLimits
  readonly #resolve: (answer: WireAnswer) => void
  readonly #reject: (failure: Error) => void
  readonly #abort = () => this.#fail(abortError(this.#limits.signal!))
  readonly #timer: NodeJS.Timeout
  #controller: Controller | undefined
  #failure: Error | undefined
  #status = 0
  #headers: IncomingHttpHeaders = {}
  #parts: Buffer[] = []
  #bytes = 0

  constructor(
    limits: WireLimits,
    resolve: (answer: WireAnswer) => void,
    reject: (failure: Error) => void,
  ) {
    this.#limits = limits
    this.#resolve = resolve
    this.#reject = reject
    const { timeoutMs, signal } = limits
    this.#timer = setTimeout(() => this.#fail(slow()), timeoutMs)
    if (signal?.aborted) this.#abort()
    else signal?.addEventListener('abort', this.#abort)
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller
    if (this.#failure) controller.abort(this.#failure)
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    this.#headers = headers
    this.#check(Number(headers['content-length'] ?? 0))
  }

  onResponseData(_: Controller, part: Buffer): void {
    this.#parts.push(part)
    this.#bytes += part.length
    this.#check(this.#bytes)
  }

  onResponseEnd(): void {
    this.#settle()
    const [first, ...more] = this.#parts
    const body = first && more.length === 0 ? first : Buffer.concat(this.#parts)
    this.#resolve({ status: this.#status, headers: this.#headers, text: body.toString() })
  }

  onResponseError(_: Controller, error: Error): void {
    this.#fail(toFailure(error))
  }

  #check(bytes: number): void {
    if (bytes > this.#limits.maxBytes) {
      this.#fail(new EngineFailure('tooLarge', `more than ${this.#limits.maxBytes} bytes`))
    }
  }

  #fail(failure: Error): void {
    if (this.#failure) return
    this.#failure = failure
    this.#settle()
    this.#reject(failure)
    this.#controller?.abort(failure)
  }

  #settle(): void {
    clearTimeout(this.#timer)
    this.#limits.signal?.removeEventListener('abort', this.#abort)
  }
}

function slow(cause?: Error): EngineFailure {
  return new EngineFailure('timeout', 'no answer in time', { cause })
}

function toFailure(error: NodeJS.ErrnoException): EngineFailure {
  const { code = '', message } = error
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return slow(error)
  // What follows is advice for those who start Node themselves.
  const [reason] = message.split('; ', 1)
  const kind = isAboutCertificate(message) ? 'untrusted' : 'unreachable'
  // Where several addresses were tried there is no message, only a code.
  return new EngineFailure(kind, reason || code, { cause: error })
}

function createClient({ url, user, password, apiKey, caFile }: EngineAddress): Client {
  const auth =
    apiKey !== undefined ? { apiKey } : { username: user ?? 'elastic', password: password ?? '' }
  return new Client({
    node: url,
    ...((apiKey ?? password) !== undefined && { auth }),
    // These go to the socket, encrypted or not.
    tls: { timeout: CONNECT_MS, ...(caFile !== undefined && { ca: readCertificate(caFile) }) },
    requestTimeout: SILENCE_MS,
    enableMetaHeader: false,
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
