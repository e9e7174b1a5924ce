import type { ArchiveState } from '#core/projection.ts'
import type { Connection } from './connection.ts'
import { STATE_MAPPING, plainSettings } from './mapping.ts'
import type { Names } from './names.ts'
import { foreign } from './failure.ts'

/** The state of the archive that a filling shows. */
export interface HeldRecord {
  target: string
  state: ArchiveState
}

/** Kept under this id for the filling that is served, and under its own for one in the making. */
export const SERVED = 'served'

export async function readRecord(
  connection: Connection,
  { state }: Names,
  id: string,
): Promise<HeldRecord | null> {
  const found = await connection.find<{ _source: HeldRecord }>({
    method: 'GET',
    path: `/${state}/_doc/${id}`,
  })
  return found?._source ?? null
}

export async function writeRecord(
  connection: Connection,
  { state }: Names,
  id: string,
  record: HeldRecord,
): Promise<void> {
  await connection.ask({ method: 'PUT', path: `/${state}/_doc/${id}`, body: record })
}

export async function deleteRecord(
  connection: Connection,
  { state }: Names,
  id: string,
): Promise<void> {
  await connection.find({ method: 'DELETE', path: `/${state}/_doc/${id}` })
}

export async function createRecords(connection: Connection, { state }: Names): Promise<void> {
  const path = `/${state}`
  const found = await connection.find<Record<string, { mappings: { _meta?: object } }>>({
    ...{ method: 'GET', path: `${path}/_mapping` },
  })
  if (!found) {
    const body = { settings: plainSettings(), mappings: STATE_MAPPING }
    await connection.ask({ method: 'PUT', path, body, timeoutMs: 60_000 })
    return
  }
  const ours = Object.values(found).every(({ mappings }) => 'dateline' in (mappings._meta ?? {}))
  if (!ours) throw foreign(state, connection.url)
}
