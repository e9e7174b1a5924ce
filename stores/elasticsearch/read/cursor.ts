import { crc32 } from 'node:zlib'
import type { estypes } from '@elastic/elasticsearch'
import { InvalidQueryError } from '#core/errors.ts'

/** Where a list goes on: after the item with these sort values. */
export interface Cursor {
  /** The name of its list. */
  list: string
  after: estypes.SortResults
  /** The point in time of the list; null until the second page opens one. */
  pit: string | null
}

/** A name made of all that decides what is in a list and in which order. */
export function listName(...parts: unknown[]): string {
  return crc32(JSON.stringify(parts)).toString(36)
}

export function toCursor({ list, after, pit }: Cursor): string {
  const json = JSON.stringify([list, after, pit])
  return Buffer.from(json).toString('base64url')
}

/** Null for the first page; throws InvalidQueryError on a cursor of another list, or one that is malformed. */
export function readCursor(cursor: string | undefined, list: string): Cursor | null {
  if (cursor === undefined) return null
  try {
    const [of, after, pit] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (of === list && Array.isArray(after) && (pit === null || typeof pit === 'string')) {
      return { list, after: after as estypes.SortResults, pit }
    }
  } catch {
    // Malformed; said below.
  }
  throw new InvalidQueryError('cursor is the "next" of an earlier answer to the same search', {
    parameter: 'cursor',
  })
}
