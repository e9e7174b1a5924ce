import { InvalidQueryError } from '../errors.ts'

/** Milliseconds since 1970 in UTC, `end` exclusive. */
export interface Period {
  start: number
  end: number
}

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Parses "2023", "2023-06" or "2023-06-22"; null if invalid. */
export function parsePeriod(text: string): Period | null {
  const match = WRITTEN.exec(text)
  if (!match) return null
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => Number(part ?? NaN))
  const start = utc(year!, month || 1, day || 1)
  if (toDay(start) !== `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}`) return null
  if (day) return { start, end: utc(year!, month!, day + 1) }
  return { start, end: month ? utc(year!, month + 1, 1) : utc(year! + 1, 1, 1) }
}

/** The span from `from` to `to`, both inclusive; throws InvalidQueryError for an invalid date. */
export function enclosedPeriod(from: string | undefined, to: string | undefined): Period | null {
  if (from === undefined && to === undefined) return null
  return {
    start: from === undefined ? -Infinity : parseBound('from', from).start,
    end: to === undefined ? Infinity : parseBound('to', to).end,
  }
}

/** The local day of a date with or without a time. */
export const dayOf = (publishedAt: string): string => publishedAt.slice(0, 10)

/** Formats a time as "2023-06-22". */
export function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function parseBound(parameter: 'from' | 'to', text: string): Period {
  const period = parsePeriod(text)
  if (period) return period
  throw new InvalidQueryError(
    `${parameter} is a day, a month or a year, such as 2023-06-22, 2023-06 or 2023`,
    { parameter },
  )
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime()
}
