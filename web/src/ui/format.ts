import type { Total } from '#core/page.ts'

const LOCALE = 'en-GB'
const NUMBER = new Intl.NumberFormat(LOCALE)
const PERCENT = new Intl.NumberFormat(LOCALE, { style: 'percent' })

const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options })
const MONTH = { year: 'numeric', month: 'long' } as const
const FORMATS = {
  year: dateFormat({ year: 'numeric' }),
  month: dateFormat(MONTH),
  day: dateFormat({ ...MONTH, month: 'short', day: 'numeric' }),
  time: dateFormat({ ...MONTH, day: 'numeric', hour: '2-digit', minute: '2-digit' }),
}

const LANGUAGES = new Intl.DisplayNames(LOCALE, { type: 'language' })

const PLURALS: Record<string, string> = {
  ...{ country: 'countries', person: 'people', day: 'days' },
  ...{ story: 'stories', copy: 'copies', 'other copy': 'other copies' },
}

export function formatNumber(value: number): string {
  return NUMBER.format(value)
}

export function formatShare(value: number): string {
  return PERCENT.format(value)
}

/** "1 article", "1,204 articles", "1,000+ articles" for a lower bound, "≈ 1,000 articles" for an estimate. */
export function counted(count: number | Total, noun: string): string {
  const { value, relation } = typeof count === 'number' ? { value: count, relation: 'eq' } : count
  const isOne = value === 1 && relation === 'eq'
  const about = relation === 'approx' ? '≈ ' : ''
  return `${about}${formatNumber(value)}${relation === 'gte' ? '+' : ''} ${isOne ? noun : plural(noun)}`
}

export function plural(noun: string): string {
  return PLURALS[noun] ?? `${noun}s`
}

/** Formats a date at its precision: "2023", "June 2023", "22 Jun 2023"; anything else is returned unchanged. */
export function formatDate(date: string): string {
  const moment = toMoment(date)
  return moment === null ? date : FORMATS[precision(date)].format(moment)
}

/** Like `formatDate`, with the time of day if known. */
export function formatTime(date: string): string {
  const moment = toMoment(date)
  if (moment === null || date.length <= 10) return formatDate(date)
  return `${FORMATS.time.format(moment)} UTC${OFFSET.exec(date)?.[0] ?? ''}`
}

/** "22 Jun 2023 – 3 Jul 2023", "since 2022", "to June 2023"; equal ends give one date. */
export function formatRange(from: string | null, to: string | null): string {
  if (from && to) {
    const [first, last] = [formatDate(from), formatDate(to)]
    return first === last ? first : `${first} – ${last}`
  }
  if (from) return `since ${formatDate(from)}`
  return to ? `to ${formatDate(to)}` : ''
}

/** "English" for "en"; unknown codes are returned unchanged. */
export function formatLanguage(code: string): string {
  try {
    return LANGUAGES.of(code) ?? code
  } catch {
    return code
  }
}

function precision(date: string): 'year' | 'month' | 'day' {
  if (date.length <= 4) return 'year'
  return date.length <= 7 ? 'month' : 'day'
}

function toMoment(date: string): Date | null {
  if (!/^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/.test(date)) return null
  // Local time where it was written.
  const moment = new Date(date.replace(OFFSET, 'Z'))
  return Number.isNaN(moment.getTime()) ? null : moment
}

const OFFSET = /[+-]\d\d:\d\d$/
