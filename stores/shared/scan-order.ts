import { readCursor, writeCursor } from '#core/cursor.ts'
import type { Batch } from '#core/scan.ts'

export type Key = (string | number)[]

/** The order of a scan: no two items have the same key. */
export interface ScanOrder<T> {
  /** Different for scans that do not go on with each other's cursors. */
  name: string
  types: ('string' | 'number')[]
  key: (item: T) => Key
}

export interface ScanStart {
  /** The state of the store in which the scan began; null if it begins now. */
  began: number | null
  /** The key of the last item before; null at the start. */
  after: Key | null
}

/** Where a scan goes on; throws InvalidQueryError on a cursor of another one. */
export function readStart(
  cursor: string | undefined,
  { name, types }: Pick<ScanOrder<never>, 'name' | 'types'>,
): ScanStart {
  const all = ['number', ...types]
  const isPlace = (place: unknown[]) =>
    place.length === all.length && place.every((value, i) => typeof value === all[i])
  const place = readCursor(cursor, name, isPlace) as [number, ...Key] | null
  return place ? { began: place[0], after: place.slice(1) } : { began: null, after: null }
}

interface ScanPage<T> {
  items: T[]
  /** Others follow. */
  more: boolean
}

/** Of items that were asked for with one more than fit. */
export function upTo<T>(size: number, found: T[]): ScanPage<T> {
  return { items: found.slice(0, size), more: found.length > size }
}

/** A cursor of a scan that began in no state: it has changed in any case. */
const NO_STATE = -1

/** The batch that a store answers; `state` is the version that it is of, or null where it is not of one. */
export function toBatch<T>(
  { items, more }: ScanPage<T>,
  { began }: ScanStart,
  { name, key }: ScanOrder<NoInfer<T>>,
  { version, state = version }: { version: number; state?: number | null },
): Batch<T> {
  const first = began ?? state ?? NO_STATE
  const next = more ? writeCursor(name, [first, ...key(items.at(-1)!)]) : null
  return { items, next, version, changed: state !== first }
}

export const ENTITIES_BY_ID: ScanOrder<{ id: string }> = {
  name: 'scan entities',
  types: ['string'],
  key: ({ id }) => [id],
}

export const TIES_BY_IDS: ScanOrder<{ a: { id: string }; b: { id: string } }> = {
  name: 'scan ties',
  types: ['string', 'string'],
  key: ({ a, b }) => [a.id, b.id],
}
