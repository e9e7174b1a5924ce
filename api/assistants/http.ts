import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createMcpHonoApp } from '@modelcontextprotocol/hono'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { listen, toUrl } from '../http/address.ts'
import type { ApiClient } from './api-client.ts'
import { createAssistantServer } from './server.ts'

/** Loopback only, since it answers without a key. */
const HOST = '127.0.0.1'

/** Serves assistants on this machine over HTTP; pages of other sites are refused by their Host and Origin. */
export async function serveAssistants(
  api: ApiClient,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  const handler = createMcpHandler(() => createAssistantServer(api))
  const app = createMcpHonoApp({ host: HOST })
  app.all('/mcp', (c) => handler.fetch(c.req.raw, { parsedBody: c.get('parsedBody' as never) }))
  const answer = getRequestListener(app.fetch)
  const server = createServer((request, response) => void answer(request, response))
  await listen(server, HOST, port)
  return {
    url: `${toUrl(HOST, server)}/mcp`,
    async close() {
      await handler.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
