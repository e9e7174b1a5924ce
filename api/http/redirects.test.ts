import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Stores } from '#stores/stores.ts'
import { BOB, DOLES_AND_LEES, LEE, PERU, ROBERT, moveNames } from '#tests/moved-names.ts'
import { type App, createApp } from '../app.ts'
import { failingStores, openSettledStores } from '../testing.ts'

let stores: Stores
let app: App
beforeAll(async () => {
  stores = await openSettledStores(DOLES_AND_LEES, moveNames)
  app = createApp(stores)
})
afterAll(() => stores.close())

interface Answer {
  items: { id: string; href: string }[]
  total: { value: number }
  sentences: number
  warnings: { code: string; message: string }[]
  detail: string
}

async function ask(path: string, body?: unknown) {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const headers = { 'Content-Type': 'application/json' }
  const response = await app.request(`/api/v1/${path}`, { ...init, headers })
  const { status } = response
  return {
    status,
    location: response.headers.get('Location'),
    body: (await response.json()) as Answer,
  }
}

describe('an id that was joined with another', () => {
  it.each(['', '/ties?sort=recent', '/mentions'])(
    'leads on with all of its address: %s',
    async (rest) => {
      const { status, location } = await ask(`entities/${BOB}${rest}`)

      expect(status).toBe(308)
      expect(location).toBe(`/api/v1/entities/${ROBERT}${rest}`)
    },
  )

  it.each([`person=${BOB}`, `person.all=${BOB}`, `tie=${BOB},${PERU}`, `q=entity:${BOB}`])(
    'is resolved in the filters of a search: %s',
    async (filter) => {
      const { body } = await ask(`articles?${filter}`)
      const { body: now } = await ask(`articles?${filter.replace(BOB, ROBERT)}`)

      expect(body.items).toEqual(now.items)
      expect(body.items.length).toBeGreaterThan(0)
    },
  )

  it('is told of in a warning', async () => {
    const { body } = await ask(`articles?person=-${BOB}`)

    expect(body.total.value).toBe(0)
    expect(body.warnings).toEqual([{ code: 'id-moved', message: `${BOB} is ${ROBERT} now.` }])
  })

  it('is resolved where two are named, and in bodies', async () => {
    const moved = expect.objectContaining({ code: 'id-moved' }) as unknown

    expect((await ask(`ties/${BOB}/${PERU}`)).body).toMatchObject({
      sentences: 1,
      warnings: [moved],
    })
    expect((await ask(`ties/${PERU}/${BOB}/evidence`)).body).toMatchObject({
      total: { value: 1 },
      warnings: [moved],
    })
    expect((await ask('graph/ties', { ids: [BOB, PERU] })).body.warnings).toEqual([moved])
    const same = await ask(`ties/${BOB}/${ROBERT}`)
    expect(same).toMatchObject({ status: 400 })
    expect(same.body.detail).toContain('are one entity now')
  })
})

describe('the id of a name that was cut', () => {
  it('leads to all who may be meant', async () => {
    const { status, body } = await ask(`entities/${LEE}`)

    expect(status).toBe(300)
    expect(body.items.map(({ id, href }) => [id, href])).toEqual(
      [2, 3].map((n) => [`${LEE}-${n}`, `/api/v1/entities/${LEE}-${n}`]),
    )
  })

  it('means any of them in a filter', async () => {
    const { body } = await ask(`articles?person=${LEE}`)

    expect(body.items).toHaveLength(2)
    expect(body.warnings.map(({ code }) => code)).toEqual(['id-of-several'])
  })
})

it('says that there is no entity of an id that never was one', async () => {
  expect((await ask('entities/person-nobody')).status).toBe(404)
})

it('takes ids as they are while the graph is down', async () => {
  const half = createApp({ ...stores, graph: failingStores().graph })
  const response = await half.request(`/api/v1/articles?person=${ROBERT}`)

  expect(response.status).toBe(200)
  expect(((await response.json()) as Answer).items).toHaveLength(3)
})
