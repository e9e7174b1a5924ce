import { beforeEach, expect, it } from 'vitest'
import type { ArchiveState } from '#core/projection.ts'
import type { Connection, Request } from '../connection.ts'
import { createEntityNames } from './entity-names.ts'
import { namesOf } from '../index-names.ts'

const ALIYEV = { id: 'person-aliyev', kind: 'person', name: 'Ilham Aliyev' }
const SOCAR = { id: 'org-socar', kind: 'organization', name: 'SOCAR' }

let rev: number
let asked: Request[]
/** What the engine holds, and what it gives when asked for the names of most articles. */
let held: (typeof ALIYEV)[]
let ahead: () => Promise<unknown>

const connection = {
  read(request: Request): Promise<unknown> {
    asked.push(request)
    if (request.path.endsWith('/_search')) return ahead()
    const { ids } = request.body as { ids: string[] }
    const docs = ids.map((_id) => ({ _id, _source: held.find(({ id }) => id === _id) }))
    return Promise.resolve({ docs })
  },
} as Connection

const open = () =>
  createEntityNames(connection, namesOf('test'), () => Promise.resolve({ rev } as ArchiveState))

const asking = () => asked.map(({ path }) => path.split('/').at(-1))

beforeEach(() => {
  rev = 1
  asked = []
  held = [ALIYEV, SOCAR]
  ahead = () =>
    Promise.resolve({ hits: { hits: held.map((_source) => ({ _source, sort: [1, _source.id] })) } })
})

it('does not ask for a name that was fetched ahead', async () => {
  const entityNames = open()
  await entityNames([])
  const nameOf = await entityNames([ALIYEV.id, SOCAR.id])
  expect([nameOf(ALIYEV.id), nameOf(SOCAR.id)]).toEqual([ALIYEV, SOCAR])
  expect(asking()).toEqual(['_search'])
})

it('asks for a name that is not there yet, once', async () => {
  ahead = () => new Promise(() => {})
  const entityNames = open()
  await entityNames([ALIYEV.id])
  const nameOf = await entityNames([ALIYEV.id])
  expect(nameOf(ALIYEV.id)).toEqual(ALIYEV)
  expect(asking()).toEqual(['_search', '_mget'])
})

it('does without what is fetched ahead where that fails', async () => {
  ahead = () => Promise.reject(new Error('too slow'))
  const nameOf = await open()([SOCAR.id])
  expect(nameOf(SOCAR.id)).toEqual(SOCAR)
})

it('forgets names when the archive has changed, also those that come late', async () => {
  const late = Promise.withResolvers<unknown>()
  ahead = () => late.promise
  const entityNames = open()
  await entityNames([ALIYEV.id])

  rev = 2
  held = [{ ...ALIYEV, name: 'President Aliyev' }]
  ahead = () => new Promise(() => {})
  const atOnce = await entityNames([ALIYEV.id])
  late.resolve({ hits: { hits: [{ _source: SOCAR, sort: [1, SOCAR.id] }] } })
  await late.promise
  const after = await entityNames([ALIYEV.id, SOCAR.id])
  expect(atOnce(ALIYEV.id).name).toBe('President Aliyev')
  expect(after(ALIYEV.id).name).toBe('President Aliyev')
  expect(after(SOCAR.id).name).toBe(SOCAR.id)
})
