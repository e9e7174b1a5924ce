import { expect, it } from 'vitest'
import { type Handler, fails, startStub } from '#tests/elasticsearch-stub.ts'
import { connect } from './connection.ts'
import { namesOf } from './index-names.ts'
import { createRecords } from './state-document.ts'

const NAMES = namesOf('some')

const mapped =
  (meta: object): Handler =>
  (_, response) =>
    response.end(JSON.stringify({ [NAMES.state]: { mappings: { _meta: meta } } }))

/** What comes of making the index while the engine makes it for a run that was killed. */
async function createdMeanwhile(meta: object): Promise<unknown> {
  const stub = await startStub(
    fails(404, 'index_not_found_exception'),
    fails(400, 'resource_already_exists_exception'),
    mapped(meta),
  )
  const connection = connect({ url: stub.url })
  const outcome = await createRecords(connection, NAMES).catch((error: unknown) => error)
  await connection.close()
  await stub.close()
  return outcome
}

it('takes the place for its records that was made at the same moment', async () => {
  expect(await createdMeanwhile({ dateline: {} })).toBeUndefined()
})

it('refuses it where it is not ours', async () => {
  expect(await createdMeanwhile({})).toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(`has something called ${NAMES.state}`) as string,
  })
})
