import type { ArchiveState } from '#core/projection.ts'
import type { Connection } from './connection.ts'
import { STATE_MAPPING, plainSettings } from './mapping.ts'
import type { Names } from './index-names.ts'
import { EngineFailure, foreign } from './failure.ts'

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

export async function createRecords(connection: Connection, names: Names): Promise<void> {
  if (await hasRecords(connection, names)) return
  const body = { settings: plainSettings(), mappings: STATE_MAPPING }
  const path = `/${names.state}`
  try {
    await connection.ask({ method: 'PUT', path, body, timeoutMs: 60_000 })
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.type !== ALREADY_THERE) throw error
    // The engine was still at what a run that was killed had asked for.
    await hasRecords(connection, names)
  }
}

const ALREADY_THERE = 'resource_already_exists_exception'

/** Whether there is a place for records. Throws UserError where something foreign stands in it. */
export async function hasRecords(connection: Connection, { state }: Names): Promise<boolean> {
  const found = await connection.find<Record<string, { mappings: { _meta?: object } }>>({
    ...{ method: 'GET', path: `/${state}/_mapping` },
  })
  if (!found) return false
  const ours = Object.values(found).every(({ mappings }) => 'dateline' in (mappings._meta ?? {}))
  if (!ours) throw foreign(state, connection.url)
  return true
}
