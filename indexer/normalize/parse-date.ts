import type { DayOrder } from './day-order.ts'
import { type Day, findDay } from './find-date.ts'

/*
 * Parses dates as news writes them. Never guesses from today's date, the machine's time zone or a
 * locale.
 */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const YEAR = '(\\d{4}|\\d{2})'

/** Hours east of UTC; ambiguous names ("IST") are left out. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  cet: 1,
  west: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}
const MAX_OFFSET_MINUTES = 14 * 60
/** Longer texts are not dates; this also bounds the work below. */
const MAX_LENGTH = 80

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i
/** Text that begins like this but is not valid ISO 8601 is not a date. */
const ISO_START = /^\d{4}-\d{2}-\d{2}T/i
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?$/i
const UNIX = /^(\d{9,10}|\d{12,13})(?:\.\d+)?$/
/**
 * A clock time with minutes, or "a.m." or "p.m."; optionally a zone's name, an offset, a remark in
 * parentheses.
 */
const TIME = new RegExp(
  '(?:^| )(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?|(?= ?[ap]\\.?m\\b)) ?([ap]\\.?m\\b\\.?)?' +
    ` ?(?!${MONTH}(?: |$))([a-z]{1,4})? ?([+-]\\d{2}:?\\d{2})?(?: ?\\([^)]*\\))?(?= |$)`,
  'i',
)
const FILLER =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|^(?:published|posted|date)\b:?|\b(?:at|on|of|the)\b|[,|]|(?<=\d)(?:st|nd|rd|th)\b/gi

const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/
const NUMBERS = new RegExp(`^(\\d{1,2})[./-](\\d{1,2})[./-]${YEAR}$`)
const DAY_MONTH = new RegExp(`^(\\d{1,2})[ ./-]?${MONTH}(?:[ ./-]?${YEAR})?$`, 'i')
const MONTH_DAY = new RegExp(`^${MONTH}[ -]?(\\d{1,2})(?: ${YEAR})?$`, 'i')
const YEAR_MONTH_DAY = new RegExp(`^(\\d{4})[ -]${MONTH}[ -](\\d{1,2})$`, 'i')

interface Context {
  /** Year for dates written without one. */
  year?: number | undefined
  /** Order of ambiguous numeric dates; day first if absent. */
  order?: DayOrder | undefined
}

interface Time {
  hour: number
  minute: number
  second: number
  /** Minutes east of UTC; null if a zone is written but unknown. */
  offset: number | null
}

/** A date as written: local day and time. */
interface Written {
  day: Day
  time: Time | null
}

/**
 * Parses a date: ISO 8601 with the written offset if there is a time ("2024-03-03T10:15:00+04:00";
 * no zone means UTC), else a bare date; null if it is not a valid date.
 */
export function parseDate(text: string, context: Context = {}): string | null {
  const written = read(text, context)
  return written && format(written.day, written.time)
}

function read(text: string, context: Context): Written | null {
  const iso = ISO.exec(text)
  if (iso) return fromIso(iso)
  if (text.length > MAX_LENGTH) return null

  const written = text.trim().replace(/\s+/g, ' ')
  if (/^[\d.TZ]+$/i.test(written)) return fromDigits(written, context)
  const trimmed = ISO.exec(written)
  return trimmed ? fromIso(trimmed) : (fromWords(written, context) ?? fromOtherWords(written))
}

/** Parses a day in words of any language, with a time before or after it. */
function fromOtherWords(text: string): Written | null {
  const day = ISO_START.test(text) ? null : findDay(text)
  if (!day) return null
  const rest = `${text.slice(0, day.start)} ${text.slice(day.end)}`.replace(/\s+/g, ' ')
  const match = TIME.exec(rest)
  const time = match && toTime(match)
  return match && !time ? null : { day, time }
}

function fromIso(match: RegExpExecArray): Written {
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  if (match[4] === undefined) return { day, time: null }
  const zone = match[7]
  const time = {
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6] ?? 0),
    offset: zone === undefined || zone === 'Z' ? 0 : (zoneMinutes(zone) ?? NaN),
  }
  return { day, time }
}

/** "20240303", "20240303T101500Z", seconds or milliseconds since 1970; but not "22.06.23". */
function fromDigits(text: string, context: Context): Written | null {
  const compact = COMPACT.exec(text)
  if (compact) return fromIso(compact)
  const unix = UNIX.exec(text)?.[1]
  if (!unix) return fromWords(text, context)
  const moment = seconds(unix.length > 10 ? Number(unix) : Number(unix) * 1000)
  const match = moment === null ? null : ISO.exec(moment)
  return match && fromIso(match)
}

