import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file that only its owner can read, all of it or nothing. */
export function writePrivate(path: string, text: string): void {
  const aside = `${path}.${process.pid}`
  rmSync(aside, { force: true })
  // Never through a link that somebody else put there.
  writeFileSync(aside, text, { mode: 0o600, flag: 'wx' })
  renameSync(aside, path)
}

/** Null for a file that is not there. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
