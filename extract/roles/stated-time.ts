import { NUMBER } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'

/** A time in the form of `core/role-time.ts`, and the position after it. */
export interface StatedTime {
  time: string
  next: number
}

/** Reads "1985", "March 1985", "March 3, 1985", "3 March 1985", "last November", "last year", "two years ago" at `at`; null for anything else. */
export function readTime(segment: Segment, at: number): StatedTime | null {
  const start = skip(segment, at, ABOUT)
  return (
    readYear(segment, start) ??
    readMonth(segment, start) ??
    readLast(segment, start) ??
    readAgo(segment, start)
  )
}

const ABOUT = /^(early|mid|late|about|around|the|year|at|least|january-|end|of|beginning|start)$/

function readYear({ tokens }: Segment, at: number): StatedTime | null {
  const year = YEAR.exec(tokens[at]?.word.text ?? '')
  return year && { time: year[0], next: at + 1 }
}

const YEAR = /^(?:1[89]|20)\d\d$/

/** A month with or without its day and year; without a year, the latest one. */
function readMonth(segment: Segment, at: number): StatedTime | null {
  const first = dayAt(segment, at)
  const name = first === null ? at : at + 1
  const month = monthAt(segment, name)
  if (month === null) return null
  const day = first ?? dayAt(segment, name + 1)
  const behind = first === null && day !== null ? name + 2 : name + 1
  const comma = segment.tokens[behind]?.word.text === ',' ? behind + 1 : behind
  const year = readYear(segment, comma)
  if (!year) return first === null ? { time: `--${month}`, next: behind } : null
  const time = [year.time, month, ...(day === null ? [] : [day])].join('-')
  return { time, next: year.next }
}

function monthAt({ tokens }: Segment, at: number): string | null {
  const month = MONTHS.indexOf(tokens[at]?.word.text.slice(0, 3) ?? '')
  return month >= 0 && MONTH.test(tokens[at]!.word.text) ? twoDigits(month + 1) : null
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const MONTH =
  /^(January|February|March|April|May|June|July|August|September|October|November|December|(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)$/

function dayAt({ tokens }: Segment, at: number): string | null {
  const day = /^([1-9]|[12]\d|3[01])$/.exec(tokens[at]?.word.text ?? '')
  return day && twoDigits(Number(day[0]))
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** "last year", "this month", "last November" */
function readLast(segment: Segment, at: number): StatedTime | null {
  const which = segment.tokens[at]?.word.lower ?? ''
  if (which !== 'last' && which !== 'this') return null
  const month = monthAt(segment, at + 1)
  if (month !== null) return { time: `--${month}`, next: at + 2 }
  const unit = UNITS.get(segment.tokens[at + 1]?.word.lower ?? '')
  return unit ? { time: `-${which === 'last' ? 1 : 0}${unit}`, next: at + 2 } : null
}

const UNITS = new Map([
  ['year', 'Y'],
  ['years', 'Y'],
  ['month', 'M'],
  ['months', 'M'],
])

/** "two years ago" */
function readAgo({ tokens }: Segment, at: number): StatedTime | null {
  if (tokens[at + 2]?.word.lower !== 'ago') return null
  const { lower, flags } = tokens[at]!.word
  const count = flags & NUMBER && /^\d{1,2}$/.test(lower) ? Number(lower) : COUNTS.indexOf(lower)
  const unit = UNITS.get(tokens[at + 1]!.word.lower)
  return unit && count > 0 ? { time: `-${count}${unit}`, next: at + 3 } : null
}

const COUNTS = 'zero a two three four five six seven eight nine ten eleven twelve'.split(' ')

function skip({ tokens }: Segment, at: number, words: RegExp): number {
  while (words.test(tokens[at]?.word.lower ?? '')) at++
  return at
}
