import { type ClientRequestOptions, type ClientResponse, hc } from 'hono/client'
import type { App } from '#api/app.ts'
import { writeQuery } from './router/query-string.ts'

/** A failed request with a message for the reader; `status` is 0 without a response. */
export class RequestError extends Error {
  readonly status: number
  readonly parameter: string | undefined
  readonly position: number | undefined

  constructor(status: number, detail: string, at: { parameter?: string; position?: number } = {}) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.parameter = at.parameter
    this.position = at.position
  }
}

const KEY = 'dateline.key'
const NO_ANSWER = 'The server does not answer. Is "./dateline serve" still running?'

/**
 * A client of all routes, typed by the API's own definitions. Parameter values must be passed encoded, since a list is
 * joined by commas after its values are encoded.
 */
export const client = hc<App>('/', {
  headers: () => ({ Accept: 'application/json', ...authorization() }),
  buildSearchParams: (query) => {
    const written = writeQuery(Object.entries(query).map(([name, value]) => [name, String(value)]))
    // Only converted to a string; a real URLSearchParams would encode the commas again.
    return { toString: () => written.slice(1) } as unknown as URLSearchParams
  },
}).api.v1

/** Sends this API key with every request until the tab is closed. */
export function useKey(key: string): void {
  try {
    sessionStorage.setItem(KEY, key)
  } catch {
    // Without storage the archive stays locked; the sign-in note remains and says so.
  }
}

interface Answer {
  ok: boolean
  status: number
  json(): Promise<unknown>
}

/** The body of a successful response, as the route declares it. */
type BodyOf<R> =
  R extends ClientResponse<infer Body, infer Status, 'json'>
    ? Status extends 200 | 202
      ? Body
      : never
    : never

/** Sends a request and reads its response; throws RequestError. */
export async function read<R extends Answer>(
  send: (options: ClientRequestOptions) => Promise<R>,
  signal?: AbortSignal,
): Promise<BodyOf<R>> {
  const response = await send({ init: signal ? { signal } : {} }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new RequestError(0, NO_ANSWER)
  })
  if (!response.ok) throw await toRequestError(response)
  return (await response.json()) as BodyOf<R>
}

/** Whether requests are sent with a key. */
export function hasKey(): boolean {
  return storedKey() !== null
}

/** A response as text, whatever its status and type; throws RequestError if there is none. */
export async function fetchText(address: string, signal?: AbortSignal) {
  const init = { headers: authorization(), ...(signal && { signal }) }
  const response = await fetch(address, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new RequestError(0, NO_ANSWER)
  })
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, text: await response.text() }
}

function authorization(): Record<string, string> {
  const key = storedKey()
  return key ? { Authorization: `Bearer ${key}` } : {}
}

function storedKey(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    // Storage is disabled.
    return null
  }
}

async function toRequestError(response: Answer): Promise<RequestError> {
  const body = (await response.json().catch(() => ({}))) as Partial<RequestError> & {
    detail?: string
  }
  const detail = body.detail ?? `The server answered with status ${response.status}.`
  const { parameter, position } = body
  return new RequestError(response.status, detail, {
    ...(parameter !== undefined && { parameter }),
    ...(position !== undefined && { position }),
  })
}
