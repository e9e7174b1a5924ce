import { UserError } from '#core/errors.ts'
import type { Stores } from './stores.ts'

/** Opens the stores behind an archive's path or an engine's URL; client code loads only when picked. */
export async function openStores(location: string): Promise<Stores> {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(location)?.[1]?.toLowerCase()
  switch (scheme) {
    case undefined: {
      const { openPool } = await import('./pool.ts')
      return openPool(location)
    }
    default:
      throw new UserError(`no store is known for ${scheme}:// (give the path of an archive)`)
  }
}
