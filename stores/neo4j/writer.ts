import type { Driver, ManagedTransaction, RecordShape } from 'neo4j-driver'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { attempt, isRefusedWrite, openDriver, within } from './connection.ts'
import { PASSWORD_PATIENCE_MS, createServerCheck } from './connect-once.ts'

const ACQUIRE_MS = 10_000
/** How long to retry a transaction that the server rolled back, or whose outcome is unknown. */
const RETRY_MS = 10_000
const TRANSACTION_MS = 15_000
/** A connection silent for this long is dead. */
const SILENT_MS = TRANSACTION_MS + RETRY_MS
/** For creating indexes, and for scans. */
const LONG_MS = 90_000
const FETCH_SIZE = 2_000

export type Parameters = Record<string, unknown>

/** Runs write queries. */
export interface Writer {
  /** Runs a query in a transaction of its own, with retries. */
  run<T extends RecordShape>(cypher: string, parameters?: Parameters): Promise<T[]>
  /** For queries not allowed in a managed transaction: schema changes and long waits. */
  runAlone(cypher: string): Promise<void>
  transaction(work: (transaction: ManagedTransaction) => Promise<void>): Promise<void>
  /** Yields rows as they arrive. */
  stream<T extends RecordShape>(cypher: string): AsyncGenerator<T>
  close(): Promise<void>
}

export interface WriterOptions {
  /** How long to retry a refused password on first contact. */
  patienceMs?: number | undefined
}

export function openWriter(
  address: EngineAddress,
  { patienceMs = PASSWORD_PATIENCE_MS }: WriterOptions,
): Writer {
  const open = () =>
    openDriver(address, {
      connectionAcquisitionTimeout: ACQUIRE_MS,
      maxTransactionRetryTime: RETRY_MS,
      fetchSize: FETCH_SIZE,
    })
  let driver = open()
  const connectOnce = createServerCheck(address, { patienceMs, answerMs: ACQUIRE_MS })

  /** Replaces all connections, as they may stay silent forever. */
  function renew(used: Driver): void {
    if (driver !== used) return
    driver = open()
    used.close().catch(() => {})
  }

  async function inSession<T>(
    longestMs: number,
    work: (session: ReturnType<Driver['session']>) => Promise<T>,
  ): Promise<T> {
    const used = driver
    await connectOnce(used)
    const session = used.session({ defaultAccessMode: 'WRITE' })
    const silence = setTimeout(() => renew(used), longestMs)
    try {
      return await attempt(() => within(longestMs, work(session)))
    } catch (error) {
      throw isRefusedWrite(error) ? refusedWrite(error) : error
    } finally {
      clearTimeout(silence)
      // Not awaited, because closing waits for a hanging server.
      void session.close().catch(() => {})
    }
  }

  return {
    run: (cypher, parameters = {}) =>
      inSession(SILENT_MS, (session) =>
        session.executeWrite(
          async (transaction) => {
            const { records } = await transaction.run(cypher, parameters)
            return records.map((record) => record.toObject() as never)
          },
          { timeout: TRANSACTION_MS },
        ),
      ),

    runAlone: (cypher) =>
      inSession(LONG_MS, async (session) => {
        await session.run(cypher)
      }),

    transaction: (work) =>
      inSession(SILENT_MS, (session) => session.executeWrite(work, { timeout: TRANSACTION_MS })),

    async *stream<T extends RecordShape>(cypher: string) {
      await connectOnce(driver)
      const session = driver.session({ defaultAccessMode: 'READ' })
      try {
        const rows = session.run<T>(cypher)[Symbol.asyncIterator]()
        for (;;) {
          const next = await attempt(() => within(LONG_MS, rows.next()))
          if (next.done) return
          yield next.value.toObject()
        }
      } finally {
        void session.close().catch(() => {})
      }
    },

    close: () => within(ACQUIRE_MS, driver.close()).catch(() => {}),
  }
}

function refusedWrite(error: Error): UserError {
  return new UserError(
    `Neo4j cannot be written (${error.message}); give Dateline a user and a server that may be written`,
    { cause: error },
  )
}
