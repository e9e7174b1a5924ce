import { parsePeriod, toDay } from '#core/period.ts'
import type { Histogram } from '#core/search.ts'

const DAY = 86_400_000
const MAX_DAYS = 70
const MAX_MONTHS = 20 * 12

const KEY_LENGTH = { day: 10, month: 7, year: 4 }

/** What a span of times, both ends in milliseconds since 1970, is best counted by. */
export function intervalOf(first: number, last: number): Histogram['interval'] {
  const days = (last - first) / DAY
  if (days <= MAX_DAYS) return 'day'
  return days / 30 <= MAX_MONTHS ? 'month' : 'year'
}

/** Every day, month or year of the span, as "2023-06-22", "2023-06" or "2023". */
export function keysBetween(
  first: number,
  last: number,
  interval: Histogram['interval'],
): string[] {
  const keys: string[] = []
  for (let time = first; ;) {
    const key = toDay(time).slice(0, KEY_LENGTH[interval])
    keys.push(key)
    time = parsePeriod(key)!.end
    if (time > last) return keys
  }
}
