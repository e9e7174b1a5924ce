import { randomUUID } from 'node:crypto'
import { int, Neo4jError } from 'neo4j-driver'
import { StoreError, UserError } from '#core/errors.ts'
import type { TargetState } from '#core/projection.ts'
import {
  ANYTHING,
  AWAIT_SCHEMA,
  BEGIN,
  CLEARING,
  FOREIGN_DATA,
  FORGET,
  TARGET_STATE,
  SCHEMA,
  SCHEMA_VERSION,
} from './schema.ts'
import type { Writer } from './writer.ts'

/**
 * Reads the archive's node; null if there is none. Throws UserError if foreign nodes use our
 * labels.
 */
export async function readState(writer: Writer): Promise<TargetState | null> {
  await assertNoForeignNodes(writer)
  const [found] = await writer.run<TargetState & { schema: number }>(TARGET_STATE)
  if (!found) return null

  const { schema, ...state } = found
  if (schema > SCHEMA_VERSION) {
    throw new UserError(
      'the graph in Neo4j was written by a newer Dateline; update Dateline to use it',
    )
  }
  return state
}

/** Creates the schema and the archive's node; deletes the remains of a graph without one. */
export async function prepare(writer: Writer, archive: string): Promise<TargetState> {
  const state = await readState(writer)
  if (state && state.archive !== archive) {
    throw new UserError(
      'Neo4j holds the graph of another archive; name that archive, or replace the graph with `dateline rebuild graph`',
    )
  }
  await createSchema(writer)
  if (state) return state

  const [leftover] = await writer.run(ANYTHING)
  if (leftover) await clear(writer)
  const target = randomUUID()
  await writer.run(BEGIN, { archive, target, schema: int(SCHEMA_VERSION) })
  return { archive, target, rev: 0 }
}

/** May be interrupted: the next `prepare` or `clear` deletes the rest. */
export async function clear(writer: Writer): Promise<void> {
  await writer.run(FORGET)
  for (const cypher of CLEARING) {
    for (let count = 1; count > 0;) {
      const [deleted] = await writer.run<{ count: number }>(cypher)
      count = deleted!.count
    }
  }
}

async function assertNoForeignNodes(writer: Writer): Promise<void> {
  const [foreign] = await writer.run<{ label: string }>(FOREIGN_DATA)
  if (!foreign) return
  throw new UserError(
    `Neo4j holds nodes with the label ${foreign.label} that are not Dateline's; give Dateline a Neo4j of its own, or rename that label`,
  )
}

async function createSchema(writer: Writer): Promise<void> {
  try {
    for (const cypher of SCHEMA) await writer.runAlone(cypher)
  } catch (error) {
    if (!isSchemaConflict(error)) throw error
    throw new UserError(
      `Neo4j has an index that conflicts with Dateline's (${error.message}); drop it and start again`,
      { cause: error },
    )
  }
  await writer.runAlone(AWAIT_SCHEMA)
}

function isSchemaConflict(error: unknown): error is StoreError {
  return (
    error instanceof StoreError &&
    error.cause instanceof Neo4jError &&
    error.cause.code.startsWith('Neo.ClientError.Schema.')
  )
}
