import { setTimeout as wait } from 'node:timers/promises'
import type { Driver, ManagedTransaction, RecordShape } from 'neo4j-driver'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '../engine-address.ts'
import {
  attempt,
  checkServer,
  isBadPassword,
  isNoBolt,
  isRefusedWrite,
  openDriver,
  within,
} from './neo4j-connection.ts'

const ACQUIRE_MS = 10_000
/** For a transaction that was undone through no fault of its own, or whose outcome is unknown: it is sent again. */
const RETRY_MS = 10_000
const TRANSACTION_MS = 15_000
/** A connection that says nothing for so long is dead, whatever the network says of it. */
const SILENT_MS = TRANSACTION_MS + RETRY_MS
/** For making indexes, and for reading all there is. */
const LONG_MS = 90_000
/** A server that restarts may refuse the right password for a while; asking too often would bar the user. */
const PATIENCE_MS = 15_000
const ASK_AGAIN_MS = 7_000
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
  patience?: number | undefined
}

export function openWriter(
  address: EngineAddress,
  { patience = PATIENCE_MS }: WriterOptions,
): Writer {
  const open = () =>
    openDriver(address, {
      connectionAcquisitionTimeout: ACQUIRE_MS,
      maxTransactionRetryTime: RETRY_MS,
      fetchSize: FETCH_SIZE,
    })
  let driver = open()
  let contact: Promise<void> | null = null

  /** The first contact tells what is wrong with the address; a later one starts anew after a failure. */
  function reach(): Promise<void> {
    contact ??= meet(driver, address, patience).catch((error: unknown) => {
      contact = null
      throw error
    })
    return contact
  }

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
    await reach()
    const used = driver
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
      await reach()
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

/** Throws UserError on a server that cannot be used, StoreError on one out of reach. */
async function meet(driver: Driver, { url, user }: EngineAddress, patience: number) {
  for (const end = performance.now() + patience; ; await wait(ASK_AGAIN_MS)) {
    try {
      const { agent } = await within(ACQUIRE_MS, driver.getServerInfo())
      return checkServer(agent)
    } catch (error) {
      if (isNoBolt(error)) {
        throw new UserError(
          `${url} is not where Neo4j answers its clients (Bolt); the usual address is bolt://HOST:7687`,
          { cause: error },
        )
      }
      if (!isBadPassword(error)) return await attempt(() => Promise.reject(error as Error))
      if (performance.now() + ASK_AGAIN_MS <= end) continue
      throw new UserError(
        `Neo4j at ${url} refuses the password of ${user ?? 'neo4j'}; check DATELINE_NEO4J_USER and DATELINE_NEO4J_PASSWORD`,
        { cause: error },
      )
    }
  }
}

function refusedWrite(error: Error): UserError {
  return new UserError(
    `Neo4j cannot be written (${error.message}); give Dateline a user and a server that may be written`,
    { cause: error },
  )
}
