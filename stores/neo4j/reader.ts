import type { Driver, RecordShape } from 'neo4j-driver'
import type { EngineAddress } from '../shared/engine-address.ts'
import { throwIfAborted, untilAborted } from '../shared/cancellation.ts'
import { attempt, isConnectionFailure, openDriver, within } from './connection.ts'
import { PASSWORD_PATIENCE_MS, createNeo4jContact } from './connect-once.ts'

const ACQUIRE_MS = 1_000
const ANSWER_MS = 2_500
/** The server looks at its clock only every two seconds: a connection that says nothing for so much longer is dead. */
const SILENT_MS = 5_000

export interface ReaderOptions {
  /** How long an answer may take. */
  answerMs?: number | undefined
  /** As that, for the first question alone; who the server is it must say as soon as ever. */
  firstAnswerMs?: number | undefined
  /** How long a refused password is tried again at first. */
  patienceMs?: number | undefined
  /** Called with the first answer, and with the first after the server was out of reach. */
  onContact?: (() => void) | undefined
}

/** The connection by which the graph is read: it may write nothing, and waits for nothing long. */
export interface Reader {
  /** The server stops working on what is aborted. */
  ask<T extends RecordShape>(
    statement: string,
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
  const reach = createNeo4jContact(address, { patienceMs, answerMs })
  let driver = open()
  let closed = false
  let isInContact = false
  let isFirst = true

  async function once<T extends RecordShape>(
    statement: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<T[]> {
    const used = driver
    const ms = isFirst ? firstAnswerMs : answerMs
    isFirst = false
    await reach(used)
    throwIfAborted(signal)
    const session = used.session({ defaultAccessMode: 'READ' })
    const silence = setTimeout(() => renew(used), ms + SILENT_MS).unref()
    const asked = session.run<T>(statement, parameters, { timeout: ms })
    const answered = asked.then(({ records }) => records.map((record) => record.toObject()))
    // Closing a session resets its connection, by which the server ends what still runs there.
    const abort = () => void session.close().catch(() => {})
    signal?.addEventListener('abort', abort)
    const finish = () => {
      clearTimeout(silence)
      signal?.removeEventListener('abort', abort)
      return session.close()
    }
    // Beside the answer, which may come too late for the one who asked.
    answered.then(finish, finish).catch(() => {})
    return within(ms, answered)
  }

  /** Lets go of all connections. */
  function renew(used: Driver): void {
    if (driver !== used || closed) return
    driver = open()
    used.close().catch(() => {})
  }

  async function twice<T extends RecordShape>(
    statement: string,
    parameters: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<T[]> {
    try {
      return await once(statement, parameters, signal)
    } catch (error) {
      if (!isConnectionFailure(error)) throw error
      // A server that was started again: connections of before are broken.
      isInContact = false
      return await once(statement, parameters, signal)
    }
  }

  return {
    async ask<T extends RecordShape>(
      statement: string,
      parameters: Record<string, unknown>,
      signal?: AbortSignal,
    ) {
      const call = () => attempt(() => twice<T>(statement, parameters, signal))
      const answer = await untilAborted(call, signal)
      if (!isInContact) onContact?.()
      isInContact = true
      return answer
    },

    async close() {
      closed = true
      await within(ACQUIRE_MS, driver.close()).catch(() => {})
    },
  }
}
