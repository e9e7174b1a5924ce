import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Handles a request: receives its lines, returns one response. */
export type Handler = (lines: string[], response: ServerResponse, request: IncomingMessage) => void

/**
 * An HTTP server that fails in ways that the real Elasticsearch cannot be made to. Handlers answer in turn; the last
 * one keeps answering.
 */
export async function startStub(...handlers: Handler[]) {
  const requests: string[][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const lines = body.split('\n').filter((line) => line !== '')
      requests.push(lines)
      response.setHeader('x-elastic-product', 'Elasticsearch')
      response.setHeader('content-type', 'application/vnd.elasticsearch+json;compatible-with=9')
      const handler = handlers.length > 1 ? handlers.shift()! : handlers[0]!
      handler(lines, response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers each item of a `_bulk` request by its index; 201 by default. */
export function items(reply: (i: number) => object = () => ({ status: 201 })): Handler {
  return (lines, response) => {
    const answers = Array.from({ length: lines.length / 2 }, (_, i) => ({ index: reply(i) }))
    response.end(JSON.stringify({ items: answers }))
  }
}

export function fails(status: number, type = 'some_exception', reason = 'because'): Handler {
  return (_, response) => {
    response.statusCode = status
    response.end(JSON.stringify({ error: { type, reason }, status }))
  }
}
