import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { ENGINE_NAMES } from '#backends.ts'
import { toOrigin } from '#api/http/cors.ts'
import { startServer } from '#api/server.ts'
import { openKeyRing } from '#archive/keys.ts'
import { openAnalysisShelf } from '#archive/analysis-shelf.ts'
import { openNotebook } from '#archive/notebook.ts'
import { openArchive } from '#archive/open.ts'
import { readConfig } from '#config.ts'
import type { KeyRing } from '#core/access.ts'
import type { ArticleIntake } from '#core/article-intake.ts'
import type { DecisionDesk } from '#core/decisions/desk.ts'
import { openIntake } from '#indexer/added/open-intake.ts'
import { openDesk } from '#indexer/decisions/open-desk.ts'
import { command } from '../support/command.ts'
import { toPort, toServed } from '../support/served.ts'
import { Stop } from '../support/stop.ts'
import { plain, print, printError } from '../support/terminal.ts'
import { BACKEND_HELP, BACKEND_OPTIONS } from '../support/backend-options.ts'
import { type Backend, resolveBackend } from '../support/resolve-backend.ts'

export const serve = command({
  help: `
Serve the web app and the API. Without an archive of your own it shows invented sample news, until
\`dateline index\` creates one; a running server shows newly indexed articles. If
${ENGINE_NAMES} are used they answer, and the archive is not needed.

Usage: dateline serve [options]

  --archive FILE       the archive to serve
  --host HOST          the address to listen on; default 127.0.0.1. An address that other
                       machines can reach needs a key: \`dateline keys create NAME\`
  --port PORT          default 4310; 0 for any free port
  --attached           stop when standard input ends, for programs that start a server
  --allow-origin SITE  let pages of another site read the archive, such as
                       https://observablehq.com; may be repeated
${BACKEND_HELP}`,
  options: {
    ...BACKEND_OPTIONS,
    'allow-origin': { type: 'string', multiple: true },
    host: { type: 'string' },
    port: { type: 'string' },
    attached: { type: 'boolean', default: false },
  },
  async run({ values }) {
    const config = readConfig()
    const port = values.port === undefined ? config.port : toPort(values.port)
    const backend = resolveBackend(values)
    const served = await toServed(backend)
    const server = await startServer({
      served,
      host: values.host ?? config.host,
      port,
      key: config.apiKey,
      writeKey: config.writeKey,
      intake: intakeFor(backend),
      origins: (values['allow-origin'] ?? []).map(toOrigin),
      openDesk: (archive) => deskFor(backend, archive),
      openNotebook: (archive) => ifThere(archive ?? backend.archive, openNotebook),
      openAnalysis: (archive) => ifThere(archive ?? backend.archive, openAnalysisShelf),
      openKeyRing: (archive) => keyRingFor(archive ?? backend.archive),
    })
    const stop = new Stop('\nStopping …')
    print(`Dateline is at ${server.url}`)
    if ('archives' in served && !existsSync(served.archives[0])) {
      print('It shows invented sample news; `./dateline index PATH` adds your own.')
    }
    if (values.attached) await inputEnds(stop.signal).catch(() => undefined)
    else if (!stop.signal.aborted) await once(stop.signal, 'abort')
    await server.close()
    return stop.status ?? 0
  },
})

/** The pipe also closes if the process at the other end is killed. */
async function inputEnds(signal: AbortSignal): Promise<void> {
  process.stdin.resume()
  try {
    await once(process.stdin, 'close', { signal })
  } finally {
    process.stdin.destroy()
  }
}

/** With engines, the archive may be on another machine. */
function intakeFor(backend: Backend): ArticleIntake | null {
  const { archive } = backend
  const engines = backend.type === 'engines' ? backend.engines : null
  if (engines && !existsSync(archive)) return null
  const report = ({ message }: Error) => printError(`A queued article waits: ${plain(message)}`)
  return openIntake({ archive, engines, report })
}

/** Null if engines serve and their archive is elsewhere. */
function deskFor(backend: Backend, served: string | null): DecisionDesk | null {
  const archive = served ?? backend.archive
  const engines = backend.type === 'engines' ? backend.engines : null
  return existsSync(archive) ? openDesk({ archive, engines }) : null
}

/** Null if engines serve and their archive is elsewhere. */
function ifThere<T>(archive: string, open: (path: string) => T): T | null {
  return existsSync(archive) ? open(archive) : null
}

/** Null if engines serve and their archive is elsewhere: only keys from the environment remain. */
function keyRingFor(archive: string): KeyRing | null {
  if (!existsSync(archive)) return null
  openArchive(archive, { write: false }).close()
  return openKeyRing(archive)
}
