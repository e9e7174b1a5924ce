import { readCursor, writeCursor } from './cursor.ts'
import type { Page } from './page.ts'

/** The end of a page: an item with this key, when the archive was at this version. */
export interface ListPlace {
  /** Version in which the list began. */
  began: number
  version: number
  /** Offset of the next page in the list at that time. */
  offset: number
  /** Key of the last item shown. */
  last: string
}

/** Throws InvalidQueryError on a cursor that is malformed or of another list. */
export function readPlace(cursor: string | undefined, list: string): ListPlace | null {
  const place = readCursor(cursor, list, isPlace) as [number, number, number, string] | null
  if (!place) return null
  const [began, version, offset, last] = place
  return { began, version, offset, last }
}

/** The cursor of the next page; null at the end. */
export function writePlace(list: string, place: ListPlace, total: number): string | null {
  const { began, version, offset, last } = place
  return offset < total ? writeCursor(list, [began, version, offset, last]) : null
}

/** Marks a page whose state differs from the one in which its list began. */
export function changedSince(began: number | null, version: number): { changed?: true } {
  return began === null || began === version ? {} : { changed: true }
}

/**
 * Finds where to continue a list that may have changed: after the last item shown or, if it is
 * gone, at the same offset. `keyAt` is the key of each item in the current list.
 */
export function offsetAfter(
  { version, offset, last }: ListPlace,
  now: number,
  length: number,
  keyAt: (position: number) => string,
): number {
  if (version === now) return offset
  for (let position = 0; position < length; position++) {
    if (keyAt(position) === last) return position + 1
  }
  return Math.min(offset, length)
}

export interface ListPage<P, T> {
  /** Name of the list in its cursors. */
  list: string
  cursor: string | undefined
  size: number
  version: number
  /** The unique key of an item. */
  keyOf: (place: P) => string
  toItem: (place: P) => T
}

/** A page of a list whose positions are all known; only the items shown are read. */
export function pageOfPlaces<P, T>(
  places: P[],
  { list, cursor, size, version, keyOf, toItem }: ListPage<P, T>,
): Page<T> {
  const begin = readPlace(cursor, list)
  const keyAt = (position: number) => keyOf(places[position]!)
  const offset = begin ? offsetAfter(begin, version, places.length, keyAt) : 0
  const shown = places.slice(offset, offset + size)
  const last = shown.at(-1)
  const end = {
    began: begin?.began ?? version,
    version,
    offset: offset + shown.length,
    last: last === undefined ? '' : keyOf(last),
  }
  return {
    items: shown.map(toItem),
    total: { value: places.length, relation: 'eq' },
    next: last === undefined ? null : writePlace(list, end, places.length),
    warnings: [],
    version,
    ...changedSince(begin?.began ?? null, version),
  }
}

function isPlace([began, version, offset, last, ...rest]: unknown[]): boolean {
  return (
    Number.isSafeInteger(began) &&
    Number.isSafeInteger(version) &&
    Number.isSafeInteger(offset) &&
    (offset as number) >= 0 &&
    typeof last === 'string' &&
    rest.length === 0
  )
}
