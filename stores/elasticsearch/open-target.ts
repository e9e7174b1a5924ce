import type { SearchTarget } from '#core/projection.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { connect } from './connection.ts'
import { DEFAULT_PREFIX, namesOf } from './index-names.ts'
import type { IndexLayout } from './mapping.ts'
import { PASSWORD_PATIENCE_MS } from './server-check.ts'
import { createTarget } from './write/target.ts'

export interface OpenTargetOptions extends IndexLayout {
  /** Of the names of all indexes. */
  prefix?: string | undefined
  /** Told, as a sentence, why writing waits. */
  report?: ((sentence: string) => void) | undefined
  /** How long a refused password is tried again. */
  patienceMs?: number | undefined
}

/** Nobody waits at a screen, and an engine that is busy with our writes answers late. */
const WRITING_MS = 30_000

/** The writing side of an Elasticsearch; it need not be up yet. */
export async function openElasticsearchTarget(
  address: EngineAddress,
  {
    prefix = DEFAULT_PREFIX,
    report = () => {},
    patienceMs = PASSWORD_PATIENCE_MS,
    ...layout
  }: OpenTargetOptions = {},
): Promise<SearchTarget> {
  const connection = connect(address, { timeoutMs: WRITING_MS })
  return createTarget(connection, namesOf(prefix), { report, patienceMs, ...layout })
}