function fromWords(text: string, context: Context): Written | null {
  const words = text.replace(FILLER, ' ').replace(/\s+/g, ' ').trim()
  const match = TIME.exec(words)
  const time = match && toTime(match)
  if (match && !time) return null

  const rest = match ? words.replace(match[0], ' ').replace(/\s+/g, ' ').trim() : words
  const day = toDay(rest, context)
  return day && { day, time }
}

function toTime([, hour, minute, second, half, , name, shift]: RegExpExecArray): Time | null {
  const clock = { minute: Number(minute ?? 0), second: Number(second ?? 0) }
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return null
  const noon = half?.toLowerCase().startsWith('p') ? 12 : 0
  const named = name === undefined ? 0 : zoneMinutes(name)
  const shifted = shift === undefined ? named : zoneMinutes(shift)
  if (shift !== undefined && shifted === null) return null
  return { ...clock, hour: half ? (Number(hour) % 12) + noon : Number(hour), offset: shifted }
}

function toDay(text: string, context: Context): Day | null {
  const first = YEAR_FIRST.exec(text)
  if (first) return { year: Number(first[1]), month: Number(first[2]), day: Number(first[3]) }
  const numbers = NUMBERS.exec(text)
  if (numbers) {
    return fromNumbers(Number(numbers[1]), Number(numbers[2]), fullYear(numbers[3]!), context)
  }
  const dayMonth = DAY_MONTH.exec(text)
  if (dayMonth) return fromName(dayMonth[1]!, dayMonth[2]!, dayMonth[3], context)
  const monthDay = MONTH_DAY.exec(text)
  if (monthDay) return fromName(monthDay[2]!, monthDay[1]!, monthDay[3], context)
  const yearMonthDay = YEAR_MONTH_DAY.exec(text)
  return yearMonthDay
    ? fromName(yearMonthDay[3]!, yearMonthDay[2]!, yearMonthDay[1], context)
    : null
}

/** Day first, as in most of the world, unless it is impossible or the file has another order. */
function fromNumbers(a: number, b: number, year: number, { order }: Context): Day {
  const isMonthFirst = b > 12 || (order === 'mdy' && a <= 12)
  return isMonthFirst ? { year, month: a, day: b } : { year, month: b, day: a }
}

function fromName(
  day: string,
  name: string,
  written: string | undefined,
  context: Context,
): Day | null {
  const year = written === undefined ? context.year : fullYear(written)
  if (year === undefined) return null
  return { year, month: MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1, day: Number(day) }
}

function fullYear(written: string): number {
  const year = Number(written)
  if (written.length > 2) return year
  return year < 69 ? 2000 + year : 1900 + year
}

function zoneMinutes(zone: string): number | null {
  const named = Object.hasOwn(ZONES, zone.toLowerCase()) ? ZONES[zone.toLowerCase()] : undefined
  if (named !== undefined) return named * 60
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!match) return null
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  if (minutes > MAX_OFFSET_MINUTES || Number(match[3] ?? 0) > 59) return null
  return match[1] === '-' ? -minutes : minutes
}

function format({ year, month, day }: Day, time: Time | null): string | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  const date = `${year}-${pad(month)}-${pad(day)}`
  if (!time) return date
  if (time.hour > 24 || time.minute > 59 || time.second > 60) return null
  if (time.hour === 24 && time.minute + time.second > 0) return null
  // The day is known, but not the time.
  if (time.offset === null) return date
  const { hour, minute, second, offset } = time
  if (Number.isNaN(offset)) return null
  if (hour < 24 && second < 60) {
    return `${date}T${pad(hour)}:${pad(minute)}:${pad(second)}${zoneOf(offset)}`
  }
  const moment = seconds(Date.UTC(year, month - 1, day, hour, minute, second))
  return moment && moment.replace('Z', zoneOf(offset))
}

/** "Z", or "+04:00". */
function zoneOf(offset: number): string {
  if (offset === 0) return 'Z'
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** To the second. */
function seconds(milliseconds: number): string | null {
  const iso = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString()
  return /^\d{4}-/.test(iso) ? `${iso.slice(0, 19)}Z` : null
}

const pad = (number: number) => (number < 10 ? `0${number}` : String(number))
