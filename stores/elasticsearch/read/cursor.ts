import type { estypes } from '@elastic/elasticsearch'
import { readCursor as readPlace, writeCursor } from '#core/cursor.ts'

/** The position in a list: after the item with these sort values. */
export interface Cursor {
  /** Name of its list. */
  list: string
  after: estypes.SortResults
  /** The point in time of the list; null until the second page opens one. */
  pit: string | null
  /** Version of the state in which the list began. */
  began: number
}

export function toCursor({ list, after, pit, began }: Cursor): string {
  return writeCursor(list, [after, pit, began])
}

/**
 * Null for the first page; throws InvalidQueryError if the cursor is malformed or of another list.
 */
export function readCursor(cursor: string | undefined, list: string): Cursor | null {
  const isPlace = ([after, pit, began]: unknown[]) =>
    Array.isArray(after) && (pit === null || typeof pit === 'string') && typeof began === 'number'
  const place = readPlace(cursor, list, isPlace) as
    [estypes.SortResults, string | null, number] | null
  return place && { list, after: place[0], pit: place[1], began: place[2] }
}
