import { crc32 } from 'node:zlib'
import { InvalidQueryError } from '#core/errors.ts'

/** Where a list goes on: after the item with these values of its sort. */
export interface Cursor {
  /** Of the list that it belongs to. */
  list: string
  after: unknown[]
  /** The point in time that the list is of; null on the way to the second page. */
  pit: string | null
}

/** Names a list by all that decides what is in it and in which order. */
export function listName(...parts: unknown[]): string {
  return crc32(JSON.stringify(parts)).toString(36)
}

export function toCursor({ list, after, pit }: Cursor): string {
  const json = JSON.stringify([list, after, pit])
  return Buffer.from(json).toString('base64url')
}

/** Null for the first page; throws InvalidQueryError on a cursor that is of no list or of another. */
export function readCursor(cursor: string | undefined, list: string): Cursor | null {
  if (cursor === undefined) return null
  try {
    const [of, after, pit] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (of === list && Array.isArray(after) && (pit === null || typeof pit === 'string')) {
      return { list, after: after as unknown[], pit }
    }
  } catch {
    // Not ours; said below.
  }
  throw new InvalidQueryError('cursor is the "next" of an earlier answer to the same search', {
    parameter: 'cursor',
  })
}
