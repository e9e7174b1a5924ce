import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { Intake } from './intake.ts'
import { type ImportStep, steps } from './steps.ts'
import { verify } from '#cli/support/verification.ts'

const folder = mkdtempSync(join(tmpdir(), 'intake-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Each is a transaction. */
const WRITES: readonly (keyof Archive)[] = ['enter', 'writePrepared', 'supersede', 'unbar']
const BATCH = 2

class Killed extends Error {}

it('ends in the state of an undisturbed run if killed between any two of its transactions', async () => {
  const file = writeNews()
  const whole = openArchive(join(folder, 'whole.db'), { write: true, create: true })
  await index(whole, file)
  const expected = stateOf(whole)

  let before = 0
  for (let isKilled = true; isKilled; before++) {
    const archive = openArchive(join(folder, `${before}.db`), { write: true, create: true })
    isKilled = await index(killedBefore(archive, before), file).then(
      () => false,
      (error: unknown) => error instanceof Killed,
    )
    await index(archive, file)
    expect(stateOf(archive), `killed before transaction ${before}`).toEqual(expected)
  }
  expect(expected.odd.map(([line, code]) => [line, code])).toEqual([
    [4, 'not-json'],
    [5, 'same-id'],
    [6, 'warning'],
  ])
  expect(before).toBeGreaterThan(8)
})

/** Repeated ids (within a batch and far apart), a line that is not JSON, and an invalid date. */
function writeNews(): string {
  const file = join(folder, 'news.jsonl')
  const article = (id: string, body: string, date = '2023-06-22') =>
    JSON.stringify({ id, title: `About ${id}`, body, date })
  const lines = [
    ...[article('a', 'First.'), article('b', 'First.'), article('c', 'First.'), '{"id": "broken"'],
    ...[article('a', 'Second.'), article('d', 'First.', 'lately'), article('e', 'First.')],
    ...[article('f', 'First.'), article('g', 'First.')],
  ]
  writeFileSync(file, lines.join('\n'))
  return file
}

/** Like an import, but with batches so small that there are many. */
async function index(archive: Archive, path: string): Promise<void> {
  const intake = new Intake(archive, { restore: false, note: () => {} })
  const options = { source: 'wire', extractor: '', model: null, workers: 1, again: false }
  let batch: ImportStep[] = []
  const isPending = (id: string) =>
    batch.some((step) => step.type === 'article' && step.entry.article.id === id)
  for await (const step of steps([{ type: 'file', path, bytes: 1 }], archive, options, isPending)) {
    batch.push(step)
    if (batch.length < BATCH) continue
    intake.store(batch)
    batch = []
  }
  intake.store(batch)
}

/** The archive of a process that dies before its nth transaction. */
function killedBefore(archive: Archive, number: number): Archive {
  let count = 0
  return new Proxy(archive, {
    get(target, name: keyof Archive) {
      const value: unknown = Reflect.get(target, name)
      if (!WRITES.includes(name)) return value
      return (...args: unknown[]) => {
        if (count++ === number) throw new Killed()
        return (value as (...args: unknown[]) => unknown)(...args)
      }
    },
  })
}

function stateOf(archive: Archive) {
  const { digest, findings } = verify(archive)
  const odd = archive.rejected().map(({ line, code, message }) => [line, code, message])
  return { digest, findings, odd }
}
