import {
  BaseConnection,
  Client,
  type ConnectionRequestParams,
  type DiagnosticResult,
} from '@elastic/elasticsearch'
import type { Connection } from '#stores/elasticsearch/connection.ts'
import type { Names } from '#stores/elasticsearch/index-names.ts'
import type { RawRequest } from './raw-http.ts'

/** Records the requests of a connection in `requests` until the returned function is called. */
export function record({ client }: Connection, requests: RawRequest[]): () => void {
  const keep = (error: unknown, result: DiagnosticResult | null) => {
    if (!error && result) requests.push(toRaw(result.meta.request.params))
  }
  client.diagnostic.on('request', keep)
  return () => void client.diagnostic.off('request', keep)
}

/** A connection that sends nothing: it records requests and answers with empty results. */
export function capturing(searchTimeout: string): Connection & { requests: RawRequest[] } {
  const requests: RawRequest[] = []
  const client = new Client({ node: 'http://127.0.0.1', Connection: NothingFound })
  const connection = { client, url: '', searchTimeout }
  record(connection, requests)
  return { ...connection, requests }
}

class NothingFound extends BaseConnection {
  override async request() {
    const headers = {
      'x-elastic-product': 'Elasticsearch',
      'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
    }
    return { statusCode: 200, headers, body: '{"hits":{"hits":[]}}' } as never
  }
}

function toRaw({ method, path, querystring, body = '' }: ConnectionRequestParams): RawRequest {
  const query = querystring ? `?${querystring}` : ''
  return { method, path: path + query, body: Buffer.from(body as string) }
}

/** Clears Elasticsearch's caches, since it caches counts. */
export function clearCaches({ articles }: Names): RawRequest {
  return { method: 'POST', path: `/${articles}/_cache/clear?request=true` }
}
