import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { startServer } from '#api/server.ts'
import { readConfig } from '#config.ts'
import { UserError } from '#core/errors.ts'
import { OWN_ARCHIVE, SAMPLE_ARCHIVE, archivePath } from './archive-path.ts'
import { command } from './command.ts'
import { setUpSample } from './sample-archive.ts'
import { Stop } from './stop.ts'

export const serve = command({
  help: `
Serve the web app and the API. Without an archive of yours it shows invented sample news, until
\`dateline index\` makes one; a running server shows what is indexed meanwhile.

Usage: dateline serve [options]

  --archive FILE       the archive to serve
  --host HOST          the address to listen on, 127.0.0.1 unless given; for one that other
                       machines reach, DATELINE_API_KEY must hold a key
  --port PORT          4310 unless given; 0 for any that is free`,
  options: {
    archive: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
  },
  async run({ values }) {
    const config = readConfig()
    const port = values.port === undefined ? config.port : toPort(values.port)
    const archives = await archivesToServe(archivePath(values.archive))
    const server = await startServer({
      served: { archives },
      host: values.host ?? config.host,
      port,
      key: config.apiKey,
    })
    const stop = new Stop('\nStopping …')
    console.log(`Dateline is at ${server.url}`)
    if (!existsSync(archives[0])) {
      console.log('It shows invented sample news; `./dateline index PATH` puts in your own.')
    }
    if (!stop.signal.aborted) await once(stop.signal, 'abort')
    await server.close()
    return stop.status ?? 0
  },
})

/** The user's own archive is preferred as soon as it is there. */
async function archivesToServe(path: string): Promise<[string, ...string[]]> {
  if (path !== OWN_ARCHIVE) return [path]
  if (existsSync(path)) return [path]
  await setUpSample(SAMPLE_ARCHIVE)
  return [path, SAMPLE_ARCHIVE]
}

function toPort(written: string): number {
  const port = Number(written)
  if (/^\d{1,5}$/.test(written) && port <= 65_535) return port
  throw new UserError(`--port ${written} is no port; write a number from 1 to 65535`)
}
