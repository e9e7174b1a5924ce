import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Storm, createStorms } from './fault-storm.ts'

/** The direction of data: to the engine, or back. */
export type Direction = 'request' | 'reply'

/** A fault between a client and its engine. */
export type Fault =
  /** The port is closed, and so are open connections. */
  | { kind: 'down' }
  /** Every connection is reset at once. */
  | { kind: 'refuse' }
  /** Connections are accepted and stay open, but data is dropped: in both directions unless one is given. */
  | { kind: 'silent'; direction?: Direction }
  | { kind: 'slow'; latencyMs?: number; bytesPerSecond?: number; direction?: Direction }
  /**
   * After this many bytes (of the reply by default), the connection is closed normally or reset.
   */
  | { kind: 'cut' | 'reset'; afterBytes: number; direction?: Direction }
  /** Replies of the right length with garbage bytes. */
  | { kind: 'garble' }
  | Storm

export interface FaultProxy {
  /** The engine's URL with the proxy's host and port. */
  url: string
  /** Number of connections accepted so far. */
  readonly connections: number
  /** Number of times the current fault has occurred. */
  readonly strikes: number
  /** Applies to open connections too; null removes the fault. */
  set(fault: Fault | null): Promise<void>
  /** Total bytes sent to the engine. */
  readonly sent: number
  /** Calls back once when the total bytes sent to the engine reach this number. */
  onSent(bytes: number, reached: () => void): void
  close(): Promise<void>
}

/** How often a slow connection forwards bytes. */
const SLICE_MS = 50

/** A TCP proxy for an engine on a free loopback port that injects faults. */
export async function startFaultProxy(engineUrl: string): Promise<FaultProxy> {
  const engine = new URL(engineUrl)
  const pairs = new Set<[client: Socket, upstream: Socket]>()
  const storms = createStorms(() => strikes++)
  let fault: Fault | null = null
  let changed = Promise.withResolvers<void>()
  let connections = 0
  let strikes = 0
  let sent = 0
  let awaited: { bytes: number; reached: () => void }[] = []
  const server = createServer({ noDelay: true }, take)
  const port = await listen(server, 0)

  function take(client: Socket): void {
    connections++
    if (fault?.kind === 'refuse') {
      strikes++
      client.resetAndDestroy()
      return
    }
    const upstream = connect({ host: engine.hostname, port: Number(engine.port), noDelay: true })
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    const end = () => {
      for (const socket of pair) socket.destroy()
      pairs.delete(pair)
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    const tamper = storms.on(client)
    void pump('request', client, upstream, tamper.request).catch(end)
    void pump('reply', upstream, client, tamper.reply).catch(end)
  }

  async function pump(
    way: Direction,
    from: Socket,
    to: Socket,
    tamper: (chunk: Buffer) => Buffer | null,
  ): Promise<void> {
    let passed = 0
    let counted = fault
    for await (const chunk of from as AsyncIterable<Buffer>) {
      while (fault?.kind === 'silent' && isOn(fault.direction, way)) await struck()
      if (counted !== fault) passed = 0
      counted = fault
      const rest = way === 'reply' && fault?.kind === 'garble' ? garbled(chunk) : tamper(chunk)
      if (rest === null) continue
      if (fault?.kind === 'slow' && isOn(fault.direction, way)) {
        await trickle(rest, to, fault)
      } else if (isBreak(fault) && isOn(fault.direction ?? 'reply', way)) {
        if (passed + rest.length > fault.afterBytes) {
          strikes++
          // Leaving the loop ends `from`, and then `to`.
          await breakOff(rest.subarray(0, fault.afterBytes - passed), to, fault.kind)
          return
        }
        to.write(rest)
      } else if (!to.write(rest)) await once(to, 'drain')
      passed += rest.length
      if (way === 'request') count(rest.length)
    }
    to.end()
  }

  function count(bytes: number): void {
    sent += bytes
    const due = awaited.filter((each) => each.bytes <= sent)
    awaited = awaited.filter((each) => each.bytes > sent)
    for (const { reached } of due) reached()
  }

  function garbled(chunk: Buffer): Buffer {
    strikes++
    return Buffer.alloc(chunk.length, 0xa5)
  }

  /** Waits until the fault changes. */
  async function struck(): Promise<void> {
    strikes++
    await changed.promise
  }

  async function trickle(chunk: Buffer, to: Socket, slow: Fault & { kind: 'slow' }) {
    strikes++
    const healed = changed.promise
    await Promise.race([wait(slow.latencyMs ?? 0), healed])
    const slice = Math.ceil(((slow.bytesPerSecond ?? Infinity) * SLICE_MS) / 1000)
    for (let at = 0; at < chunk.length && to.writable; at += slice) {
      if (fault !== slow) return void to.write(chunk.subarray(at))
      to.write(chunk.subarray(at, at + slice))
      await Promise.race([wait(SLICE_MS), healed])
    }
  }

  async function set(next: Fault | null): Promise<void> {
    fault = next
    strikes = 0
    storms.change(next?.kind === 'storm' ? next : null)
    changed.resolve()
    changed = Promise.withResolvers()
    if (next?.kind === 'down') server.close()
    else if (!server.listening) await listen(server, port)
    for (const [client] of pairs) {
      if (next?.kind !== 'down' && next?.kind !== 'refuse') continue
      strikes++
      if (next.kind === 'down') client.destroy()
      else client.resetAndDestroy()
    }
  }

  return {
    url: `${engine.protocol}//127.0.0.1:${port}`,
    get connections() {
      return connections
    },
    get strikes() {
      return strikes
    },
    get sent() {
      return sent
    },
    set,
    onSent(bytes, reached) {
      awaited.push({ bytes, reached })
    },
    async close() {
      fault = null
      changed.resolve()
      if (server.listening) server.close()
      for (const pair of pairs) for (const socket of pair) socket.destroy()
    },
  }
}

const isOn = (direction: Direction | undefined, way: Direction) => (direction ?? way) === way

function isBreak(fault: Fault | null): fault is Fault & { kind: 'cut' | 'reset' } {
  return fault?.kind === 'cut' || fault?.kind === 'reset'
}

/** Forwards the last bytes, which a reset may overtake. */
async function breakOff(last: Buffer, to: Socket, kind: 'cut' | 'reset'): Promise<void> {
  await new Promise((resolve) => to.write(last, resolve))
  if (kind === 'reset') to.resetAndDestroy()
  else await new Promise<void>((resolve) => to.end(resolve))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
