import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Limits that keep slow clients from taking the whole server. */
export interface ConnectionLimits {
  total: number
  perAddress: number
  /** Requests that one connection may have under way. */
  pipelined: number
  /** How long an answer may wait for a client that does not read it, in milliseconds. */
  stalledMs: number
}

const LINGER_MS = 500

/**
 * Closes a connection once everything is sent, without reading on. The delay lets a client that is still sending read
 * the answer before its connection is reset.
 */
export function closeAfterAnswer(socket: Socket): void {
  socket.pause()
  socket.end()
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}

/** The open connections of a server, kept within limits so that slow clients leave room for others. */
export class Connections {
  readonly #limits: ConnectionLimits
  /** Answers under way on each connection; the longest open comes first. */
  readonly #underWay = new Map<Socket, number>()

  constructor(server: Server, limits: ConnectionLimits) {
    this.#limits = limits
    server.on('connection', (socket) => this.#open(socket))
    server.setTimeout(limits.stalledMs, (socket) => {
      if (!this.#isWorking(socket)) socket.destroy()
    })
  }

  /**
   * Counts a request as under way until its answer has been sent; false where its connection has too many, or is being
   * closed, so that nothing would be heard of what the request did.
   */
  begin({ socket }: IncomingMessage, response: ServerResponse): boolean {
    const count = this.underWay(socket) + 1
    if (socket.destroyed || socket.writableEnded) return false
    if (count > this.#limits.pipelined) {
      socket.destroy()
      return false
    }
    this.#underWay.set(socket, count)
    response.on('close', () => {
      if (!socket.destroyed) this.#underWay.set(socket, this.underWay(socket) - 1)
    })
    return true
  }

  underWay(socket: Socket): number {
    return this.#underWay.get(socket) ?? 0
  }

  /** Closes connections that have sent nothing; browsers open some in advance. */
  closeUnused(): void {
    for (const socket of this.#underWay.keys()) if (socket.bytesRead === 0) socket.destroy()
  }

  #open(socket: Socket): void {
    const crowd = this.#crowd(socket.remoteAddress)
    const evicted = crowd && (crowd.find((other) => !this.#isWorking(other)) ?? socket)
    evicted?.destroy()
    if (evicted === socket) return
    this.#underWay.set(socket, 0)
    socket.on('close', () => this.#underWay.delete(socket))
  }

  /** The connections of which one has to close before this address may open another; null where there is room. */
  #crowd(address: string | undefined): Socket[] | null {
    const all = [...this.#underWay.keys()]
    const same = all.filter(({ remoteAddress }) => remoteAddress === address)
    if (same.length >= this.#limits.perAddress) return same
    return all.length >= this.#limits.total ? all : null
  }

  /** Whether the client waits for us, rather than we for the client. */
  #isWorking(socket: Socket): boolean {
    return this.underWay(socket) > 0 && socket.writableLength === 0
  }
}
