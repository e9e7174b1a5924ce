import { describe, expect, it } from 'vitest'
import { readWhen, writtenOut } from './when.ts'

describe('readWhen', () => {
  it.each([
    ['1987', '1987'],
    ['1987-3', '1987-03'],
    ['1987/03/22', '1987-03-22'],
    ['March 1987', '1987-03'],
    ['mar. 1987', '1987-03'],
    ['22 March 1987', '1987-03-22'],
    ['March 22, 1987', '1987-03-22'],
    ['-30d', '-30d'],
    ['today', '-0d'],
    ['yesterday', '-1d'],
    ['1987-13', null],
    ['30 February 1987', null],
    ['22.03.87', null],
    ['soon', null],
    ['', null],
  ])('reads %j as %j', (written, when) => {
    expect(readWhen(written)).toBe(when)
  })
})

describe('writtenOut', () => {
  it.each([
    ['-0d', '2026-03-31'],
    ['-30d', '2026-03-01'],
    ['-2w', '2026-03-17'],
    ['-1m', '2026-02-28'],
    ['-13m', '2025-02-28'],
    ['-2y', '2024-03-31'],
    ['-9999y', '0001-01-01'],
    ['1987-03', '1987-03'],
  ])('counts %s back from 31 March 2026 to %s', (when, day) => {
    expect(writtenOut(when, new Date('2026-03-31T10:00:00Z'))).toBe(day)
  })
})
