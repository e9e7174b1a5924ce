import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeyStore, openKeyRing, openKeyStore } from '#archive/keys.ts'
import { backUpArchive } from '#archive/backup/back-up.ts'
import { restoreArchive } from '#archive/backup/restore.ts'
import { openArchive } from '#archive/open.ts'
import { type RunningServer, startServer } from './server.ts'
import { writeArchive } from './testing.ts'

let folder: string
let archive: string
let keys: KeyStore

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'))
  archive = join(folder, 'archive.db')
  writeArchive(archive, [])
  keys = openKeyStore(archive)
})
afterAll(() => {
  keys.close()
  rmSync(folder, { recursive: true })
})

const start = (host: string, key?: string) =>
  startServer({
    served: { archives: [archive] },
    host,
    port: 0,
    key,
    openKeyRing: (path) => openKeyRing(path!),
  })

const statusOf = async (url: string, token?: string, init: RequestInit = {}) => {
  const headers = { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) }
  return (await fetch(url, { ...init, headers })).status
}

describe('a server that other machines reach', () => {
  let server: RunningServer
  let api: string
  const write = (token: string) =>
    statusOf(`${api}/decisions`, token, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })

  beforeAll(async () => {
    await expect(start('0.0.0.0')).rejects.toThrow('dateline keys create')
    keys.revoke(keys.create('nobody', 'read').id)
    await expect(start('0.0.0.0')).rejects.toThrow('dateline keys create')
    keys.create('first', 'read')
    server = await start('0.0.0.0')
    api = `${server.url.replace('0.0.0.0', '127.0.0.1')}/api/v1`
  })
  afterAll(() => server.close())

  it('lets in who has a key, as soon as it is made and until it is revoked', async () => {
    const { id, token } = keys.create('Ann', 'read')

    expect(await statusOf(`${api}/status`)).toBe(401)
    expect(await statusOf(`${api}/status`, token)).toBe(200)
    keys.revoke(id)
    expect(await statusOf(`${api}/status`, token)).toBe(401)
  })

  it('refuses what is nearly a key', async () => {
    const { id, token } = keys.create('Eve', 'read')
    const other = keys.create('Other', 'read')
    const last = token.endsWith('A') ? 'B' : 'A'
    const wrong = [
      token.slice(0, -1) + last,
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      token.replace(id, other.id),
      `dl_00000000_${token.slice(12)}`,
      id,
      `dl_${id}_`,
      'dl_%_x',
      "' or 1=1 --".replaceAll(' ', '+'),
    ]
    for (const each of wrong)
      expect([each, await statusOf(`${api}/status`, each)]).toEqual([each, 401])
    expect(await statusOf(`${api}/status`, token)).toBe(200)
  })

  it('lets write whose key allows it, and no page', async () => {
    const [reader, writer] = [keys.create('r', 'read'), keys.create('w', 'write')]

    expect(await write(reader.token)).toBe(403)
    // Let in: what it sent is no decision.
    expect(await write(writer.token)).toBe(400)
    expect(await statusOf(`${api}/status`, writer.token)).toBe(200)
    const page = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const asPage = { method: 'POST', headers: page, body: '{}' }
    expect(await statusOf(`${api}/decisions`, reader.token, asPage)).toBe(403)
    expect(await statusOf(`${api}/decisions`, undefined, asPage)).toBe(401)
  })

  it('takes no key from an address', async () => {
    const { token } = keys.create('Url', 'read')
    for (const name of ['key', 'api_key', 'access_token', 'token', 'Authorization', 'q']) {
      const url = `${api}/articles?${name}=${token}`
      expect([name, await statusOf(url)]).toEqual([name, 400])
      expect([name, await statusOf(url, token)]).toEqual([name, 400])
    }
  })
})

describe('a server on loopback', () => {
  it('wants no key for reading, and one for programs that write', async () => {
    const server = await start('127.0.0.1')
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    const { token } = keys.create('program', 'write')

    expect(await statusOf(`${server.url}/api/v1/status`)).toBe(200)
    expect(await statusOf(`${server.url}/api/v1/decisions`, undefined, post)).toBe(403)
    expect(await statusOf(`${server.url}/api/v1/decisions`, token, post)).toBe(400)
    await server.close()
  })

  it('wants one where it is started with one, and takes those of the archive', async () => {
    const server = await start('127.0.0.1', 'a-key-of-some-length')
    const { token } = keys.create('second', 'read')

    expect(await statusOf(`${server.url}/api/v1/status`)).toBe(401)
    expect(await statusOf(`${server.url}/api/v1/status`, 'a-key-of-some-length')).toBe(200)
    expect(await statusOf(`${server.url}/api/v1/status`, token)).toBe(200)
    await server.close()
  })
})

describe('a key', () => {
  it('does not stand in the archive', () => {
    const { token } = keys.create('hidden', 'read')
    const { db, close } = { db: openArchive(archive, { write: false }).db, close: () => db.close() }
    const rows = JSON.stringify(db.prepare('select * from key').all())
    close()

    expect(rows).toContain('hidden')
    expect(rows).not.toContain(token.slice(12, 30))
  })

  it('that was revoked comes back with no backup', async () => {
    const at = join(folder, 'restored.db')
    writeArchive(at, [])
    const store = openKeyStore(at)
    const [kept, revoked] = [store.create('kept', 'read'), store.create('revoked', 'read')]
    await backUpArchive(at, join(folder, 'backup'))
    store.revoke(revoked.id)
    store.close()
    await restoreArchive(join(folder, 'backup'), at, { replace: true })

    const ring = openKeyRing(at)
    expect([ring.scopeOf(kept.token), ring.scopeOf(revoked.token)]).toEqual(['read', null])
    ring.close()
  })

  it('is found out by no name that is not there', () => {
    expect(() => keys.revoke('nothing')).toThrow('there is no key nothing')
  })
})
