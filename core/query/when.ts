import { parsePeriod, toDay } from '../graph/period.ts'
import { type Query, mapLeaves } from './tree.ts'

const MONTHS =
  'january february march april may june july august september october november december'.split(' ')
const RELATIVE = /^-(\d{1,4})([dwmy])$/
const NUMERIC = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/
const DAY_FIRST = /^(?:(\d{1,2})\s+)?(\p{L}{3,})\.?\s+(\d{4})$/u
const MONTH_FIRST = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})$/u

/** The canonical form of a written date: "1987-03" for "March 1987", "-30d" unchanged; null if invalid. */
export function readWhen(written: string): string | null {
  const text = written.trim().toLowerCase()
  if (text === 'today') return '-0d'
  if (text === 'yesterday') return '-1d'
  if (RELATIVE.test(text)) return text
  const period = numeric(text) ?? named(text)
  return period !== null && parsePeriod(period) ? period : null
}

/** Resolves "-30d" to "2026-10-30"; absolute dates stay unchanged. */
export function writtenOut(when: string, today: Date): string {
  const [, amount, unit] = RELATIVE.exec(when) ?? []
  if (amount === undefined) return when
  const count = Number(amount)
  const date =
    unit === 'd' || unit === 'w'
      ? daysBefore(today, count * (unit === 'w' ? 7 : 1))
      : monthsBefore(today, count * (unit === 'y' ? 12 : 1))
  return toDay(Math.max(date, FIRST_DAY))
}

const FIRST_DAY = Date.parse('0001-01-01')

const daysBefore = (today: Date, count: number) =>
  new Date(today).setUTCDate(today.getUTCDate() - count)

/** The same day of that month, or its last day. */
function monthsBefore(today: Date, count: number): number {
  const date = new Date(today)
  date.setUTCMonth(date.getUTCMonth() - count)
  return date.getUTCDate() === today.getUTCDate() ? date.getTime() : date.setUTCDate(0)
}

function numeric(text: string): string | null {
  const match = NUMERIC.exec(text)
  return match && joined(match[1]!, match[2], match[3])
}

function named(text: string): string | null {
  const dayFirst = DAY_FIRST.exec(text)
  const [, day, name, year] = dayFirst ?? []
  const [, otherName, otherDay, otherYear] = dayFirst ? [] : (MONTH_FIRST.exec(text) ?? [])
  const month = MONTHS.findIndex((each) => each.startsWith(name ?? otherName ?? '-'))
  return month < 0 ? null : joined((year ?? otherYear)!, String(month + 1), day ?? otherDay)
}

function joined(year: string, month?: string, day?: string): string {
  return [year, month, day].flatMap((part) => part?.padStart(2, '0') ?? []).join('-')
}

/** Resolves relative dates, as stores require. */
export function withAbsoluteDates(query: Query, today: Date): Query {
  return mapLeaves(query, (leaf) =>
    leaf.type === 'date' ? { ...leaf, when: writtenOut(leaf.when, today) } : leaf,
  )
}
