import { readCursor, writeCursor } from '#core/cursor.ts'
import type { Batch } from '#core/scan.ts'

export type Key = (string | number)[]

/** The order of a scan: no two items have the same key. */
export interface ScanOrder<T> {
  /** Differs between scans that must not share cursors. */
  name: string
  types: ('string' | 'number')[]
  key: (item: T) => Key
}

export interface ScanStart {
  /** Version of the state in which the scan began; null if it begins now. */
  began: number | null
  /** Key of the previous item; null at the start. */
  after: Key | null
}

/** Reads where a scan continues; throws InvalidQueryError on a cursor of another one. */
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
  /** True if others follow. */
  more: boolean
}

/** Cuts to `size` items, of which one extra was requested. */
export function upTo<T>(size: number, found: T[]): ScanPage<T> {
  return { items: found.slice(0, size), more: found.length > size }
}

/** For the cursor of a scan that began in no definite state: it always counts as changed. */
const NO_STATE = -1

/** Builds a store's batch; `state` is its version, or null if it has no single one. */
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
