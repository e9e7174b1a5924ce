/*
 * What an error of SQLite's means, by its code, and how it is told.
 */

const errorCode = (error: unknown) => (error as { errcode?: number } | null)?.errcode ?? 0
const primaryCode = (error: unknown) => errorCode(error) & 0xff

/** SQLITE_BUSY, SQLITE_LOCKED. */
export const isBusy = (error: unknown) => [5, 6].includes(primaryCode(error))
/** SQLITE_CORRUPT, SQLITE_NOTADB. */
export const isDamage = (error: unknown) => [11, 26].includes(primaryCode(error))
/** SQLITE_CORRUPT alone: a file that SQLite has only partly written also looks like this. */
export const isMalformed = (error: unknown) => primaryCode(error) === 11
/** SQLITE_FULL, SQLITE_IOERR: durability can no longer be promised. */
export const isDiskFailure = (error: unknown) => [10, 13].includes(primaryCode(error))
/** SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN. */
export const isUnusable = (error: unknown) => [3, 8, 14].includes(primaryCode(error))

/** `path` is null if the archive is unknown. */
export function damageSentence(path: string | null): string {
  return (
    `${path ?? 'the archive'} is damaged and was left as it is; put a backup in its place with \`dateline restore\`, ` +
    'or index the articles into a new archive with --archive'
  )
}
