import { describe, expect, it } from 'vitest'
import type { RoleLine } from '#core/graph.ts'
import { rolesOverTime } from './roles-over-time.ts'

const role = (title: string, first: string | null, last = first): RoleLine => ({
  person: { id: 'person-a', kind: 'person', name: 'A' },
  of: { id: 'org-b', kind: 'organization', name: 'B' },
  ...{
    title,
    former: false,
    sentences: 1,
    first,
    last,
    since: null,
    until: null,
    article: 'x',
    sentence: 1,
  },
})
const year = { first: '2023-01-01T09:00:00+03:00', last: '2024-01-01' }

describe('roles over time', () => {
  it('come in the order in which they were first stated, those without a date last', () => {
    const roles = [role('none', null), role('later', '2023-07-02'), role('first', '2023-01-01')]

    expect(rolesOverTime(roles, year).map(({ role }) => role.title)).toEqual([
      'first',
      'later',
      'none',
    ])
  })

  it('stand where their dates lie within those of the entity', () => {
    const [whole] = rolesOverTime([role('a', '2023-01-01', '2024-01-01')], year)
    const [half] = rolesOverTime([role('a', '2023-07-02', '2024-01-01')], year)

    expect(whole).toMatchObject({ from: 0, to: 1 })
    expect(half!.from).toBeCloseTo(0.5, 1)
  })

  it('have no place where the entity has a single day, or none', () => {
    const at = rolesOverTime([role('a', '2023-01-01')], { first: '2023-01-01', last: '2023-01-01' })

    expect(at[0]!.from).toBeNull()
    expect(
      rolesOverTime([role('a', '2023-01-01')], { first: null, last: null })[0]!.from,
    ).toBeNull()
  })
})
