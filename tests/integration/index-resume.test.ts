import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'

const folder = mkdtempSync(join(tmpdir(), 'index-resume-'))
afterAll(() => rmSync(folder, { recursive: true }))

const RECORDS = 3000
let files = 0
let news: string
let path: string

beforeEach(() => {
  news = join(folder, `${++files}.jsonl`)
  path = join(folder, `${files}.db`)
})

interface RecordLine {
  id: string
  body: string
}

const filler = (version: string): RecordLine[] =>
  Array.from({ length: RECORDS }, (_, i) => ({ id: `r${i}`, body: `Record ${i}, ${version}.` }))

function write(records: RecordLine[]): void {
  const date = '2023-06-22'
  writeFileSync(news, records.map((each) => JSON.stringify({ ...each, date })).join('\n'))
}

async function index(isEnough: (archive: Archive) => boolean = () => false) {
  const archive = openArchive(path, { write: true, create: true })
  const stop = new AbortController()
  const summary = await runIndex(archive, [news], {
    names: false,
    restore: false,
    source: 'wire',
    signal: stop.signal,
    onProgress: () => void (isEnough(archive) && stop.abort()),
  })
  const isDone = archive.file(news)!.done
  archive.close()
  return { ...summary, isDone }
}

function textOf(id: string): unknown {
  const archive = openArchive(path, { write: false })
  const found = archive.db
    .prepare('select body from article join article_text using (row) where id = ?')
    .get(`wire-${id}`)
  archive.close()
  return found?.body
}

describe('an import that was stopped', () => {
  it('continues where it stopped', async () => {
    write(filler('first'))
    const stopped = await index((archive) => archive.known('wire-r0') !== null)
    const resumed = await index()

    expect(stopped).toMatchObject({ isDone: false, changed: 0, rejected: 0 })
    expect(stopped.added).toBeGreaterThan(0)
    expect(stopped.added).toBeLessThan(RECORDS)
    expect(resumed).toMatchObject({
      isDone: true,
      read: RECORDS,
      unchanged: stopped.added,
      added: RECORDS - stopped.added,
    })
  })

  it('stores the new text of an article that was further down in the file before', async () => {
    const others = filler('first')
    write([...others, { id: 'moved', body: 'Old text.' }])
    await index()

    const changed = filler('second')
    write([...changed.slice(0, -1), { id: 'moved', body: 'New text.' }])
    const stopped = await index((archive) => archive.known('wire-r0')!.rev > RECORDS + 1)
    expect([stopped.isDone, textOf('moved')]).toEqual([false, 'Old text.'])
    await index()

    expect(textOf('moved')).toBe('New text.')
    expect(textOf(`r${RECORDS - 2}`)).toBe(`Record ${RECORDS - 2}, second.`)
  })

  it('keeps the later of two texts with one id, and reports both, whenever it was stopped', async () => {
    const twice = [
      { id: 'twice', body: 'Earlier.' },
      { id: 'twice', body: 'Later.' },
    ]
    write([...twice, ...filler('first')])
    const first = await index((archive) => archive.known('wire-r0') !== null)
    const again = await index()

    expect([first.isDone, again.isDone]).toEqual([false, true])
    expect(textOf('twice')).toBe('Later.')
    for (const { notes } of [first, again]) {
      expect(notes).toEqual([expect.stringMatching(/:2 has the id of line 1, wire-twice/)])
    }
    expect(again).toMatchObject({ changed: 0, warnings: 1 })
  })
})
