import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { write } from '#tests/archive-steps.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { auditFullText } from './audit.ts'
import { buildFullTextIndex, createFullTextIndex, hasFullTextIndex } from './full-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'full-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('is built for an archive that has none, rebuilt if interrupted, and then kept up to date', () => {
  const archive = openArchive(join(folder, 'archive.db'), { write: true, create: true })
  const { db } = archive
  const stories = generateStories(500)
  write(archive, stories.slice(0, 450))
  expect(hasFullTextIndex(db)).toBe(false)

  const building = buildFullTextIndex(db)
  building.next()
  expect(hasFullTextIndex(db)).toBe(false)

  expect([...buildFullTextIndex(db)].at(-1)).toEqual({ done: 450, all: 450 })
  expect(hasFullTextIndex(db)).toBe(true)

  archive.follow(createFullTextIndex(db))
  write(archive, stories.slice(450))
  expect(auditFullText(db)).toEqual({ differing: [], missingWords: [], superfluous: 0 })
  archive.close()
})
