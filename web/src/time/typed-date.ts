import { readWhen, writtenOut } from '#core/query/when.ts'

const LAST = /^(?:(?:the )?last|past) (\d{1,4} )?(day|week|month|year)s?$/
const AGO = /^(\d{1,4}) (day|week|month|year)s? ago$/

/**
 * Converts a typed date for the URL: "1987-03" for "March 1987", a day for "last 30 days" or "-30d"; empty for empty
 * input, null if it is not a date.
 */
export function typedDate(typed: string, today: Date): string | null {
  const text = typed.trim().toLowerCase()
  if (text === '') return ''
  const [, count = '1', unit] = LAST.exec(text) ?? AGO.exec(text) ?? []
  const when = readWhen(unit ? `-${count.trim()}${unit[0]}` : text)
  return when === null ? null : writtenOut(when, today)
}
