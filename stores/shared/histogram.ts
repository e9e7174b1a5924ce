import { parsePeriod, toDay } from '#core/graph/period.ts'
import type { Bucket, Histogram } from '#core/search.ts'

type Interval = Histogram['interval']

const DAY = 86_400_000
const MAX_DAYS = 70
const MAX_WEEKS = 70
const MAX_MONTHS = 20 * 12
/** Of the archive, in a row, up to which months without articles count as others do. */
const SHORT_GAP = 2
/** Empty buckets in a row that are left out. */
const LONG_GAP = 24

const KEY_LENGTH = { day: 10, week: 10, month: 7, year: 4 }

/**
 * What days, in milliseconds since 1970, are best counted by: the span from the first to the last without its months
 * in which the archive has nothing. `months` are those in which it has something, in order.
 */
export function intervalOf(first: number, last: number, months: readonly string[]): Interval {
  const days = Math.min((last - first) / DAY, 31 * coveredMonths(first, last, months))
  if (days <= MAX_DAYS) return 'day'
  if (days <= 7 * MAX_WEEKS) return 'week'
  return days <= 31 * MAX_MONTHS ? 'month' : 'year'
}

function coveredMonths(first: number, last: number, months: readonly string[]): number {
  const [from, to] = [first, last].map((time) => toDay(time).slice(0, KEY_LENGTH.month))
  const within = months.filter((month) => month >= from! && month <= to!).map(monthNumber)
  return within.reduce((sum, month, i) => {
    return sum + (i === 0 ? 1 : Math.min(month - within[i - 1]!, 1 + SHORT_GAP))
  }, 0)
}

function monthNumber(month: string): number {
  const [year, number] = month.split('-').map(Number)
  return 12 * year! + number!
}

/** The key of the bucket that a day is in: "2023-06-22", "2023-06" or "2023"; of a week its Monday. */
export function keyOf(day: number, interval: Interval): string {
  const start = interval === 'week' ? day - DAY * ((new Date(day).getUTCDay() + 6) % 7) : day
  return toDay(start).slice(0, KEY_LENGTH[interval])
}

/** When a bucket ends. */
export function endOf(key: string, interval: Interval): number {
  const { start, end } = parsePeriod(key)!
  return interval === 'week' ? start + 7 * DAY : end
}

/** Every bucket from the first day to the last, but for long gaps in which the archive has nothing. */
export function toBuckets(
  [first, last]: readonly [number, number],
  interval: Interval,
  counts: ReadonlyMap<string, number>,
  all: ReadonlyMap<string, number>,
): Bucket[] {
  const buckets: Bucket[] = []
  let gap: Bucket[] = []
  for (let day = first; day <= last;) {
    const key = keyOf(day, interval)
    const bucket = { key, count: counts.get(key) ?? 0, all: all.get(key) ?? 0 }
    if (bucket.all === 0) gap.push(bucket)
    else {
      buckets.push(...(gap.length < LONG_GAP ? gap : []), bucket)
      gap = []
    }
    day = endOf(key, interval)
  }
  return buckets
}
