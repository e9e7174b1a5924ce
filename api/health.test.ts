import { describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { failingStores, openStoresOn } from './testing.ts'

const stores = openStoresOn([])

describe('/readyz', () => {
  it.each([
    ['ready', stores, 200],
    ['degraded', { ...stores, search: failingStores().search }, 200],
    ['unavailable', failingStores(), 503],
  ])('is %s', async (status, over, code) => {
    const response = await createApp(over).request('/readyz')

    expect(response.status).toBe(code)
    expect(await response.json()).toMatchObject({ status })
  })

  it('turns requests away while the server drains, whatever it found before', async () => {
    let draining = false
    const app = createApp({ ...stores, isDraining: () => draining })
    const before = await app.request('/readyz')
    draining = true
    const after = await app.request('/readyz')

    expect(before.status).toBe(200)
    expect(after.status).toBe(503)
    expect(await after.json()).toMatchObject({ status: 'draining', search: 'up' })
  })

  it('asks the stores once for many probes', async () => {
    let asked = 0
    const article = () => stores.search.article(String(asked++))
    const app = createApp({ ...stores, search: { ...stores.search, article } })
    await Promise.all(Array.from({ length: 20 }, async () => app.request('/readyz')))

    expect(asked).toBe(1)
  })

  it('goes on asking when the first of those who wait goes away', async () => {
    const signals: unknown[] = []
    const article = (id: string, signal?: AbortSignal) => {
      signals.push(signal)
      return stores.search.article(id)
    }
    const app = createApp({ ...stores, search: { ...stores.search, article } })
    await app.request('/readyz')

    expect(signals).toEqual([undefined])
  })

  it('waits two seconds for a store, not longer', async () => {
    const article = () => new Promise<null>(() => {})
    const app = createApp({ ...stores, search: { ...stores.search, article } })

    expect(await (await app.request('/readyz')).json()).toMatchObject({
      search: 'down',
      graph: 'up',
    })
  })
})
