import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { stateDigest } from '#archive/audit/digest.ts'
import { openArchive } from '#archive/open.ts'
import { defaultWorkers, runIndex } from '#indexer/pipeline/run-index.ts'
import { SAMPLE } from '#tests/shared-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'index-workers-'))
afterAll(() => rmSync(folder, { recursive: true }))

let archives = 0

async function indexed(paths: string[], workers: number) {
  const archive = openArchive(join(folder, `${++archives}.db`), { write: true, create: true })
  try {
    const summary = await runIndex(archive, paths, { names: true, restore: false, workers })
    const texts = archive.db.prepare('select id, title from article order by id').all()
    return { summary, texts, digest: stateDigest(archive.db) }
  } finally {
    archive.close()
  }
}

it('stores the same, whether one thread extracts or four', async () => {
  const [one, four] = [await indexed([SAMPLE], 1), await indexed([SAMPLE], 4)]

  expect(four.summary).toMatchObject({ read: 113, added: 113, rejected: 0 })
  expect(four.digest).toBe(one.digest)
})

it('keeps the later of two texts with one id, even if both are read at once', async () => {
  const path = join(folder, 'twice.jsonl')
  const lines = ['first', 'second', 'third'].flatMap((title, i) => [
    { id: 'same', title, body: `Leyla Mammadova spoke in Baku ${i} times.` },
    { id: `other-${i}`, title, body: 'Nobody spoke.' },
  ])
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))

  const [one, four] = [await indexed([path], 1), await indexed([path], 4)]

  expect(one.texts).toContainEqual({ id: 'twice-same', title: 'third' })
  expect(four.texts).toEqual(one.texts)
  expect(four.digest).toBe(one.digest)
})

it('uses as many threads as are worthwhile next to the writing one', () => {
  expect([1, 2, 3, 4, 6, 64].map((cores) => defaultWorkers(cores))).toEqual([1, 2, 2, 3, 3, 3])
})
