import { describe, expect, it } from 'vitest'
import { NewIds } from './new-ids.ts'

const IDS = Array.from({ length: 50_000 }, (_, i) => `wire-${i}`)

describe('NewIds', () => {
  it('never calls an id new twice', () => {
    const ids = new NewIds(true)
    for (const id of IDS) ids.take(id)

    expect(IDS.filter((id) => ids.take(id))).toEqual([])
  })

  it('recognizes nearly all new ids', () => {
    const ids = new NewIds(true)

    expect(IDS.filter((id) => ids.take(id)).length).toBeGreaterThan(IDS.length * 0.999)
  })

  it('calls none new if the archive was not empty', () => {
    const ids = new NewIds(false)

    expect(IDS.filter((id) => ids.take(id))).toEqual([])
  })
})
