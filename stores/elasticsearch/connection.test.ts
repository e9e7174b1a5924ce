import { expect, it } from 'vitest'
import { StoreError } from '#core/errors.ts'
import { startStub } from '#tests/elasticsearch-stub.ts'
import { openElasticsearchSearchStore } from './search-store.ts'

it('an answer that is no JSON is a failure of the store', async () => {
  const stub = await startStub((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<h1>It works!</h1>')
  })
  const store = await openElasticsearchSearchStore({ url: stub.url })

  const failure: unknown = await store.status().catch((error: unknown) => error)

  expect(failure).toBeInstanceOf(StoreError)
  expect(failure).toMatchObject({ message: expect.stringContaining('cannot be read') as string })
  await store.close()
  await stub.close()
})
