import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { audit } from '../audit/audit.ts'
import { stateDigest } from '../audit/digest.ts'
import { type Archive, openArchive } from '../open.ts'
import { NO_DECISIONS, type RegistryDecisions } from './registry-decisions.ts'
import { RULES, type Rules } from './rules.ts'
import { settleNames } from './settle.ts'

const folder = mkdtempSync(join(tmpdir(), 'registry-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
let archive: Archive
beforeEach(() => {
  archive = openArchive(join(folder, `${++files}.db`), { write: true, create: true })
})
afterEach(() => {
  expect(audit(archive.db)).toEqual([])
  archive.close()
})

const [BOB, ROBERT, PERU] = ['person-zeno-dole', 'person-robert-dole', 'country-pe'] as const
const write = (...stories: Parameters<typeof story>[0][]) =>
  archive.write(
    stories.map((fields) => ({
      ...story(fields),
      extractor: '1',
      origin: { path: 'news', line: 1 },
    })),
  )
const decisions = (given: Partial<RegistryDecisions>) => ({
  decisions: { ...NO_DECISIONS, ...given },
})
const MERGED = decisions({
  fixed: [{ a: ROBERT, b: BOB, same: true }],
  heads: new Set([ROBERT]),
  names: new Map([[ROBERT, 'Robert Dole']]),
})
const all = (sql: string) =>
  archive.db
    .prepare(sql)
    .all()
    .map((row) => Object.values(row))
const entities = () => all('select id, name, articles, sentences from entity order by id')
const redirects = () => all('select id, entity from redirect order by id, entity')
const rowOf = (id: string) => archive.known(id)!.row

const doles = () =>
  write(
    { id: 'a', body: `[Zeno Dole](${BOB}) was in [Peru](${PERU}).` },
    { id: 'b', body: `[Robert Dole](${ROBERT}) was in [Peru](${PERU}).\n[Peru](${PERU}) won.` },
    { id: 'c', body: `[Robert Dole](${ROBERT}) and [Zeno Dole](${BOB}).` },
  )

describe('a round of the registry', () => {
  it('changes nothing if every form is an entity of its own', async () => {
    doles()
    const before = [archive.rev(), stateDigest(archive.db)]

    expect(await settleNames(archive)).toBe(0)
    expect([archive.rev(), stateDigest(archive.db)]).toEqual(before)
    expect(redirects()).toEqual([])
  })

  it('counts joined forms as one entity, and sends only the articles concerned', async () => {
    doles()
    const before = archive.known('b')!.rev

    expect(await settleNames(archive, MERGED)).toBe(2)
    expect(entities()).toEqual([
      [PERU, 'Peru', 2, 3],
      [ROBERT, 'Robert Dole', 3, 3],
    ])
    expect(all('select sentences, articles from tie')).toEqual([[2, 2]])
    expect(redirects()).toEqual([[BOB, ROBERT]])
    expect(archive.known('a')!.rev).toBeGreaterThan(before)
    expect(archive.known('b')!.rev).toBe(before)
  })

  it('decides later articles like earlier ones', async () => {
    doles()
    await settleNames(archive, MERGED)
    write({ id: 'd', body: `[Zeno Dole](${BOB}) left.` })

    expect(entities()).toContainEqual([ROBERT, 'Robert Dole', 4, 4])
    expect(await settleNames(archive, MERGED)).toBe(0)
  })

  it('undoes a join without a trace in the counts', async () => {
    doles()
    await settleNames(archive)
    const before = stateDigest(archive.db)
    await settleNames(archive, MERGED)
    expect(stateDigest(archive.db)).not.toBe(before)
    await settleNames(archive)

    expect(stateDigest(archive.db)).toBe(before)
    expect(redirects()).toEqual([])
  })

  it('is completed by the next round if it was interrupted', async () => {
    doles()
    await settleNames(archive, { ...MERGED, signal: AbortSignal.abort() })
    expect(entities()).toContainEqual([BOB, 'Zeno Dole', 2, 2])
    await settleNames(archive, MERGED)

    expect(entities()).toContainEqual([ROBERT, 'Robert Dole', 3, 3])
  })

  it('forgets what a removed article said', async () => {
    doles()
    await settleNames(archive, MERGED)
    archive.remove(['b', 'c'], { barred: false })
    await settleNames(archive, MERGED)

    expect(entities()).toContainEqual([BOB, 'Zeno Dole', 1, 1])
  })

  it('leaves out what a person rejected, everywhere or in one article', async () => {
    doles()
    await settleNames(archive, decisions({ rejected: new Set([BOB]) }))
    expect(entities().map(([id]) => id)).toEqual([PERU, ROBERT])

    const move = { article: rowOf('c'), from: ROBERT, to: null }
    await settleNames(archive, decisions({ moves: [move] }))
    expect(entities()).toContainEqual([ROBERT, 'Robert Dole', 1, 1])
    expect(entities()).toContainEqual([BOB, 'Zeno Dole', 2, 2])
  })

  it('gives an entity the kind and name that a person decided', async () => {
    doles()
    await settleNames(archive, {
      decisions: {
        ...NO_DECISIONS,
        kinds: new Map([[BOB, 'organization' as const]]),
        names: new Map([[ROBERT, 'Senator Dole']]),
      },
    })

    expect(entities()).toContainEqual(['org-zeno-dole', 'Zeno Dole', 2, 2])
    expect(entities()).toContainEqual([ROBERT, 'Senator Dole', 2, 2])
    expect(redirects()).toEqual([[BOB, 'org-zeno-dole']])
  })
})

describe('a lone name', () => {
  const lone = [
    { id: 'a', body: `[Ronald Reagan](person-ronald-reagan) spoke.\nHe left.` },
    { id: 'b', body: `[Ronald Reagan](person-ronald-reagan) left.` },
    { id: 'c', body: `[Reagan](person) met [Peru](${PERU}).` },
  ]

  it('is linked to the entity that has it, and the mention says so', async () => {
    write(...lone)
    await settleNames(archive)

    expect(entities()).toContainEqual(['person-ronald-reagan', 'Ronald Reagan', 3, 3])
    const [stored] = all(`select mentions from reading where row = ${rowOf('c')}`)
    expect(stored![0]).toContain('person-ronald-reagan')
  })

  it('stays open if nobody has it, and becomes open again if its entity is removed', async () => {
    write(...lone)
    await settleNames(archive)
    archive.remove(['a', 'b'], { barred: false })
    await settleNames(archive)

    expect(entities()).toEqual([[PERU, 'Peru', 1, 1]])
  })
})

describe('people of one name', () => {
  const GARETH = 'person-gareth-thomas'
  const cutting: Rules = {
    ...RULES,
    cutNamesake: (appearances) => ({
      isCertain: true,
      groups: ['x', 'y'].map((source) => ({
        articles: appearances.filter((a) => a.source === source).map(({ article }) => article),
        fact: source,
      })),
      reasons: [],
      score: 1,
    }),
  }
  const thomases = () =>
    write(
      { id: 'a', source: 'x', body: `[Gareth Thomas](${GARETH}).` },
      { id: 'b', source: 'y', body: `[Gareth Thomas](${GARETH}).` },
      { id: 'c', source: 'x', body: `[Gareth Thomas](${GARETH}).` },
    )

  it('keep ids of their own', async () => {
    thomases()
    await settleNames(archive, { rules: cutting })
    expect(entities()).toEqual([
      [GARETH, 'Gareth Thomas', 2, 2],
      [`${GARETH}-2`, 'Gareth Thomas', 1, 1],
    ])

    write({ id: 'd', source: 'y', body: `[Gareth Thomas](${GARETH}).` })
    await settleNames(archive, { rules: cutting })
    expect(entities()).toContainEqual([`${GARETH}-2`, 'Gareth Thomas', 2, 2])
  })

  it('each get a new id if the name was split later; the plain id redirects to all', async () => {
    thomases()
    await settleNames(archive)
    write({ id: 'd', source: 'y', body: `[Gareth Thomas](${GARETH}).` })
    await settleNames(archive, { rules: cutting })

    expect(entities().map(([id]) => id)).toEqual([`${GARETH}-2`, `${GARETH}-3`])
    expect(redirects()).toEqual([
      [GARETH, `${GARETH}-2`],
      [GARETH, `${GARETH}-3`],
    ])
  })

  it('are asked about, not split, if the name is in too many articles to compare', async () => {
    write(
      ...Array.from({ length: 81 }, (_, i) => ({
        id: `n${i}`,
        source: i % 2 ? 'x' : 'y',
        body: `[Gareth Thomas](${GARETH}).`,
      })),
    )
    await settleNames(archive, { rules: cutting })

    expect(entities()).toEqual([[GARETH, 'Gareth Thomas', 81, 81]])
    expect(all('select question, entities, articles from candidate')).toEqual([
      ['two', `["${GARETH}"]`, 81],
    ])
  })
})
