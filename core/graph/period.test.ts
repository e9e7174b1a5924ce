import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../errors.ts'
import { enclosedPeriod, parsePeriod, toDay } from './period.ts'

const iso = (time: number) => new Date(time).toISOString()

describe('parsePeriod', () => {
  it.each([
    ['2023', '2023-01-01', '2024-01-01'],
    ['2023-06', '2023-06-01', '2023-07-01'],
    ['2023-12', '2023-12-01', '2024-01-01'],
    ['2023-06-30', '2023-06-30', '2023-07-01'],
    ['2023-12-31', '2023-12-31', '2024-01-01'],
    ['2024-02', '2024-02-01', '2024-03-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
    ['0050', '0050-01-01', '0051-01-01'],
  ])('reads %s as all from %s to before %s', (text, start, end) => {
    const period = parsePeriod(text)!

    expect([iso(period.start), iso(period.end)]).toEqual([
      `${start}T00:00:00.000Z`,
      `${end}T00:00:00.000Z`,
    ])
  })

  it.each([
    '',
    '23',
    '2023-6',
    '2023-13',
    '2023-00',
    '2023-02-29',
    '2023-04-31',
    '2023-06-00',
    ' 2023',
  ])('reads nothing into %j', (text) => {
    expect(parsePeriod(text)).toBeNull()
  })
})

describe('enclosedPeriod', () => {
  it('includes both of the periods named', () => {
    const { start, end } = enclosedPeriod('2023-06', '2023')!

    expect([iso(start), iso(end)]).toEqual(['2023-06-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'])
  })

  it('is open where nothing is named', () => {
    expect(enclosedPeriod('2023', undefined)!.end).toBe(Infinity)
    expect(enclosedPeriod(undefined, '2023')!.start).toBe(-Infinity)
    expect(enclosedPeriod(undefined, undefined)).toBeNull()
  })

  it.each([
    ['from', ['June', undefined]],
    ['to', ['2023', '']],
  ] as const)('says that %s is no date', (parameter, [from, to]) => {
    expect(() => enclosedPeriod(from, to)).toThrow(InvalidQueryError)
    expect(() => enclosedPeriod(from, to)).toThrow(expect.objectContaining({ parameter }))
  })
})

it('writes the day of a time', () => {
  expect(toDay(Date.UTC(1987, 1, 26, 23, 59, 59))).toBe('1987-02-26')
})
