import { afterAll, describe, expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { createApp } from '../app.ts'
import { openStoresOn } from '../testing.ts'

it('finds a written form however its letters and marks were typed', async () => {
  const stores = openStoresOn([story({ body: '[Şahin](person-leyla-sahin) spoke.' })])
  const path = '/api/v1/entities/person-leyla-sahin/mentions'
  const written = encodeURIComponent('S\u0327ahin')

  const response = await createApp(stores).request(`${path}?written=${written}`)

  expect(await response.json()).toMatchObject({ total: { value: 1 } })
  await stores.close()
})

describe('the words of a search', () => {
  const stores = openStoresOn([
    story({ id: 'tin', body: 'Tin. [Ana Silva](person-ana-silva) in [Peru](country-pe).' }),
    story({ id: 'gas', body: 'Gas. [Ana Silva](person-ana-silva) in [Peru](country-pe).' }),
  ])
  const app = createApp(stores)
  afterAll(() => stores.close())

  const read = async (path: string) => {
    const response = await app.request(`/api/v1${path}`)
    return (await response.json()) as Record<string, unknown>
  }

  it.each([
    '/ties/country-pe/person-ana-silva/evidence?q=tin',
    '/entities/country-pe/mentions?q=tin',
  ])('choose the articles of the sentences: %s', async (path) => {
    expect(await read(path)).toMatchObject({
      total: { value: 1 },
      items: [{ article: { id: 'tin' } }],
    })
  })

  it('choose what is counted of a tie', async () => {
    expect(await read('/ties/country-pe/person-ana-silva?q=tin')).toMatchObject({
      sentences: 1,
      sharedArticles: 1,
    })
  })

  it('say how they were read where they could have been meant otherwise', async () => {
    const { warnings } = await read('/ties/country-pe/person-ana-silva/evidence?q=(tin')

    expect(warnings).toMatchObject([{ position: 0 }])
  })
})
