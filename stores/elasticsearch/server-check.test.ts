import { afterEach, describe, expect, it } from 'vitest'
import { StoreError, UserError } from '#core/errors.ts'
import { openElasticsearchTarget } from './open-target.ts'
import { openElasticsearchSearchStore } from './search-store.ts'
import { type Handler, fails, startStub } from '#tests/elasticsearch-stub.ts'

const greets = (number: string): Handler => {
  return (_, response) => void response.end(JSON.stringify({ version: { number } }))
}

describe('on first contact', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  async function failureAt(...handlers: Handler[]): Promise<Error> {
    const stub = await startStub(...handlers)
    const target = await openElasticsearchTarget({ url: stub.url }, { patienceMs: 5000 })
    closing.push(
      () => target.close(),
      () => stub.close(),
    )
    return target.state().then(
      () => expect.fail('it did not fail'),
      (error: Error) => error,
    )
  }

  it('refuses an Elasticsearch 8 by its version', async () => {
    const error = await failureAt((lines, response, request) => {
      // It does not understand the media type of version 9.
      const understood = !request.headers.accept?.includes('compatible-with=9')
      const handler = understood ? greets('8.19.8') : fails(400, 'media_type_header_exception')
      handler(lines, response, request)
    })

    expect(error).toBeInstanceOf(UserError)
    expect(error.message).toContain('version 8.19.8; Dateline needs 9 or later')
  })

  it('refuses a server that is not Elasticsearch', async () => {
    const error = await failureAt((_, response) => {
      response.removeHeader('x-elastic-product')
      response.end('{"version":{"number":"9.1.0"}}')
    })

    expect(error).toBeInstanceOf(UserError)
    expect(error.message).toContain('is not Elasticsearch')
  })

  it('retries a refused password', async () => {
    const refuses = fails(401, 'security_exception')
    const error = await failureAt(refuses, refuses, greets('8.0.0'))

    expect(error.message).toContain('version 8.0.0')
  })

  it('treats a password refused after an earlier answer as a temporary failure', async () => {
    const stub = await startStub(greets('9.4.3'), fails(401, 'security_exception'))
    const store = await openElasticsearchSearchStore({ url: stub.url })
    closing.push(
      () => store.close(),
      () => stub.close(),
    )

    await expect(store.status()).rejects.toBeInstanceOf(StoreError)
    await expect(store.status()).rejects.toBeInstanceOf(StoreError)
  })

  it('treats an unreachable server as a failure of the store', async () => {
    const stub = await startStub(greets('9.4.3'))
    await stub.close()
    const target = await openElasticsearchTarget({ url: stub.url })
    const store = await openElasticsearchSearchStore({ url: stub.url })
    closing.push(
      () => target.close(),
      () => store.close(),
    )

    await expect(target.prepare('a')).rejects.toBeInstanceOf(StoreError)
    await expect(store.status()).rejects.toBeInstanceOf(StoreError)
    await expect(store.article('a')).rejects.toMatchObject({ store: 'elasticsearch' })
  })

  it('names an unreadable certificate', async () => {
    const opening = openElasticsearchTarget({ url: 'https://localhost:1', caFile: '/no/such.pem' })

    await expect(opening).rejects.toBeInstanceOf(UserError)
    await expect(opening).rejects.toThrow('/no/such.pem')
  })
})
