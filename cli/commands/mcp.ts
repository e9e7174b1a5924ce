import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { type ApiClient, createApiClient } from '#api/assistants/api-client.ts'
import { serveAssistants } from '#api/assistants/http.ts'
import { createAssistantServer } from '#api/assistants/server.ts'
import { startServer } from '#api/server.ts'
import { readConfig } from '#config.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { command } from '../support/command.ts'
import { resolveBackend } from '../support/resolve-backend.ts'
import { toPort, toServed } from '../support/served.ts'
import { Stop } from '../support/stop.ts'
import { plain, printError } from '../support/terminal.ts'

export const mcp = command({
  help: `
Let an assistant search and read the archive over the Model Context Protocol: search, read, entity,
ties, evidence, paths, changes. It can change nothing. Every answer quotes its sentences and links to
the app.

Usage: dateline mcp [options]

  --port PORT          answer at http://127.0.0.1:PORT/mcp instead of standard input and output;
                       0 for any free port
  --url URL            use the Dateline server at URL, with the key in DATELINE_API_KEY, instead of
                       the archive itself
  --archive FILE       the archive to answer from
${BACKEND_HELP}`,
  options: { ...BACKEND_OPTIONS, port: { type: 'string' }, url: { type: 'string' } },
  async run({ values }) {
    const port = values.port === undefined ? null : toPort(values.port)
    const { api, close } = await openApi(values)
    const stop = new Stop('\nStopping …')
    const done = port === null ? await answerHere(api) : await answerAt(port, api)
    await Promise.race([done.ended, stop.signal.aborted || once(stop.signal, 'abort')])
    await done.close()
    await close()
    return stop.status ?? 0
  },
})

interface Answering {
  ended: Promise<unknown>
  close(): Promise<void>
}

/** Standard output carries only the protocol. */
function answerHere(api: ApiClient): Promise<Answering> {
  const report = (error: Error) => printError(plain(error.message))
  const handle = serveStdio(() => createAssistantServer(api), { onerror: report })
  return Promise.resolve({ ended: once(process.stdin, 'end'), close: () => handle.close() })
}

async function answerAt(port: number, api: ApiClient): Promise<Answering> {
  const serving = await serveAssistants(api, port)
  printError(`Assistants are answered at ${serving.url}`)
  return { ended: new Promise(() => {}), close: () => serving.close() }
}

async function openApi(values: { url?: string | undefined; archive?: string | undefined }) {
  const { apiKey: key, port } = readConfig()
  if (values.url !== undefined) {
    return { api: createApiClient(values.url, key), close: () => Promise.resolve() }
  }
  const served = await toServed(resolveBackend(values))
  const start = (port: number) => startServer({ served, host: '127.0.0.1', port })
  // Links work as long as this runs; on the usual port also once `dateline serve` takes over.
  const server = await start(port).catch(() => start(0))
  return { api: createApiClient(server.url), close: () => server.close() }
}
