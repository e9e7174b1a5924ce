import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#config.ts'
import { printError } from './terminal.ts'

/** The folder of package.json. */
export const HOME = join(import.meta.dirname, '../..')
export const OWN_ARCHIVE = join(HOME, 'data/archive.db')
export const SAMPLE_ARCHIVE = join(HOME, 'data/sample.db')

/** The archive named by the user, else the default one. */
export function archivePath(named: string | undefined): string {
  return named ?? readConfig().archive ?? OWN_ARCHIVE
}

/** Like `archivePath`, but the sample news if the user has no archive yet. */
export function archiveToRead(named: string | undefined): string {
  const path = archivePath(named)
  if (path !== OWN_ARCHIVE || existsSync(path) || !existsSync(SAMPLE_ARCHIVE)) return path
  printError('This is the invented sample news; `dateline index PATH` makes an archive of yours.')
  return SAMPLE_ARCHIVE
}
