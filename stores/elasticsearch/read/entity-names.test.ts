import { beforeEach, expect, it } from 'vitest'
import type { ArchiveState } from '#core/projection.ts'
import type { Connection } from '../connection.ts'
import { namesOf } from '../index-names.ts'
import { createEntityNames } from './entity-names.ts'

const ALIYEV = { id: 'person-aliyev', kind: 'person', name: 'Ilham Aliyev', sentences: 7 }
const SOCAR = { id: 'org-socar', kind: 'organization', name: 'SOCAR', sentences: 5 }

let rev: number
let requests: string[]
/** The entities that the engine holds. */
let stored: (typeof ALIYEV)[]
/** The response to the prefetch. */
let prefetched: () => Promise<unknown>

const client = {
  search() {
    requests.push('search')
    return prefetched()
  },
  mget({ ids }: { ids: string[] }) {
    requests.push('mget')
    const docs = ids.map((_id) => ({ _id, _source: stored.find(({ id }) => id === _id) }))
    return Promise.resolve({ docs })
  },
}

const open = () =>
  createEntityNames({ client } as unknown as Connection, namesOf('test'), () =>
    Promise.resolve({ rev } as ArchiveState),
  )

beforeEach(() => {
  rev = 1
  requests = []
  stored = [ALIYEV, SOCAR]
  prefetched = () =>
    Promise.resolve({
      hits: { hits: stored.map((_source) => ({ _source, sort: [1, _source.id] })) },
    })
})

it('does not look up a prefetched name', async () => {
  const entityNames = open()
  await entityNames.known([])
  const nameOf = await entityNames.known([ALIYEV.id, SOCAR.id])
  expect([nameOf(ALIYEV.id), nameOf(SOCAR.id)]).toEqual([ALIYEV, SOCAR])
  expect(requests).toEqual(['search'])
})

it('looks up a name that is not cached, once', async () => {
  prefetched = () => new Promise(() => {})
  const entityNames = open()
  await entityNames.known([ALIYEV.id])
  const nameOf = await entityNames.known([ALIYEV.id])
  expect(nameOf(ALIYEV.id)).toEqual(ALIYEV)
  expect(requests).toEqual(['search', 'mget'])
})

it('looks up names if the prefetch fails', async () => {
  prefetched = () => Promise.reject(new Error('too slow'))
  const nameOf = await open().known([SOCAR.id])
  expect(nameOf(SOCAR.id)).toEqual(SOCAR)
})

it('drops names when the archive changes, including those of a late prefetch', async () => {
  const late = Promise.withResolvers<unknown>()
  prefetched = () => late.promise
  const entityNames = open()
  await entityNames.known([ALIYEV.id])

  rev = 2
  stored = [{ ...ALIYEV, name: 'President Aliyev' }]
  prefetched = () => new Promise(() => {})
  const atOnce = await entityNames.known([ALIYEV.id])
  late.resolve({ hits: { hits: [{ _source: SOCAR, sort: [1, SOCAR.id] }] } })
  await late.promise
  const after = await entityNames.known([ALIYEV.id, SOCAR.id])
  expect(atOnce(ALIYEV.id).name).toBe('President Aliyev')
  expect(after(ALIYEV.id).name).toBe('President Aliyev')
  expect(after(SOCAR.id).name).toBe(SOCAR.id)
})
