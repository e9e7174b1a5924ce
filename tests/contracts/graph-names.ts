import { expect, it } from 'vitest'
import type { EntityKind } from '#core/article.ts'
import type { GraphStore } from '#core/graph.ts'
import { type Story, story } from '#tests/builders.ts'
import { openedStore } from './opened-store.ts'

const BO = 'person-bo-ek'
const MINISTRY = 'org-foreign-ministry-of-chile'

const NEWS = [
  story({
    id: 'bench',
    body: [
      '[Bo Ek](person-bo-ek), minister of [Chile](country-cl), sat.',
      '[Bo Ek](person-bo-ek), chairman of [Quay Works](org-quay-works), stood.',
      '[Bo Ek](person-bo-ek), minister of [Chile](country-cl), sat again.',
    ].join('\n'),
    roles: [
      { sentence: 1, person: BO, of: 'country-cl', title: 'minister' },
      { sentence: 2, person: BO, of: 'org-quay-works', title: 'chairman' },
      { sentence: 3, person: BO, of: 'country-cl', title: 'minister' },
    ],
  }),
  story({ id: 'visit', body: '[Leyla Şahin](person-leyla-sahin) spoke.' }),
  named(
    story({ id: 'note', body: 'A note of the [Chilean ministry](org-foreign-ministry-of-chile).' }),
    'Foreign Ministry of Chile',
  ),
]

/** Names with unusual spellings, and persons with several roles. */
export function testGraphNames(open: (articles: Story[]) => Promise<GraphStore>) {
  const store = openedStore(() => open(NEWS))

  it('shows the role that is stated most often', async () => {
    expect(await store().suggest('bo', 1)).toMatchObject([{ id: BO, fact: 'minister, Chile' }])
  })

  it('finds a name typed with decomposed accents', async () => {
    expect(await store().suggest('S\u0327ahin', 1)).toMatchObject([{ name: 'Leyla Şahin' }])
    expect((await store().entities({ q: 'leyla s\u0327', size: 5 })).items).toMatchObject([
      { name: 'Leyla Şahin' },
    ])
  })

  it('finds the display name of an entity even if no text writes it', async () => {
    const found = { id: MINISTRY, name: 'Foreign Ministry of Chile' }

    expect(await store().suggest('foreign min', 1)).toMatchObject([
      { ...found, matched: found.name },
    ])
    expect((await store().entities({ q: 'chile foreign', size: 5 })).items).toMatchObject([found])
    expect(await store().entity(MINISTRY)).toMatchObject({
      ...found,
      aliases: [{ name: 'Chilean ministry', count: 1 }],
    })
  })
}

/** Entities with exactly a name. */
export function testHolders(open: (articles: Story[]) => Promise<GraphStore>) {
  const store = openedStore(() =>
    open([
      story({
        id: 'one',
        body: '[James Baker](person-james-baker) met [Howard Baker](person-howard-baker).\n[Guinea](country-gn).',
      }),
      story({
        id: 'two',
        body: '[Howard Baker](person-howard-baker) left [Baker Brothers](org-baker-brothers) in [New Guinea](country-pg).',
      }),
    ]),
  )
  const idsOf = async (name: string, kind: EntityKind | null) =>
    (await store().holders(name, kind)).map(({ id }) => id)

  it.each<[string, string, EntityKind | null, string[]]>([
    [
      'all with a surname, most articles first',
      'baker',
      'person',
      ['person-howard-baker', 'person-james-baker'],
    ],
    ['one by the whole name', 'JAMES baker', 'person', ['person-james-baker']],
    ['no other kind', 'baker', 'country', []],
    [
      'what has it in its name where nothing is called so',
      'brothers',
      null,
      ['org-baker-brothers'],
    ],
    ['what is called just so before what has it in its name', 'Guinea', 'country', ['country-gn']],
    ['nobody by the beginning of a name', 'bak', 'person', []],
    ['nobody by names in another order', 'baker james', null, []],
    ['nobody without a word', '?', null, []],
  ])('finds %s: %s', async (_, name, kind, ids) => {
    expect(await idsOf(name, kind)).toEqual(ids)
  })
}

/** All mentions resolve to the same full name. */
function named({ article, reading }: Story, name: string): Story {
  const mentions = reading.mentions.map((mention) => ({ ...mention, name }))
  return { article, reading: { ...reading, mentions } }
}
