import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { write } from '#tests/archive-steps.ts'
import { story } from '#tests/builders.ts'
import { archiveContents, archiveState } from './scan.ts'
import { type Archive, openArchive } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'contents-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

describe('what an archive holds', () => {
  it('has a fingerprint for each article, entity and tie', () => {
    const archive = newArchive()
    write(archive, [story({ id: 'a', body: '[Peru](country-pe) met [Quist](person-quist).' })])
    const { db } = archive

    expect([...archiveContents(db, 'article')]).toEqual([{ key: 'a', fingerprint: '1 2 2' }])
    expect([...archiveContents(db, 'entity')]).toContainEqual({
      key: 'person-quist',
      fingerprint: '1 1 1 1 Quist',
    })
    expect([...archiveContents(db, 'tie')]).toEqual([
      { key: 'country-pe person-quist', fingerprint: '1 1 1 1 60' },
    ])
    archive.close()
  })

  it('is counted', () => {
    const archive = newArchive()
    write(archive, [story({ id: 'a', body: '[Peru](country-pe) met [Quist](person-quist).' })])

    expect(archiveState(archive.db)).toEqual({
      archive: expect.any(String) as string,
      rev: 1,
      articles: 1,
      stories: 1,
      sentences: 2,
      ties: 1,
      entities: { person: 1, organization: 0, country: 1 },
      rejected: 0,
      sample: false,
    })
    archive.close()
  })
})

function newArchive(): Archive {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  // Durability is not tested here.
  archive.db.exec('pragma synchronous = off')
  return archive
}
