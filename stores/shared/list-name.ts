import { crc32 } from 'node:zlib'

/** A short name made of all that decides what is in a list and in which order. */
export function listName(...parts: unknown[]): string {
  return crc32(JSON.stringify(parts)).toString(36)
}
