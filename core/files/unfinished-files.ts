import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/*
 * A file that is replaced as a whole is made under another name in the same folder first. The name holds the id of the
 * process, so that what a killed one left is told from what another is making now.
 */

/** "archive.db.building-4711": where this process builds what will be at `path`. */
export function unfinishedName(path: string, purpose: string): string {
  return `${path}.${purpose}-${process.pid}`
}

/** Removes files that killed processes left behind. */
export function removeLeftovers(path: string, purpose: string): void {
  const prefix = `${basename(path)}.${purpose}-`
  for (const name of filesIn(dirname(path))) {
    const pid = Number.parseInt(name.slice(prefix.length))
    if (name.startsWith(prefix) && !isRunning(pid)) rmSync(join(dirname(path), name))
  }
}

/** Flushes a file or a directory to disk, so that it survives a power cut. */
export function flushToDisk(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function filesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : []
}
