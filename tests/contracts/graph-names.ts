import { expect, it } from 'vitest'
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

  it('shows the function that is stated most often', async () => {
    expect(await store().suggest('bo', 1)).toMatchObject([{ id: BO, fact: 'minister, Chile' }])
  })

  it('finds a name that is typed with marks apart from their letters', async () => {
    expect(await store().suggest('S\u0327ahin', 1)).toMatchObject([{ name: 'Leyla Şahin' }])
    expect((await store().entities({ q: 'leyla s\u0327', size: 5 })).items).toMatchObject([
      { name: 'Leyla Şahin' },
    ])
  })

  it('finds a name by which it shows an entity, also where nobody writes it so', async () => {
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

/** All mentions resolve to the same full name. */
function named({ article, reading }: Story, name: string): Story {
  const mentions = reading.mentions.map((mention) => ({ ...mention, name }))
  return { article, reading: { ...reading, mentions } }
}
