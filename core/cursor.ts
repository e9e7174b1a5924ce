import { InvalidQueryError } from './errors.ts'

/** Encodes a position in a list as an opaque cursor; `list` names the list, `place` is JSON. */
export function writeCursor(list: string, place: readonly unknown[]): string {
  return btoa(escapeNonAscii(JSON.stringify([list, ...place])))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Decodes a cursor, null without one; throws InvalidQueryError if it is malformed or belongs to another list. */
export function readCursor(
  cursor: string | undefined,
  list: string,
  isPlace: (place: unknown[]) => boolean,
): unknown[] | null {
  if (cursor === undefined) return null
  const [of, ...place] = decode(cursor)
  if (of === list && isPlace(place)) return place
  throw new InvalidQueryError(
    'cursor is the "next" of an earlier answer to the same request; leave it out to begin at the start',
    { parameter: 'cursor' },
  )
}

function decode(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

/** `btoa` only accepts Latin-1. */
function escapeNonAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
