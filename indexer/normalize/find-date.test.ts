import { describe, expect, it } from 'vitest'
import { orderOf } from './day-order.ts'
import { parseDate } from './parse-date.ts'

const LANGUAGES =
  `en de fr es pt it nl ru pl tr uk cs sv da nb fi hu ro el bg sr hr sk sl lt lv et ar fa hi bn th vi zh ja ko id
  ms az hy ka kk`.split(/\s+/)

describe('a date in words', () => {
  it.each([
    ['ma, 08 okt 2018 10:09:29 +0000', '2018-10-08T10:09:29Z'],
    ['Sun, 15 Dec 2024 12:15 PM', '2024-12-15T12:15:00Z'],
    ['5. Juni 2015', '2015-06-05'],
    ['le 07 Mai 2020', '2020-05-07'],
    ['7 de mayo de 2022', '2022-05-07'],
    ['2022年5月3日', '2022-05-03'],
    ['3 мая 2022 г., 10:15', '2022-05-03T10:15:00Z'],
    ['2022. május 3.', '2022-05-03'],
    ['٣ مايو ٢٠٢٢', '2022-05-03'],
    ['3 พฤษภาคม 2565', '2022-05-03'],
    ['03 tháng 5, 2022', '2022-05-03'],
  ])('%j is %s', (text, date) => {
    expect(parseDate(text)).toBe(date)
  })

  it.each(LANGUAGES)('is read as CLDR writes it in %s', (language) => {
    const format = new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeZone: 'UTC',
      calendar: 'gregory',
    })
    const wrong: string[] = []
    for (let month = 0; month < 12; month++) {
      const day = new Date(Date.UTC(2021, month, 17))
      const written = format.format(day)
      if (parseDate(written) !== day.toISOString().slice(0, 10)) wrong.push(written)
    }

    // Croatian October and Polish November have the same name.
    expect(wrong.filter((date) => !date.includes('listopada'))).toEqual([])
  })
})

describe('the order of day and month', () => {
  it.each([
    ['12/31/2016', 'mdy'],
    ['31/12/2016', 'dmy'],
    ['01/02/2017', 'either'],
    ['02/02/2017', null],
    ['2017-01-02', null],
    ['2 January 2017', null],
  ])('of %s is %s', (written, order) => {
    expect(orderOf(written)).toBe(order)
  })
})
