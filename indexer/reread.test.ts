import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit } from '#archive/audit/audit.ts'
import { stateDigest } from '#archive/audit/digest.ts'
import { type Archive, openArchive } from '#archive/open.ts'
import { settleNames } from '#archive/registry/settle.ts'
import { extract } from '#extract/extract.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { article } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { rereadArticles } from './reread.ts'

const folder = mkdtempSync(join(tmpdir(), 'reread-'))
afterAll(() => rmSync(folder, { recursive: true }))

const NOTHING = { sentences: [], mentions: [], roles: [], quotations: [] }
const ARTICLES = generateStories(450).map((story) => article(story.article))

let archives = 0
async function archiveOf(extractor: string): Promise<Archive> {
  const archive = openArchive(join(folder, `${++archives}.db`), { write: true, create: true })
  archive.write(
    ARTICLES.map((each) => ({
      article: each,
      reading: extractor === EXTRACTOR_VERSION ? extract(each) : NOTHING,
      ...{ extractor, origin: { path: 'news', line: 1 } },
    })),
  )
  await settleNames(archive)
  return archive
}

it('updates readings of an earlier version, resumes, and leaves no revision', async () => {
  const [old, fresh] = [await archiveOf('3'), await archiveOf(EXTRACTOR_VERSION)]
  const stop = new AbortController()

  const first = await rereadArticles(old, { signal: stop.signal, onProgress: () => stop.abort() })
  expect(first).toBeGreaterThan(0)
  expect(await rereadArticles(old)).toBe(ARTICLES.length - first)

  expect(stateDigest(old.db)).toEqual(stateDigest(fresh.db))
  expect(audit(old.db)).toEqual([])
  expect(old.db.prepare('select count(*) as count from revision').get()).toEqual({ count: 0 })
  expect(await rereadArticles(old)).toBe(0)
  old.close()
  fresh.close()
})

it.each([
  ['without names', ''],
  ['of a model', 'ner-2'],
])('leaves readings %s unchanged', async (_, extractor) => {
  const archive = await archiveOf(extractor)

  expect(await rereadArticles(archive)).toBe(0)
  archive.close()
})
