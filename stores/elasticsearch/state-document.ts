import type { ArchiveState } from '#core/projection.ts'
import type { Connection } from './connection.ts'
import { EngineFailure, foreignIndex, orNull } from './failure.ts'
import type { Names } from './index-names.ts'
import { type IndexLayout, STATE_MAPPING, metaOf, plainSettings } from './mapping.ts'

const ADMIN_MS = 60_000
const ALREADY_EXISTS = 'resource_already_exists_exception'

/** The archive's state as a generation shows it. */
export interface StateDocument {
  target: string
  state: ArchiveState
}

/**
 * Id of the state document of the served generation; one still being filled uses its target as id.
 */
export const SERVED = 'served'

export async function readStateDocument(
  { client }: Connection,
  { state }: Names,
  id: string,
): Promise<StateDocument | null> {
  const found = await orNull(client.get<StateDocument>({ index: state, id }))
  return found?._source ?? null
}

export async function writeStateDocument(
  { client }: Connection,
  { state }: Names,
  id: string,
  document: StateDocument,
): Promise<void> {
  await client.index({ index: state, id, document })
}

export async function deleteStateDocument(
  { client }: Connection,
  { state }: Names,
  id: string,
): Promise<void> {
  await orNull(client.delete({ index: state, id }))
}

export async function createStateIndex(
  connection: Connection,
  names: Names,
  layout: IndexLayout,
): Promise<void> {
  if (await hasStateIndex(connection, names)) return
  try {
    await connection.client.indices.create(
      { index: names.state, settings: plainSettings(layout), mappings: STATE_MAPPING },
      { requestTimeout: ADMIN_MS },
    )
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.type !== ALREADY_EXISTS) throw error
    // The engine was still busy with the request of a killed run.
    await hasStateIndex(connection, names)
  }
}

/** Throws UserError if somebody else's index has its name. */
export async function hasStateIndex({ client, url }: Connection, { state }: Names) {
  const found = await orNull(client.indices.getMapping({ index: state }))
  if (!found) return false
  if (!Object.values(found).every(({ mappings }) => metaOf(mappings))) {
    throw foreignIndex(state, url)
  }
  return true
}
