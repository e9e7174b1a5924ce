import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from './parse-date.ts'

describe('parseDate', () => {
  it.each([
    ['2023-06-22', '2023-06-22'],
    [' 2023-06-22\n', '2023-06-22'],
    ['2023/6/2', '2023-06-02'],
    ['20230622', '2023-06-22'],
    ['22.06.23', '2023-06-22'],
    ['22.06.69', '1969-06-22'],
    ['22/06/2023', '2023-06-22'],
    ['06/22/2023', '2023-06-22'],
    ['03/04/2023', '2023-04-03'],
    ['3-4-2023', '2023-04-03'],
    ['March 3, 2024', '2024-03-03'],
    ['March 3 2024', '2024-03-03'],
    ['Mar. 3, 2024', '2024-03-03'],
    ['3 March 2024', '2024-03-03'],
    ['3rd of March, 2024', '2024-03-03'],
    ['Sunday, 3 March 2024', '2024-03-03'],
    ['Sept. 3, 2024', '2024-09-03'],
    ['2024-Mar-03', '2024-03-03'],
    ['26-FEB-1987', '1987-02-26'],
    ['Published: March 3, 2024', '2024-03-03'],
    ['29 February 2024', '2024-02-29'],
  ])('reads the day of %j', (text, day) => {
    expect(parseDate(text)).toBe(day)
  })

  it.each([
    ['2023-06-22T10:00:00Z', '2023-06-22T10:00:00Z'],
    ['2023-06-22t10:00:00.123456z', '2023-06-22T10:00:00Z'],
    ['2023-06-22T10:00:00+04:00', '2023-06-22T10:00:00+04:00'],
    ['2023-06-22T01:30+0530', '2023-06-22T01:30:00+05:30'],
    ['2023-06-22 10:00', '2023-06-22T10:00:00Z'],
    ['20230622T100000Z', '2023-06-22T10:00:00Z'],
    ['2023-12-31T24:00:00Z', '2024-01-01T00:00:00Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
    ['Tue, 09 Dec 2025 11:30:00 +0300', '2025-12-09T11:30:00+03:00'],
    ['Tue, 9 Dec 25 11:30 GMT', '2025-12-09T11:30:00Z'],
    ['09 Dec 2025 11:30:00 EST', '2025-12-09T11:30:00-05:00'],
    ['26-FEB-1987 15:01:01.79', '1987-02-26T15:01:01Z'],
    ['Mon Mar  3 10:15:00 2025', '2025-03-03T10:15:00Z'],
    ['Sun Mar 03 2024 10:15:00 GMT+0100 (Central European Time)', '2024-03-03T10:15:00+01:00'],
    ['March 3, 2024 at 10:15 p.m.', '2024-03-03T22:15:00Z'],
    ['12 a.m., 3 May 2024', '2024-05-03T00:00:00Z'],
    ['10:15 May 3, 2024', '2024-05-03T10:15:00Z'],
    ['22.06.2023 14:30', '2023-06-22T14:30:00Z'],
    ['1709460000', '2024-03-03T10:00:00Z'],
    ['1709460000000', '2024-03-03T10:00:00Z'],
    ['1709460000.25', '2024-03-03T10:00:00Z'],
  ])('reads the time of %j', (text, moment) => {
    expect(parseDate(text)).toBe(moment)
  })

  it.each([
    '1987-03-31T605:12:19Z',
    '31 February 2024',
    '2023-02-29',
    '2023-13-01',
    '2023-06-00',
    '2023-06-22T25:00:00Z',
    '2023-06-22T10:61:00Z',
    '2023-06-22T24:00:01Z',
    '2023-06-22T10:00:00+15:00',
    '13:00 p.m. 3 March 2024',
    '13/13/2023',
    '0000-01-01',
    '2024',
    '2024-03',
    'March 2024',
    'May',
    'yesterday',
    'Thursday',
    '12',
    '1.5',
    '',
    'x'.repeat(1000),
  ])('finds no date in %j', (text) => {
    expect(parseDate(text)).toBeNull()
  })

  it('takes a missing year from its context and from nowhere else', () => {
    expect(parseDate('March 3', { year: 2024 })).toBe('2024-03-03')
    expect(parseDate('29 Feb', { year: 2023 })).toBeNull()
    expect(parseDate('March 3')).toBeNull()
  })

  it('keeps the day if the zone of the time is unknown', () => {
    expect(parseDate('3 March 2024 10:15 XYZ')).toBe('2024-03-03')
  })

  it('parses every time that it formats', () => {
    const moments = fc.date({
      min: new Date('1000-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moments, (moment) => {
        const seconds = `${moment.toISOString().slice(0, 19)}Z`

        expect(parseDate(moment.toISOString())).toBe(seconds)
        expect(parseDate(moment.toUTCString())).toBe(seconds)
      }),
    )
  })

  it('returns a date or null for any text', () => {
    const pieces = fc.constantFrom(
      ...[
        '2024',
        '31',
        '2',
        'Feb',
        'March',
        ' ',
        '-',
        '/',
        ':',
        'T',
        'Z',
        '+',
        '.',
        ',',
        'pm',
        '(',
      ],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const date = parseDate(parts.join(''))

        if (date !== null) expect(date).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/)
        if (date !== null) expect(parseDate(date)).toBe(date)
      }),
      { numRuns: 2000 },
    )
  })
})
