import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSample } from '#cli/support/sample-archive.ts'
import { type ServeProcess, serveArchive } from '../dateline.ts'

export type ServedArchive = ServeProcess & { archive: string }

/** Serves the archive that `fill` writes to a path in a temporary folder; `stop` removes it. */
export async function serveFilled(
  fill: (archive: string) => unknown,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<ServedArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-e2e-'))
  const archive = join(folder, 'archive.db')
  await fill(archive)
  const served = await serveArchive(archive, args, env)
  return {
    ...served,
    archive,
    async stop() {
      const status = await served.stop()
      await rm(folder, { recursive: true, force: true })
      return status
    },
  }
}

/** Serves the sample news from a temporary archive; `stop` removes it. */
export const serveSample = (args: string[] = [], env: Record<string, string> = {}) =>
  serveFilled(buildSample, args, env)
