import { describe, expect, it } from 'vitest'
import { resolveRoleTime } from './role-time.ts'

describe('the time of a role', () => {
  it.each([
    ['1985', '1985'],
    ['1985-04-12', '1985-04-12'],
    ['-1Y', '2022'],
    ['-2M', '2022-12'],
    ['--01', '2023-01'],
    ['--11', '2022-11'],
    [null, null],
  ])('%s is, on a day in February 2023, %s', (stated, time) => {
    expect(resolveRoleTime(stated, '2023-02-14T09:00:00Z')).toBe(time)
  })

  it('is not known where it is relative and the article has no date', () => {
    expect(resolveRoleTime('-1Y', null)).toBeNull()
    expect(resolveRoleTime('1985', null)).toBe('1985')
  })
})
