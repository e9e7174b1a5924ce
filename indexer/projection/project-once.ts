import type { Engines } from '#stores/backend.ts'
import { startProjection } from './projection.ts'

/**
 * Sends engines what they lack. If this fails, the archive still has it: the next `index` or
 * `project` continues.
 */
export async function projectOnce(archive: string, engines: Engines): Promise<void> {
  try {
    const projection = await startProjection({ archive, engines: Object.values(engines) })
    await projection.finish()
    await projection.stop()
  } catch {
    return
  }
}
