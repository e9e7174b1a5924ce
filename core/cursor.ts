import { InvalidQueryError } from './errors.ts'

/** The opaque form of where the next page starts. */
export function toCursor(offset: number): string {
  return encode({ o: offset })
}

/** Where a page starts; throws InvalidQueryError on a cursor that was not made here. */
export function toOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const { o } = decode(cursor) as { o?: unknown }
  if (typeof o !== 'number' || !Number.isSafeInteger(o) || o < 0) throw unreadable()
  return o
}

/** The cursor of the page after this one; null if this is the last. */
export function nextCursor(offset: number, shown: number, total: number): string | null {
  return shown > 0 && offset + shown < total ? toCursor(offset + shown) : null
}

function encode(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('=', '')
}

function decode(cursor: string): object {
  try {
    const value: unknown = JSON.parse(atob(cursor))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Not ours; said below.
  }
  throw unreadable()
}

function unreadable(): InvalidQueryError {
  return new InvalidQueryError('cursor is the "next" of an earlier answer', { parameter: 'cursor' })
}
