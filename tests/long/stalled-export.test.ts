import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type Socket, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MAX_EXPORTS } from '#api/exports/slots.ts'
import { type RunningServer, startServer } from '#api/server.ts'
import { writeArchive } from '#api/testing.ts'
import { story } from '#tests/builders.ts'

const FILE = '/api/v1/articles.jsonl?select=id,body'
const MINUTE = 60_000

const folder = mkdtempSync(join(tmpdir(), 'stalled-export-'))
let server: RunningServer

beforeAll(async () => {
  // More than the buffers of both ends hold.
  const body = 'The port of Baku. '.repeat(2200)
  const archive = join(folder, 'archive.db')
  writeArchive(
    archive,
    Array.from({ length: 260 }, (_, i) => story({ id: `long-${i}`, body })),
  )
  const served = { archives: [archive] as [string] }
  server = await startServer({ served, host: '127.0.0.1', port: 0, webApp: folder })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Asks for a file, and reads nothing. */
async function askAndWait(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`GET ${FILE} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  await once(socket, 'readable')
  return socket
}

const statusNow = async () => (await fetch(server.url + FILE, { method: 'HEAD' })).status

it(
  'gives up clients that read nothing after a minute, and not before',
  { timeout: 10 * MINUTE },
  async () => {
    const began = performance.now()
    const sockets = await Promise.all(Array.from({ length: MAX_EXPORTS }, askAndWait))
    expect(await statusNow()).toBe(503)
    expect((await fetch(`${server.url}/api/v1/articles?q=port`)).status).toBe(200)

    await expect.poll(statusNow, { timeout: 8 * MINUTE, interval: 1000 }).toBe(200)
    expect(performance.now() - began).toBeGreaterThanOrEqual(0.9 * MINUTE)
    for (const socket of sockets) socket.destroy()
  },
)
