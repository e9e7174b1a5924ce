import { type Connection, type Request, SEARCH_MS } from '#stores/elasticsearch/connection.ts'
import type { Names } from '#stores/elasticsearch/index-names.ts'
import type { RawRequest } from './raw-http.ts'

type Ask = <T>(request: Request) => Promise<T>

/** A connection that keeps what is asked in `requests`. */
export function recording(connection: Connection, requests: Request[]): Connection {
  const kept =
    (ask: Ask): Ask =>
    (request) => {
      const { lines } = request
      // Their bytes become those of later requests.
      requests.push(lines ? { ...request, lines: Buffer.from(lines) } : request)
      return ask(request)
    }
  return {
    ...connection,
    ask: kept((request) => connection.ask(request)),
    read: kept((request) => connection.read(request)),
    find: kept((request) => connection.find(request) as never),
  }
}

/** A connection that keeps what is asked, and answers as an Elasticsearch in which nothing is found. */
export function capturing(requests: Request[]): Connection {
  const keep: Ask = async (request) => {
    requests.push(request)
    return {} as never
  }
  return { url: '', searchMs: SEARCH_MS, ask: keep, read: keep, find: keep, close: async () => {} }
}

/** What the client makes of a request, with its body as bytes. */
export function toRaw({ method, path, query = {}, body, lines }: Request): RawRequest {
  const options = Object.entries(query).map(([name, value]) => [name, String(value)])
  const search = options.length > 0 ? `?${new URLSearchParams(options)}` : ''
  const bytes = Buffer.from(lines ?? (body ? JSON.stringify(body) : ''))
  return { method, path: path + search, body: bytes }
}

/** Makes Elasticsearch forget what it has answered: it remembers counts. */
export function forgetAnswers({ articles }: Names): RawRequest {
  return { method: 'POST', path: `/${articles}/_cache/clear?request=true` }
}
