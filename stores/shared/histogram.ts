import { parsePeriod, toDay } from '#core/graph/period.ts'
import type { Bucket, Histogram } from '#core/search.ts'

type Interval = Histogram['interval']

const DAY = 86_400_000
const MAX_DAYS = 70
const MAX_WEEKS = 70
const MAX_MONTHS = 20 * 12
/** Gaps of up to this many months without articles count in full. */
const SHORT_GAP = 2
/** Gaps of at least this many empty buckets are left out. */
const LONG_GAP = 24

const KEY_LENGTH = { day: 10, week: 10, month: 7, year: 4 }

/**
 * Chooses the interval for days from `first` to `last`, in milliseconds since 1970, leaving out
 * long gaps in the archive. `months` are those with articles, in order.
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

/** The key of a day's bucket: "2023-06-22", "2023-06" or "2023"; for a week, its Monday. */
export function keyOf(day: number, interval: Interval): string {
  const start = interval === 'week' ? day - DAY * ((new Date(day).getUTCDay() + 6) % 7) : day
  return toDay(start).slice(0, KEY_LENGTH[interval])
}

/** When a bucket ends, in milliseconds since 1970. */
export function endOf(key: string, interval: Interval): number {
  const { start, end } = parsePeriod(key)!
  return interval === 'week' ? start + 7 * DAY : end
}

/** Every bucket from the first day to the last, except long gaps in the archive. */
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
