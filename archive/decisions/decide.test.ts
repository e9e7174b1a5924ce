import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DecisionConflictError } from '#core/decisions/request.ts'
import type { DecisionRequest } from '#core/decisions/request.ts'
import { InvalidQueryError } from '#core/errors.ts'
import { story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { isLong } from '#tests/long.ts'
import { holdingDecisions, randomDecision } from '#tests/random-decisions.ts'
import { seeded } from '#core/analysis/seeded.ts'
import { audit } from '../audit/audit.ts'
import { stateDigest } from '../audit/digest.ts'
import { type Archive, openArchive } from '../open.ts'
import { loadCorpus } from '../registry/corpus.ts'
import { settleNames } from '../registry/settle.ts'
import { decide, previewDecision } from './decide.ts'

const folder = mkdtempSync(join(tmpdir(), 'decide-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
async function archiveOf(stories: ReturnType<typeof story>[]): Promise<Archive> {
  const archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
  const origin = { path: 'news', line: 1 }
  archive.write(stories.map((each) => ({ ...each, extractor: '1', origin })))
  await settleNames(archive)
  return archive
}

const by = { author: 'desk', reason: 'the same man' }
const say = (archive: Archive, request: DecisionRequest) =>
  decide(archive, loadCorpus(archive.db), request, by)
const all = (archive: Archive, sql: string) =>
  archive.db
    .prepare(sql)
    .all()
    .map((row) => Object.values(row))
const entities = (archive: Archive) =>
  all(archive, 'select id, name, articles, sentences from entity order by id')

const [ANN, EVE, PERU] = ['person-ann-lee', 'person-evelyn-roth', 'country-pe'] as const
const people = () =>
  archiveOf([
    story({ id: 'a', body: `[Ann Lee](${ANN}) was in [Peru](${PERU}).` }),
    story({ id: 'b', body: `[Evelyn Roth](${EVE}) was in [Peru](${PERU}).\n[Peru](${PERU}) won.` }),
    story({ id: 'c', body: `[Evelyn Roth](${EVE}) and [Ann Lee](${ANN}).` }),
    story({ id: 'd', body: `[Ann Lee](${ANN}) said so.\n[Lee](${ANN}) left.` }),
  ])

describe('a decision', () => {
  it('merges two entities and previews what that changes', async () => {
    const archive = await people()
    const request = { type: 'merge', entity: EVE, into: ANN } as const
    const preview = previewDecision(archive.db, loadCorpus(archive.db), request)
    const digest = stateDigest(archive.db)
    const outcome = say(archive, request)

    expect(preview).toMatchObject({ articles: 2, sentences: 2, decision: null, entities: [ANN] })
    expect(preview.ties).toMatchObject({ appear: 0, disappear: 2, change: 1 })
    expect(preview.ties.examples).toContainEqual({
      a: { id: PERU, name: 'Peru' },
      b: { id: ANN, name: 'Ann Lee' },
      before: 1,
      after: 2,
    })
    expect({ ...outcome, decision: null }).toEqual(preview)
    expect(entities(archive)).toContainEqual([ANN, 'Ann Lee', 4, 5])
    expect(audit(archive.db)).toEqual([])

    say(archive, { type: 'undo', decision: outcome.decision!.id })
    expect(stateDigest(archive.db)).toBe(digest)
    archive.close()
  })

  it('splits off articles under an id of their own that can be merged again', async () => {
    const archive = await people()
    const { entities: found } = say(archive, { type: 'split', entity: ANN, articles: ['d'] })

    expect(found).toEqual([ANN, `${ANN}-2`])
    expect(entities(archive)).toContainEqual([`${ANN}-2`, 'Ann Lee', 1, 2])
    say(archive, { type: 'rename', entity: `${ANN}-2`, name: 'Ann Lee (singer)' })
    expect(entities(archive)).toContainEqual([`${ANN}-2`, 'Ann Lee (singer)', 1, 2])
    say(archive, { type: 'merge', entity: `${ANN}-2`, into: EVE })
    expect(entities(archive)).toContainEqual([EVE, 'Evelyn Roth', 3, 4])
    expect(audit(archive.db)).toEqual([])
    archive.close()
  })

  it('splits off a full name that was merged', async () => {
    const archive = await people()
    const before = entities(archive)
    say(archive, { type: 'merge', entity: EVE, into: ANN })
    say(archive, { type: 'split', entity: ANN, forms: [EVE] })

    expect(entities(archive)).toEqual(before)
    archive.close()
  })

  it('rejects a name here, in one spelling, or everywhere, and sets a kind', async () => {
    const archive = await people()
    say(archive, { type: 'reject', entity: ANN, articles: ['a'] })
    expect(entities(archive)).toContainEqual([ANN, 'Ann Lee', 2, 3])
    say(archive, { type: 'reject', entity: ANN, spelling: 'Lee' })
    expect(entities(archive)).toContainEqual([ANN, 'Ann Lee', 2, 2])
    say(archive, { type: 'kind', entity: ANN, kind: 'organization' })
    expect(entities(archive)).toContainEqual(['org-ann-lee', 'Ann Lee', 2, 2])
    say(archive, { type: 'reject', entity: EVE })
    expect(entities(archive).map(([id]) => id)).toEqual([PERU, 'org-ann-lee'])
    expect(audit(archive.db)).toEqual([])
    archive.close()
  })

  it('reports that the archive changed since the preview', async () => {
    const archive = await people()
    const request = { type: 'rename', entity: ANN, name: 'Anne Lee' } as const
    const { version } = previewDecision(archive.db, loadCorpus(archive.db), request)
    say(archive, { type: 'rename', entity: EVE, name: 'Eve Roth' })
    const corpus = loadCorpus(archive.db)

    expect(decide(archive, corpus, request, { ...by, version }).warnings).toMatchObject([
      { code: 'archive-moved' },
    ])
    archive.close()
  })

  it.each<[DecisionRequest, string]>([
    [{ type: 'merge', entity: PERU, into: ANN }, 'a country and a person cannot be one'],
    [{ type: 'merge', entity: ANN, into: ANN }, 'cannot be merged with itself'],
    [{ type: 'merge', entity: 'person-nobody', into: ANN }, 'there is no entity person-nobody'],
    [{ type: 'split', entity: ANN, forms: [ANN] }, 'would leave nothing of Ann Lee'],
    [{ type: 'split', entity: ANN, articles: ['a', 'c', 'd'] }, 'would leave nothing of Ann Lee'],
    [{ type: 'split', entity: ANN, articles: ['b'] }, 'the article b does not name Ann Lee'],
    [{ type: 'kind', entity: PERU, kind: 'person' }, 'countries are a fixed list'],
    [{ type: 'reject', entity: ANN, spelling: 'Annie' }, 'is nowhere written'],
    [{ type: 'undo', decision: 'x' }, 'there is no decision x'],
  ])('is refused, and changes nothing: %o', async (request, message) => {
    const archive = await people()
    const before = [archive.rev(), stateDigest(archive.db)]

    expect(() => say(archive, request)).toThrow(InvalidQueryError)
    expect(() => say(archive, request)).toThrow(message)
    expect([archive.rev(), stateDigest(archive.db)]).toEqual(before)
    archive.close()
  })

  it('is refused a second time', async () => {
    const archive = await people()
    const merge: DecisionRequest = { type: 'merge', entity: EVE, into: ANN }
    const { decision } = say(archive, merge)

    expect(() => say(archive, merge)).toThrow(`${EVE} was merged into ${ANN} already`)
    expect(() => say(archive, { type: 'merge', entity: ANN, into: EVE })).toThrow(
      DecisionConflictError,
    )
    say(archive, { type: 'undo', decision: decision!.id })
    expect(() => say(archive, { type: 'undo', decision: decision!.id })).toThrow('undone already')
    archive.close()
  })

  it('keeps every count equal to its list, and leaves no trace once everything is undone', async () => {
    const archive = await archiveOf(generateStories(isLong ? 200 : 30))
    const random = seeded(7)
    const start = stateDigest(archive.db)
    let made = 0
    for (let i = 0; i < (isLong ? 1000 : 60); i++) {
      const request = randomDecision(archive.db, random)
      try {
        say(archive, request)
        made++
      } catch (error) {
        if (!(error instanceof InvalidQueryError || error instanceof DecisionConflictError))
          throw error
      }
      if (i % 5 === 0) expect(audit(archive.db), JSON.stringify(request)).toEqual([])
    }
    expect(made).toBeGreaterThan(20)
    expect(stateDigest(archive.db)).not.toBe(start)
    for (const decision of holdingDecisions(archive.db)) say(archive, { type: 'undo', decision })

    expect(audit(archive.db)).toEqual([])
    expect(stateDigest(archive.db)).toBe(start)
    archive.close()
  }, 600_000)
})
