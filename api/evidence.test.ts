import { expect, it } from 'vitest'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { openStoresOn } from './testing.ts'

it('finds a written form however its letters and marks were typed', async () => {
  const stores = openStoresOn([story({ body: '[Şahin](person-leyla-sahin) spoke.' })])
  const path = '/api/v1/entities/person-leyla-sahin/mentions'
  const written = encodeURIComponent('S\u0327ahin')

  const response = await createApp(stores).request(`${path}?written=${written}`)

  expect(await response.json()).toMatchObject({ total: { value: 1 } })
  await stores.close()
})
