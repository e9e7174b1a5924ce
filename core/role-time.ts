import { dayOf } from './graph/period.ts'

/*
 * When a role began or ended, as a sentence states it: a year, month or day ("1985", "1985-04", "1985-04-12"), or, from
 * the day of the article, years or months back ("-1Y", "-2M") or the latest month of a number ("--11").
 */

/** The stated time as a year, month or day; null for a relative one in an article without a date. */
export function resolveRoleTime(stated: string | null, publishedAt: string | null): string | null {
  if (stated === null || !stated.startsWith('-')) return stated
  if (publishedAt === null) return null
  const day = dayOf(publishedAt)
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  if (stated.startsWith('--')) {
    const named = Number(stated.slice(2))
    return toMonth(12 * (named > month ? year - 1 : year) + named - 1)
  }
  const back = Number(stated.slice(1, -1))
  return stated.endsWith('Y') ? toYear(year - back) : toMonth(12 * year + month - 1 - back)
}

/** `months` since the year 0. */
const toMonth = (months: number) =>
  `${toYear(Math.floor(months / 12))}-${String((months % 12) + 1).padStart(2, '0')}`

const toYear = (year: number) => String(year).padStart(4, '0')
