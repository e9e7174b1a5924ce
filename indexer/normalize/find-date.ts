import { monthOf } from './month-names.ts'

/** A calendar day, not yet validated. */
export interface Day {
  year: number
  month: number
  day: number
}

export interface FoundDay extends Day {
  /** Offset in the text. */
  start: number
  end: number
}

/** Words between the parts of a date: "7 de mayo de 2022", "den 3. maj", "3 tháng 5 năm". */
const OF = String.raw`(?:\s*(?:de|del|d'|of|di|da|do|e|dne|the|ค\.ศ\.|พ\.ศ\.)\s+)?`
const WORD = String.raw`(\p{L}[\p{L}\p{M}]{1,19})\.?`
const ORDINAL = String.raw`(?:st|nd|rd|th|er|re|ère|e|º|ª|°|-?(?:е|го|а|я))?`
const YEAR = String.raw`((?:1[5-9]|20|25)\d{2})`

const DAY_MONTH_YEAR = new RegExp(
  String.raw`(?<!\d)(\d{1,2})${ORDINAL}[.,]?[\s\u00a0/-]*${OF}${WORD}[\s\u00a0,/-]*${OF}${YEAR}(?!\d)`,
  'giu',
)
const MONTH_DAY_YEAR = new RegExp(
  String.raw`(?<![\p{L}\p{M}])${WORD}[\s\u00a0-]*(\d{1,2})${ORDINAL}[.,]?[\s\u00a0,-]+${YEAR}(?!\d)`,
  'giu',
)
/** Hungarian, Lithuanian, Basque, Mongolian. */
const YEAR_MONTH_DAY = new RegExp(
  String.raw`(?<!\d)${YEAR}(?:\.|\s*(?:m|ko|оны)\.?)?[\s,/-]+${WORD}[\s-]*(\d{1,2})(?!\d)`,
  'giu',
)
/** Latvian, Kazakh: "2021. gada 17. janvāris". */
const YEAR_DAY_MONTH = new RegExp(
  String.raw`(?<!\d)${YEAR}\.?\s*\p{L}{1,5}\.?\s+(\d{1,2})\.?\s+${WORD}`,
  'giu',
)
const EAST_ASIAN = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/gu
const VIETNAMESE = /(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+(\d{4})/giu
const ISO_DAY = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g
const SLASHED_YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/g
/** Offset of the Thai calendar. */
const BUDDHIST_YEARS = 543
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g

/**
 * Finds the first day with a year in a text, in words of any language or in an unambiguous order.
 */
export function findDay(written: string): FoundDay | null {
  const text = westernDigits(written)
  let first: FoundDay | null = null
  for (const find of FINDERS) {
    const found = find(text)
    if (found && (!first || found.start < first.start)) first = found
  }
  return first
}

type Finder = (text: string) => FoundDay | null

const FINDERS: Finder[] = [
  finder(ISO_DAY, ([, year, month, day]) => toDay(year!, Number(month), day!)),
  finder(SLASHED_YEAR_FIRST, ([, year, month, day]) => toDay(year!, Number(month), day!)),
  finder(DAY_MONTH_YEAR, ([, day, month, year]) => toDay(year!, monthOf(month!), day!)),
  finder(MONTH_DAY_YEAR, ([, month, day, year]) => toDay(year!, monthOf(month!), day!)),
  finder(YEAR_MONTH_DAY, ([, year, month, day]) => toDay(year!, monthOf(month!), day!)),
  finder(YEAR_DAY_MONTH, ([, year, day, month]) => toDay(year!, monthOf(month!), day!)),
  finder(EAST_ASIAN, ([, year, month, day]) => toDay(year!, Number(month), day!)),
  finder(VIETNAMESE, ([, day, month, year]) => toDay(year!, Number(month), day!)),
]

function finder(pattern: RegExp, read: (match: RegExpExecArray) => Day | null): Finder {
  return (text) => {
    for (const match of text.matchAll(pattern)) {
      const day = read(match)
      if (day) return { ...day, start: match.index, end: match.index + match[0].length }
    }
    return null
  }
}

function toDay(year: string, month: number | null, day: string): Day | null {
  const date = { year: Number(year), month: month ?? 0, day: Number(day) }
  if (date.year >= 2400) date.year -= BUDDHIST_YEARS
  const exists = date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31
  return exists ? date : null
}

/** Each script has its digits in a block of ten. */
function westernDigits(text: string): string {
  return text.replace(DIGITS, (digit) => {
    const code = digit.charCodeAt(0)
    const zero = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50].findLast((start) => code >= start)!
    return String(code - zero)
  })
}
