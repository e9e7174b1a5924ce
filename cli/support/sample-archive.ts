import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { openArchive } from '#archive/open.ts'
import { removeLeftovers, unfinishedName } from '#core/files/unfinished-files.ts'
import { ProgressDisplay } from './progress.ts'
import { HOME } from './archive-path.ts'
import { printError } from './terminal.ts'

const NEWS = join(HOME, 'sample')
/** Folders that the sample archive depends on. */
const INPUTS = ['sample', 'core', 'extract', 'archive', 'stores', 'indexer']

/** Builds the archive of the invented sample news unless it is up to date. */
export async function setUpSample(path: string): Promise<void> {
  const built = modified(path)
  const newest = Math.max(...INPUTS.flatMap((folder) => below(join(HOME, folder))).map(modified))
  if (built > newest) return

  printError('Building the archive of sample news …')
  const started = new Date()
  removeLeftovers(path, 'building')
  const aside = unfinishedName(path, 'building')
  try {
    await buildSample(aside)
    // A file saved during the build must count as newer than the archive.
    utimesSync(aside, started, started)
    // SQLite would replay the log of an older archive into the new one.
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
    renameSync(aside, path)
  } finally {
    removeArchive(aside)
  }
}

/** Reads the sample news into a new archive that is marked as such. */
export async function buildSample(path: string): Promise<void> {
  // Loaded late: a server with an up-to-date archive needs no extractor.
  const { runIndex } = await import('#indexer/pipeline/run-index.ts')
  const archive = openArchive(path, { write: true, create: true, sample: true })
  const display = new ProgressDisplay()
  try {
    await runIndex(archive, [NEWS], {
      names: true,
      restore: false,
      onProgress: (progress) => display.update(progress),
    })
  } finally {
    display.end()
    archive.close()
  }
}

function removeArchive(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-writer']) rmSync(path + suffix, { force: true })
}

/** Everything in the folder, and the folder itself, whose time changes when files are deleted. */
function below(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [folder, ...names.map((name) => join(folder, name))]
}

/** 0 for a file that does not exist. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
