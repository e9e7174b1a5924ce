import type { SearchTarget } from '#core/projection.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { connect } from './connection.ts'
import { DEFAULT_PREFIX, namesOf } from './index-names.ts'
import type { IndexLayout } from './mapping.ts'
import { PASSWORD_PATIENCE_MS } from './server-check.ts'
import { createTarget } from './write/target.ts'

export interface OpenTargetOptions extends IndexLayout {
  /** Prefix of all index names. */
  prefix?: string | undefined
  /** Gets a message when writing has to wait. */
  report?: ((sentence: string) => void) | undefined
  /** How long to retry a refused password. */
  patienceMs?: number | undefined
}

/** No user is waiting, and an engine busy with our writes is slow. */
const WRITING_MS = 30_000

/** Opens the writing side of an Elasticsearch, which need not be up yet. */
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
