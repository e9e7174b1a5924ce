import type { Driver, RecordShape } from 'neo4j-driver'
import type { EngineAddress } from '../shared/engine-address.ts'
import { throwIfAborted, untilAborted } from '../shared/cancellation.ts'
import { attempt, isConnectionFailure, openDriver, within } from './connection.ts'
import { PASSWORD_PATIENCE_MS, createServerCheck } from './connect-once.ts'

const ACQUIRE_MS = 1_000
const ANSWER_MS = 2_500
/**
 * A server enforces time limits to within two seconds; a connection silent for this much longer is
 * dead.
 */
const SILENT_MS = 5_000

export interface ReaderOptions {
  /** Time limit of a query. */
  answerMs?: number | undefined
  /**
   * Like `answerMs`, but for the first query only; the version check before it has the usual limit.
   */
  firstAnswerMs?: number | undefined
  /** How long to retry a refused password on first contact. */
  patienceMs?: number | undefined
  /** Called with the first result, and with the first after the server was unreachable. */
  onContact?: (() => void) | undefined
}

/** Runs read queries with a short time limit. */
export interface Reader {
  /** Aborting also stops the query on the server. */
  run<T extends RecordShape>(
    cypher: string,
    parameters: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<T[]>
  close(): Promise<void>
}

export function openReader(
  address: EngineAddress,
  {
    answerMs = ANSWER_MS,
    firstAnswerMs = answerMs,
    patienceMs = PASSWORD_PATIENCE_MS,
    onContact,
  }: ReaderOptions = {},
): Reader {
  const open = () => openDriver(address, { connectionAcquisitionTimeout: ACQUIRE_MS })
  const connectOnce = createServerCheck(address, { patienceMs, answerMs })
  let driver = open()
  let closed = false
  let isConnected = false
  let isFirst = true

  async function runOnce<T extends RecordShape>(
    cypher: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<T[]> {
    const used = driver
    const ms = isFirst ? firstAnswerMs : answerMs
    isFirst = false
    await connectOnce(used)
    throwIfAborted(signal)
    const session = used.session({ defaultAccessMode: 'READ' })
    const silence = setTimeout(() => renew(used), ms + SILENT_MS).unref()
    const running = session.run<T>(cypher, parameters, { timeout: ms })
    const result = running.then(({ records }) => records.map((record) => record.toObject()))
    // Closing a session resets its connection, which ends the query on the server.
    const abort = () => void session.close().catch(() => {})
    signal?.addEventListener('abort', abort)
    const finish = () => {
      clearTimeout(silence)
      signal?.removeEventListener('abort', abort)
      return session.close()
    }
    // Always runs, because `within` may already have given up.
    result.then(finish, finish).catch(() => {})
    return within(ms, result)
  }

  /** Replaces all connections. */
  function renew(used: Driver): void {
    if (driver !== used || closed) return
    driver = open()
    used.close().catch(() => {})
  }

  async function withRetry<T extends RecordShape>(
    cypher: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<T[]> {
    try {
      return await runOnce(cypher, parameters, signal)
    } catch (error) {
      if (!isConnectionFailure(error)) throw error
      // After the server restarts, old connections are broken.
      isConnected = false
      return await runOnce(cypher, parameters, signal)
    }
  }

  return {
    async run<T extends RecordShape>(
      cypher: string,
      parameters: Record<string, unknown>,
      signal?: AbortSignal,
    ) {
      const call = () => attempt(() => withRetry<T>(cypher, parameters, signal))
      const rows = await untilAborted(call, signal)
      if (!isConnected) onContact?.()
      isConnected = true
      return rows
    },

    async close() {
      closed = true
      await within(ACQUIRE_MS, driver.close()).catch(() => {})
    },
  }
}
