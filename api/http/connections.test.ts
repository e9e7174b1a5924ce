import { once } from 'node:events'
import { type RequestListener, type Server, createServer } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type ConnectionLimits, Connections } from './connections.ts'

const LIMITS = { total: 100, perAddress: 100, pipelined: 100, stalledMs: 60_000 }
const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'
/** More than the buffers of both ends hold. */
const LARGE = Buffer.alloc(32e6)

let server: Server
/** As the server sees them, in the order in which they came. */
let accepted: Socket[]
const clients: Socket[] = []
afterEach(() => {
  for (const client of clients) client.destroy()
  server.close()
})

async function serve(limits: Partial<ConnectionLimits>, listener: RequestListener): Promise<void> {
  server = createServer()
  accepted = []
  server.on('connection', (socket) => accepted.push(socket))
  const connections = new Connections(server, { ...LIMITS, ...limits })
  server.on('request', (request, response) => {
    if (connections.begin(request, response)) listener(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
}

/** A client that reads nothing. */
async function open(requests: string, localAddress?: string): Promise<Socket> {
  const { port } = server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }) })
  clients.push(socket.on('error', () => {}))
  await once(socket, 'connect')
  socket.write(requests)
  return socket
}

/** What a client reads until the server closes its connection. */
async function readAll(socket: Socket): Promise<string> {
  const chunks: string[] = []
  socket.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  await once(socket, 'close')
  return chunks.join('')
}

const isClosed = (i: number) => accepted[i]!.destroyed
const answersIn = (text: string) => text.split('HTTP/1.1 200').length - 1

it('closes the connection of a client that does not take its answer', async () => {
  await serve({ stalledMs: 50 }, (_, response) => response.end(LARGE))
  await open(REQUEST)

  await expect.poll(() => isClosed(0)).toBe(true)
})

it('does nothing for a request on a connection that is being closed', async () => {
  let served = 0
  await serve({}, ({ socket }, response) => {
    served++
    response.end('ok', () => socket.end())
  })
  const client = await open(REQUEST)
  client.once('data', () => client.write(REQUEST))

  await readAll(client)
  expect(served).toBe(1)
})

it('lets an answer take its time', async () => {
  await serve({ stalledMs: 300 }, (_, response) => {
    setTimeout(() => response.setHeader('Connection', 'close').end('news'), 900)
  })
  const client = await open(REQUEST)

  expect(await readAll(client)).toContain('news')
})

it('closes the connection of a client that sends more requests than it may at once', async () => {
  const held: (() => void)[] = []
  await serve({ pipelined: 2 }, (_, response) => held.push(() => void response.end()))
  const patient = await open(REQUEST.repeat(2))
  await open(REQUEST.repeat(3))

  await expect.poll(() => isClosed(1)).toBe(true)
  for (const release of held) release()
  patient.end()
  expect(answersIn(await readAll(patient))).toBe(2)
})

it('lets a connection send as many requests as it likes, one after the other', async () => {
  await serve({ pipelined: 1 }, (_, response) => response.end('news'))
  const client = await open('')
  for (let i = 0; i < 3; i++) {
    client.write(REQUEST)
    await once(client, 'data')
  }

  expect(isClosed(0)).toBe(false)
})

it.each(['perAddress', 'total'])(
  'makes room at the limit %s by closing one that stalls',
  async (limit) => {
    await serve({ [limit]: 2 }, (_, response) => response.end(LARGE))
    await open(REQUEST)
    await open(REQUEST)
    await expect
      .poll(() => accepted.map((socket) => socket.writableLength > 0))
      .toEqual([true, true])
    await open('')

    await expect.poll(() => [0, 1, 2].map(isClosed)).toEqual([true, false, false])
  },
)

it('turns a new connection away where all of its address are being answered', async () => {
  const held: (() => void)[] = []
  await serve({ perAddress: 2 }, (_, response) => held.push(() => void response.end('news')))
  const patient = [await open(REQUEST), await open(REQUEST)]
  await expect.poll(() => held).toHaveLength(2)
  await open(REQUEST)
  const other = await open(REQUEST, '127.0.0.2')
  await expect.poll(() => held).toHaveLength(3)

  expect(isClosed(2)).toBe(true)
  for (const release of held) release()
  for (const client of [...patient, other]) {
    client.end()
    expect(await readAll(client)).toContain('news')
  }
})
