import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Hono } from 'hono'
import { closeAfterAnswer } from './connections.ts'
import { type Failure, problem } from './errors.ts'
import { noStore, pageHeaders } from './security.ts'

/** Replies to requests that cannot reach the application, with the same headers. */
const malformed = new Hono<{ Bindings: { failure: Failure } }>()
  .use(pageHeaders(), noStore)
  .get('/', (c) => problem(c, c.env.failure))

/** The problem document for an invalid address or Host. */
export function refuseAddress(error: unknown): Response | Promise<Response> {
  const detail = `the request cannot be read: ${toWords((error as Error).message)}`
  return malformed.request('/', {}, { failure: { status: 400, detail } })
}

/** Replies on a connection whose bytes Node could not parse, and closes it. */
export function refuseBytes(error: NodeJS.ErrnoException, socket: Socket): Promise<void> {
  return refuse(toFailure(error), socket)
}

/** Replies to a CONNECT and closes its connection. */
export function refuseTunnel(socket: Socket): Promise<void> {
  return refuse({ status: 400, detail: 'this server is not a proxy' }, socket)
}

async function refuse(failure: Failure, socket: Socket): Promise<void> {
  const response = await malformed.request('/', {}, { failure })
  const { status, headers } = response
  const body = await response.text()
  headers.set('Connection', 'close')
  headers.set('Content-Length', String(Buffer.byteLength(body)))
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
  closeAfterAnswer(socket)
}

function toFailure({ code, message }: NodeJS.ErrnoException): Failure {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, detail: 'the address and headers of a request may have 16 KB together' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, detail: 'the request did not arrive in time' }
    default:
      return { status: 400, detail: `the request cannot be read: ${toWords(message)}` }
  }
}

function toWords(message: string): string {
  return message.replace(/^Parse Error: /, '').toLowerCase()
}
