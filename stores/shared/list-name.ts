import { crc32 } from 'node:zlib'

/** A short hash of everything that decides the content and order of a list. */
export function listName(...parts: unknown[]): string {
  return crc32(JSON.stringify(parts)).toString(36)
}
