import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Problem } from './schemas/problem.ts'
import { type RunningServer, startServer } from './server.ts'
import { sendRaw, writeArchive } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'clients-'))
let server: RunningServer
let url: string
beforeAll(async () => {
  const archive = join(folder, 'archive.db')
  writeArchive(archive, [])
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '')
  // More than the buffers of both ends hold.
  writeFileSync(join(folder, 'assets', 'large.js'), Buffer.alloc(8e6))
  server = await startServer({
    served: { archives: [archive] },
    host: '127.0.0.1',
    port: 0,
    webApp: folder,
  })
  url = server.url
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

it.each([
  ['a head above 16 KB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(1e6)}\r\n\r\n`, 431],
  ['a long address', `GET /?q=${'%41'.repeat(6000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
  ['no Host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n', 400],
  ['a backslash', 'GET /a\\b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['an unknown method', 'NEWS / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['a tunnel', 'CONNECT news.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['no path', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['other bytes', '\x16\x03\x01\x02\n\n', 400],
])('answers %s with a problem document', async (_, bytes, status) => {
  const response = await sendRaw(url, bytes)

  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const body = (await response.json()) as Problem
  expect(body.status).toBe(status)
  expect(body.detail).toMatch(/\w/)
})

it.each([
  ['POST', 'Accept: */*', 405],
  ['POST', 'Expect: 100-continue', 405],
  ['GET', 'Accept: */*', 413],
])(
  'answers a %s (%s) of 100 MB without reading them, and closes',
  async (method, header, status) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
    const closed = new Promise((resolve) => socket.on('close', resolve))
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    socket.write(
      `${method} /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n${header}\r\n\r\n`,
    )
    let sent = 0
    const piece = Buffer.alloc(1e6)
    while (sent < 100 && !socket.destroyed) {
      sent++
      if (!socket.write(piece))
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed])
    }
    await closed

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*"status":${status},`, 's'))
    expect(sent).toBeLessThan(50)
  },
)

it('answers others while clients read nothing of what they ask for', async () => {
  const request = 'GET /assets/large.js HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const slow = await Promise.all(
    Array.from({ length: 256 }, async (_, i) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
      await once(socket, 'connect')
      return socket.write(request.repeat(i % 2 === 0 ? 4 : 60)) && socket.pause()
    }),
  )

  expect((await fetch(`${url}/livez`)).status).toBe(200)
  for (const socket of slow) if (socket) socket.destroy()
})
