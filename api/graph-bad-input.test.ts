import { describe, expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { MAX_NETWORK } from '#core/graph/network.ts'
import { LEE, DOLES_AND_LEES, moveNames } from '#tests/moved-names.ts'
import { createApp } from './app.ts'
import { openSettledStores, serveStories } from './testing.ts'

const ANA = 'person-ana-silva'
const BO = 'person-bo-ek'
const { app } = serveStories([
  story({ id: 'a', body: '[Ana](person-ana-silva) met [Bo](person-bo-ek).' }),
  story({ id: 'b', body: '[Ana](person-ana-silva) met [Bo](person-bo-ek) again.' }),
])

async function ask(address: string, init?: RequestInit) {
  const response = await app.request(`/api/v1${address}`, init)
  const body = (await response.json()) as { detail?: string; warnings?: { code: string }[] }
  return { status: response.status, ...body }
}

const post = (body: string) =>
  ask('/graph/ties', { method: 'POST', body, headers: { 'content-type': 'application/json' } })

describe('the graph answers bad input with a sentence', () => {
  it.each([
    ['an unknown id', `/entities/person-no-one/ties`, 404],
    ['a tie to an unknown id', `/ties/${ANA}/person-no-one`, 404],
    ['evidence of an unknown id', `/ties/person-no-one/${ANA}/evidence`, 404],
    ['a path to an unknown id', `/paths/${ANA}/person-no-one`, 404],
    ['an entity with itself', `/ties/${ANA}/${ANA}`, 400],
    ['evidence of an entity with itself', `/ties/${ANA}/${ANA}/evidence`, 400],
    ['a path from an entity to itself', `/paths/${ANA}/${ANA}`, 400],
    ['99 hops', `/paths/${ANA}/${BO}?hops=99`, 400],
    ['a reversed period of a path', `/paths/${ANA}/${BO}?from=2024&to=2023`, 400],
    ['a reversed period of a network', `/graph?from=2024&to=2023`, 400],
    ['reversed periods of changes', `/graph/changes?earlier=2024&later=2023`, 400],
    ['a period that ends before it begins', `/graph/changes?earlier=2023..2022&later=2024`, 400],
    ['a date that is none', `/graph/firsts?since=2023-02-30`, 400],
    ['firsts since nothing', `/graph/firsts`, 400],
    ['a million names', `/graph?size=1000000`, 400],
    ['a million names to stand somewhere', `/graph/standing?size=1000000`, 400],
    ['a sort that is none', `/entities/${ANA}/ties?sort=beauty`, 400],
  ])('%s', async (_, address, status) => {
    const found = await ask(address)

    expect(found.status).toBe(status)
    expect(found.detail).toMatch(/\w+ \w+/)
  })

  it('an avoid list that leaves no route', async () => {
    const found = await ask(`/paths/${ANA}/${BO}?avoidKind=person,organization,country`)

    // A direct tie has no inner names to avoid.
    expect(found).toMatchObject({ status: 200, paths: [{ entities: [{ id: ANA }, { id: BO }] }] })
    const none = await ask(`/paths/${ANA}/${BO}?min=100`)
    expect(none).toMatchObject({ status: 200, warnings: [{ code: 'weak-routes' }] })
  })

  it('ids that are far too many, or none, or no ids', async () => {
    const ids = (count: number) => JSON.stringify({ ids: Array(count).fill('person-x') })

    expect(await post(ids(1_000_000))).toMatchObject({ status: 413 })
    expect(await post(ids(MAX_NETWORK + 1))).toMatchObject({ status: 400 })
    expect(await post(ids(0))).toMatchObject({ status: 400 })
    expect(await post('{"ids": 7}')).toMatchObject({ status: 400 })
    expect(await post('{')).toMatchObject({ status: 400 })
  })

  it('ids that nothing has, among those that something has', async () => {
    const found = await post(JSON.stringify({ ids: [ANA, BO, 'person-no-one'] }))

    expect(found).toMatchObject({ status: 200, ties: [{ a: ANA, b: BO, sentences: 2 }] })
    expect(found.warnings).toMatchObject([{ code: 'not-named' }])
  })

  it('an id that became another, in every route', async () => {
    const stores = await openSettledStores(DOLES_AND_LEES, moveNames)
    const moved = createApp(stores)
    const ties = await moved.request(`/api/v1/entities/${LEE}/ties`)
    const path = await moved.request(`/api/v1/paths/${LEE}/person-no-one`)

    expect([200, 300, 308]).toContain(ties.status)
    expect([300, 308, 404]).toContain(path.status)
    await stores.close()
  })
})
