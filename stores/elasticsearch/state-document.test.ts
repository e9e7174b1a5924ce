import { expect, it } from 'vitest'
import { type Handler, fails, startStub } from '#tests/elasticsearch-stub.ts'
import { connect } from './connection.ts'
import { namesOf } from './index-names.ts'
import { createStateIndex } from './state-document.ts'

const NAMES = namesOf('some')

const mapped =
  (meta: object): Handler =>
  (_, response) =>
    response.end(JSON.stringify({ [NAMES.state]: { mappings: { _meta: meta } } }))

/** Creates the index while the engine is still creating it for a killed run. */
async function createdMeanwhile(meta: object): Promise<unknown> {
  const stub = await startStub(
    fails(404, 'index_not_found_exception'),
    fails(400, 'resource_already_exists_exception'),
    mapped(meta),
  )
  const connection = connect({ url: stub.url })
  const outcome = await createStateIndex(connection, NAMES, {}).catch((error: unknown) => error)
  await connection.client.close()
  await stub.close()
  return outcome
}

it('accepts a state index created at the same moment', async () => {
  expect(await createdMeanwhile({ dateline: {} })).toBeUndefined()
})

it('refuses a foreign one', async () => {
  expect(await createdMeanwhile({})).toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(`has something called ${NAMES.state}`) as string,
  })
})
