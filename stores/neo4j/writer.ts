import type { Driver, ManagedTransaction, RecordShape } from 'neo4j-driver'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { attempt, isRefusedWrite, openDriver, within } from './connection.ts'
import { PASSWORD_PATIENCE_MS, createNeo4jContact } from './connect-once.ts'

const ACQUIRE_MS = 10_000
/** For a transaction that was undone through no fault of its own, or whose outcome is unknown: it is sent again. */
const RETRY_MS = 10_000
const TRANSACTION_MS = 15_000
/** A connection that says nothing for so long is dead, whatever the network says of it. */
const SILENT_MS = TRANSACTION_MS + RETRY_MS
/** For making indexes, and for reading all there is. */
const LONG_MS = 90_000
const FETCH_SIZE = 2_000

export type Parameters = Record<string, unknown>

/** The connection by which the graph is written. */
export interface Writer {
  /** One statement in a transaction of its own, as often as it takes. */
  run<T extends RecordShape>(statement: string, parameters?: Parameters): Promise<T[]>
  /** For what takes no managed transaction: schema, and long waits. */
  runAlone(statement: string): Promise<void>
  transaction(work: (transaction: ManagedTransaction) => Promise<void>): Promise<void>
  /** Rows as they come, however many there are. */
  stream<T extends RecordShape>(statement: string): AsyncGenerator<T>
  close(): Promise<void>
}

export interface WriterOptions {
  /** How long a refused password is tried again at first. */
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
  const reach = createNeo4jContact(address, { patienceMs, answerMs: ACQUIRE_MS })

  /** Lets go of all connections, which may never say a word again. */
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
    await reach(used)
    const session = used.session({ defaultAccessMode: 'WRITE' })
    const silence = setTimeout(() => renew(used), longestMs)
    try {
      return await attempt(() => within(longestMs, work(session)))
    } catch (error) {
      throw isRefusedWrite(error) ? refusedWrite(error) : error
    } finally {
      clearTimeout(silence)
      // One that waits for a server which hangs would wait here too.
      void session.close().catch(() => {})
    }
  }

  return {
    run: (statement, parameters = {}) =>
      inSession(SILENT_MS, (session) =>
        session.executeWrite(
          async (transaction) => {
            const { records } = await transaction.run(statement, parameters)
            return records.map((record) => record.toObject() as never)
          },
          { timeout: TRANSACTION_MS },
        ),
      ),

    runAlone: (statement) =>
      inSession(LONG_MS, async (session) => {
        await session.run(statement)
      }),

    transaction: (work) =>
      inSession(SILENT_MS, (session) => session.executeWrite(work, { timeout: TRANSACTION_MS })),

    async *stream<T extends RecordShape>(statement: string) {
      await reach(driver)
      const session = driver.session({ defaultAccessMode: 'READ' })
      try {
        const rows = session.run<T>(statement)[Symbol.asyncIterator]()
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
