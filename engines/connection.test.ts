import { mkdtempSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { connectionFile, readConnection, writeConnection } from './connection.ts'

const CONNECTION = {
  elasticsearch: { url: 'http://127.0.0.1:9200', user: 'elastic', password: 'one' },
  neo4j: { url: 'bolt://127.0.0.1:7687', user: 'neo4j', password: 'two' },
}
const newFolder = () => mkdtempSync(join(tmpdir(), 'connection-'))

describe('the stored connection of the engines', () => {
  it('is read as written, only by its owner', () => {
    const folder = newFolder()

    writeConnection(folder, CONNECTION)
    writeConnection(folder, CONNECTION)

    expect(readConnection(folder)).toEqual(CONNECTION)
    expect(statSync(connectionFile(folder)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['connection.json'])
  })

  it('is null before there is any', () => {
    expect(readConnection(newFolder())).toBeNull()
  })

  it('replaces a link instead of writing through it', () => {
    const folder = newFolder()
    const elsewhere = join(newFolder(), 'elsewhere')
    writeFileSync(elsewhere, 'precious')
    symlinkSync(elsewhere, connectionFile(folder))

    writeConnection(folder, CONNECTION)

    expect(statSync(elsewhere).size).toBe('precious'.length)
    expect(readConnection(folder)).toEqual(CONNECTION)
  })

  it.each(['', '{', '{"elasticsearch": {}}', '[]'])('says what to do about %j', (text) => {
    const folder = newFolder()
    writeFileSync(connectionFile(folder), text)

    expect(() => readConnection(folder)).toThrow(UserError)
    expect(() => readConnection(folder)).toThrow(/connection\.json is damaged; delete it/)
  })
})
