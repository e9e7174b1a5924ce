import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { formatDecision } from '#core/decisions/parse.ts'
import { story } from '#tests/builders.ts'
import { stateDigest } from '../audit/digest.ts'
import { type Archive, openArchive } from '../open.ts'
import { loadCorpus } from '../registry/corpus.ts'
import { settleNames } from '../registry/settle.ts'
import { decide } from './decide.ts'
import { importDecisions } from './import-decisions.ts'
import { readLog } from './log.ts'

const folder = mkdtempSync(join(tmpdir(), 'import-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [ANN, EVE] = ['person-ann-lee', 'person-evelyn-roth'] as const
const STORIES = [
  story({ id: 'a', body: `[Ann Lee](${ANN}) spoke.` }),
  story({ id: 'b', body: `[Evelyn Roth](${EVE}) spoke.` }),
  story({ id: 'c', body: `[Ann Lee](${ANN}) left.` }),
]

let files = 0
async function archiveOf(stories: typeof STORIES): Promise<Archive> {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  const origin = { path: 'news', line: 1 }
  archive.write(stories.map((each) => ({ ...each, extractor: '1', origin })))
  await settleNames(archive)
  return archive
}

const by = { author: 'desk', reason: '' }
const say = (archive: Archive, request: Parameters<typeof decide>[2]) =>
  decide(archive, loadCorpus(archive.db), request, by)
const exported = ({ db }: Archive) => readLog(db).map(formatDecision)

it('brings another archive of these articles to the same state, and does nothing the second time', async () => {
  const [one, other] = [await archiveOf(STORIES), await archiveOf(STORIES)]
  say(one, { type: 'split', entity: ANN, articles: ['c'] })
  say(one, { type: 'merge', entity: EVE, into: ANN })
  const lines = exported(one)

  expect(importDecisions(other, lines)).toEqual({ added: 2, known: 0, broken: [], idle: [] })
  expect(stateDigest(other.db)).toBe(stateDigest(one.db))
  expect(importDecisions(other, lines)).toMatchObject({ added: 0, known: 2 })
  for (const archive of [one, other]) archive.close()
})

it('imports the valid lines of a broken file and reports what is wrong with the others', async () => {
  const [one, other] = [await archiveOf(STORIES), await archiveOf(STORIES)]
  say(one, { type: 'rename', entity: ANN, name: 'Anne Lee' })
  const [good] = exported(one)

  expect(importDecisions(other, ['{"id":', good!, '', good!.replace('Anne', 'Anna')])).toEqual({
    added: 1,
    known: 0,
    broken: [
      { line: 1, why: 'it is not JSON' },
      { line: 4, why: expect.stringContaining('another decision has the id') as string },
    ],
    idle: [],
  })
  for (const archive of [one, other]) archive.close()
})

it('keeps decisions about missing articles and applies them once those are indexed', async () => {
  const [one, other] = [await archiveOf(STORIES), await archiveOf([STORIES[0]!])]
  say(one, { type: 'merge', entity: EVE, into: ANN })
  const { idle } = importDecisions(other, exported(one))
  expect(idle).toMatchObject([{ why: expect.stringContaining('not in this archive') as string }])

  const origin = { path: 'news', line: 2 }
  other.write(STORIES.slice(1).map((each) => ({ ...each, extractor: '1', origin })))
  await settleNames(other)
  expect(stateDigest(other.db)).toBe(stateDigest(one.db))
  for (const archive of [one, other]) archive.close()
})

it('keeps decisions that contradict one made here waiting', async () => {
  const [one, other] = [await archiveOf(STORIES), await archiveOf(STORIES)]
  say(one, { type: 'rename', entity: ANN, name: 'Anne Lee' })
  const { decision } = say(other, { type: 'rename', entity: ANN, name: 'Anna Lee' })
  const { idle } = importDecisions(other, exported(one))
  expect(idle).toMatchObject([{ why: expect.stringContaining(decision!.id) as string }])
  say(other, { type: 'undo', decision: decision!.id })

  expect(stateDigest(other.db)).toBe(stateDigest(one.db))
  for (const archive of [one, other]) archive.close()
})
