import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openArchive } from './open.ts'

const left = (line: number | null, sample: string) => ({
  path: '/news/a.json',
  line,
  code: 'no-text',
  message: 'line 1 of /news/a.json has no text',
  sample,
})

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dateline-ledger-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const newArchive = () => openArchive(join(folder, 'news.db'), { write: true, create: true })

describe('what was left out of a file', () => {
  it('is listed record by record even if all are on one line', () => {
    const archive = newArchive()

    archive.enter({ opened: [], finished: [], rejected: [left(1, 'a'), left(1, 'b')] })
    archive.enter({ opened: [], finished: [], rejected: [left(1, 'c')] })

    expect(archive.rejected().map(({ sample }) => sample)).toEqual(['a', 'b', 'c'])
    archive.close()
  })

  it('is listed once if a backend refuses the same article again', () => {
    const archive = newArchive()

    archive.refuse(left(1, 'a'))
    archive.refuse(left(1, 'a'))

    expect(archive.rejected()).toMatchObject([{ sample: 'a', attempts: 2 }])
    archive.close()
  })
})
