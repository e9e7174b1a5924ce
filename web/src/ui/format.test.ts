import { describe, expect, it } from 'vitest'
import { counted, formatDate, formatLanguage, formatRange, formatTime } from './format.ts'

describe('formatDate', () => {
  it.each([
    ['2023', '2023'],
    ['2023-06', 'June 2023'],
    ['2023-06-02', '2 Jun 2023'],
    ['2023-06-22T23:30:00Z', '22 Jun 2023'],
    ['2023-06-22T23:30:00-05:00', '22 Jun 2023'],
    ['last week', 'last week'],
    ['2023-13', '2023-13'],
  ])('shows %s as %s', (date, shown) => {
    expect(formatDate(date)).toBe(shown)
  })
})

describe('formatTime', () => {
  it('adds the time of day in UTC where there is one', () => {
    expect(formatTime('2023-06-22T23:30:00Z')).toBe('22 June 2023 at 23:30 UTC')
    expect(formatTime('2023-06-22T23:30:00-05:00')).toBe('22 June 2023 at 23:30 UTC-05:00')
    expect(formatTime('2023-06-22')).toBe('22 Jun 2023')
  })
})

describe('formatRange', () => {
  it.each([
    ['2022', '2023', '2022 – 2023'],
    ['2022', '2022', '2022'],
    ['2022-02', '', 'since February 2022'],
    ['', '2022-02', 'to February 2022'],
    [null, null, ''],
  ])('shows %j and %j as %j', (from, to, shown) => {
    expect(formatRange(from, to)).toBe(shown)
  })
})

describe('counted', () => {
  it.each([
    [1, 'article', '1 article'],
    [0, 'article', '0 articles'],
    [1204, 'country', '1,204 countries'],
  ])('says %d of %s as %s', (count, noun, said) => {
    expect(counted(count, noun)).toBe(said)
  })

  it('says so where there may be more', () => {
    expect(counted({ value: 1000, relation: 'gte' }, 'article')).toBe('1,000+ articles')
    expect(counted({ value: 1000, relation: 'approx' }, 'article')).toBe('≈ 1,000 articles')
  })
})

describe('formatLanguage', () => {
  it('names a language, and leaves what is none', () => {
    expect(formatLanguage('en')).toBe('English')
    expect(formatLanguage('no such code')).toBe('no such code')
  })
})
