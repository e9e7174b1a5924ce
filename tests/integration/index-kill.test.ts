import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { verify } from '#cli/support/verification.ts'
import { SURROUNDINGS, dateline } from '#tests/dateline.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { isLong } from '#tests/long.ts'
import { SAMPLE, sharedData } from '#tests/shared-data.ts'

const PROGRAM = join(import.meta.dirname, '../../dateline')
const STORIES = isLong ? 2500 : 1000
const KILLS = isLong ? 30 : 6
const SEED = Number(process.env.DATELINE_SEED ?? Date.now() % 100_000)

const folder = mkdtempSync(join(tmpdir(), 'index-kill-'))
afterAll(() => rmSync(folder, { recursive: true }))

const reuters = sharedData('data/reuters.jsonl.gz')
const data = reuters ? `${STORIES} Reuters stories` : `${STORIES} generated stories and the sample`

describe(`an import of ${data}, killed at ${KILLS} moments (DATELINE_SEED=${SEED})`, () => {
  it('ends in the state of an undisturbed one', { timeout: 300_000 }, async () => {
    const paths = writeCorpus()
    const started = performance.now()
    const expected = await indexed(paths, 'undisturbed.db')
    const duration = performance.now() - started

    let kills = 0
    for (let round = 0; kills < KILLS; round++) {
      const archive = join(folder, `round-${round}.db`)
      // Several kills per import, so that some hit early and some late.
      while (kills < KILLS && (await killed(paths, archive, moment(kills) * duration * 0.4)))
        kills++

      const found = await indexed(paths, `round-${round}.db`)

      expect(found, `after ${kills} kills`).toEqual(expected)
    }
  })
})

/** From 0 to 1, reproducible by seed. */
const moment = (n: number) => parseInt(hash('sha256', `${SEED} ${n}`).slice(0, 8), 16) / 2 ** 32

/** Starts an import and kills it after a while; false if it had already finished. */
async function killed(paths: string[], archive: string, after: number): Promise<boolean> {
  const child = spawn(PROGRAM, ['index', ...paths, '--archive', archive], {
    stdio: 'ignore',
    env: SURROUNDINGS,
  })
  const closed = once(child, 'close')
  const isDone = await Promise.race([closed.then(() => true), wait(after, false)])
  child.kill('SIGKILL')
  await closed
  return !isDone
}

/** Runs an import to its end; returns the archive's contents and its list of irregularities. */
async function indexed(paths: string[], name: string) {
  const path = join(folder, name)
  const { stdout, stderr } = await dateline(['index', ...paths, '--archive', path, '--json'])
  const { read } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { read: number }
  expect(read, stderr).toBeGreaterThan(STORIES)

  const archive = openArchive(path, { write: false })
  const { ok, digest, findings } = verify(archive)
  const odd = archive.rejected().map(({ path, line, code, message }) => [path, line, code, message])
  archive.close()
  return { ok, digest, findings, odd, read }
}

/** With an invalid JSON line, and an id that occurs again with another text. */
function writeCorpus(): string[] {
  const file = join(folder, 'news.jsonl')
  const lines = reuters
    ? gunzipSync(readFileSync(reuters)).toString().split('\n').slice(0, STORIES)
    : generateStories(STORIES).map(({ article }) => JSON.stringify(article))
  const first = JSON.parse(lines[0]!) as { body: string }
  const again = JSON.stringify({ ...first, body: `${first.body}\nThe President of Peru agreed.` })
  lines.splice(STORIES / 2, 0, '{"id": "broken"', again)
  writeFileSync(file, lines.join('\n'))
  return [file, SAMPLE]
}
