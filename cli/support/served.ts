import { existsSync } from 'node:fs'
import type { Served } from '#api/server.ts'
import { UserError } from '#core/errors.ts'
import { OWN_ARCHIVE, SAMPLE_ARCHIVE } from './archive-path.ts'
import { openEmbedded } from './embedded.ts'
import type { Backend } from './resolve-backend.ts'
import { setUpSample } from './sample-archive.ts'

/**
 * Chooses what a server answers from: the user's own archive over the sample news as soon as it
 * exists.
 */
export async function toServed(backend: Backend): Promise<Served> {
  if (backend.type === 'engines') return { engines: backend.engines }
  const path = backend.archive
  if (existsSync(path)) openEmbedded(path).close()
  else if (path === OWN_ARCHIVE) {
    await setUpSample(SAMPLE_ARCHIVE)
    return { archives: [path, SAMPLE_ARCHIVE] }
  }
  return { archives: [path] }
}

export function toPort(written: string): number {
  const port = Number(written)
  if (/^\d{1,5}$/.test(written) && port <= 65_535) return port
  throw new UserError(`--port ${written} is not a port; write a number from 1 to 65535`)
}
