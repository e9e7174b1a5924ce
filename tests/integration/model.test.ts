import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import type { Reading } from '#core/article.ts'
import { dateline } from '../dateline.ts'
import { writeTinyModel } from '../tiny-model.ts'

const LABELS = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG']
/** Words that no tagger would take for names. */
const PIECES = { Umbrella: 'B-PER', Carpet: 'I-PER', Lamp: 'B-ORG', Works: 'I-ORG' }
const BODY = 'Then Umbrella Carpet of Lamp Works left. Most of the others stayed.'

const folder = mkdtempSync(join(tmpdir(), 'dateline-model-'))
const news = join(folder, 'news.jsonl')
const archive = join(folder, 'archive.db')

beforeAll(() => {
  writeTinyModel(folder, LABELS, PIECES)
  writeFileSync(news, JSON.stringify({ id: 'a', date: '2024-01-02', source: 'wire', body: BODY }))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('--model', () => {
  it('gives a text the names that the model finds', async () => {
    const { status, stdout } = await dateline(['extract', '--model', folder, '--jsonl', news])

    const { mentions } = JSON.parse(stdout) as Reading
    expect(status).toBe(0)
    expect(mentions.map(({ kind, surface }) => `${kind} ${surface}`)).toEqual([
      'person Umbrella Carpet',
      'organization Lamp Works',
    ])
  })

  it('re-reads what the tagger has read, but only once', async () => {
    await dateline(['index', news, '--archive', archive])
    const byTagger = stored()

    await dateline(['index', news, '--archive', archive, '--model', folder])
    const byModel = stored()
    await dateline(['index', news, '--archive', archive, '--model', folder])

    expect(byModel.extractor).not.toBe(byTagger.extractor)
    expect(byModel.rev).toBeGreaterThan(byTagger.rev)
    expect(stored()).toEqual(byModel)
  })

  it('reports problems of a folder before anything is read', async () => {
    const nowhere = join(folder, 'nowhere')

    const { status, stderr } = await dateline([
      'index',
      news,
      '--archive',
      archive,
      '--model',
      nowhere,
    ])

    expect(status).toBe(1)
    expect(stderr).toContain(`there is no model.onnx in ${nowhere}; check the path`)
  })
})

function stored() {
  const opened = openArchive(archive, { write: false })
  const known = opened.db.prepare('select extractor, rev from article').get()
  opened.close()
  return known as { extractor: string; rev: number }
}
