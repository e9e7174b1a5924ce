import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSample } from '#cli/support/sample-archive.ts'
import { type ServeProcess, serveArchive } from '../dateline.ts'

/** Serves the sample news from a temporary archive; `stop` removes it. */
export async function serveSample(
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<ServeProcess & { archive: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-e2e-'))
  const archive = join(folder, 'sample.db')
  await buildSample(archive)
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
