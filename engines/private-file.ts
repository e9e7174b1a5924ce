import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file atomically that only its owner can read. */
export function writePrivate(path: string, text: string): void {
  const aside = `${path}.${process.pid}`
  rmSync(aside, { force: true })
  // Fails on a link that somebody else put there.
  writeFileSync(aside, text, { mode: 0o600, flag: 'wx' })
  renameSync(aside, path)
}

/** Null for a file that does not exist. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
