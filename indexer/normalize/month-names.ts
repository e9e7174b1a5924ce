/*
 * Languages whose month names are taken from Node's CLDR data. Their order decides if two share a
 * name ("listopad" is November in Polish, October in Croatian).
 */
const LANGUAGES =
  `en de fr es pt it nl ru pl tr uk cs sv da nb fi hu ro el bg sr sr-Latn hr sk sl lt lv et sq mk bs ca gl eu is ga cy
  ar fa he hi bn ur ta te mr gu pa id ms vi th fil sw az hy ka kk uz ky tg tk mn af`.split(/\s+/)

/** Spellings missing from CLDR: older or regional ones, and agencies' abbreviations. */
const MORE: Record<string, number> = {
  sept: 9,
  jänner: 1,
  jaenner: 1,
  feber: 2,
  maerz: 3,
  mrz: 3,
  okt: 10,
  dez: 12,
  setiembre: 9,
  gener: 1,
  fevrier: 2,
  aout: 8,
  decembre: 12,
  'كانون الثاني': 1,
  شباط: 2,
  آذار: 3,
  نيسان: 4,
  أيار: 5,
  حزيران: 6,
  تموز: 7,
  آب: 8,
  أيلول: 9,
}

let names: Map<string, number> | null = null

/** The month, from 1, that a word names in any of the languages; null if none. */
export function monthOf(word: string): number | null {
  names ??= collect()
  return names.get(plain(word)) ?? null
}

/**
 * Built on first use, for a date that English cannot explain: it takes some hundredths of a second.
 */
function collect(): Map<string, number> {
  const found = new Map<string, number>(
    Object.entries(MORE).map(([name, month]) => [plain(name), month]),
  )
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const alone = formatter(language, { month: style })
      // Many languages inflect the name after a day: "5 июня".
      const dated = formatter(language, { month: style, day: 'numeric' })
      for (let month = 0; month < 12; month++) {
        const day = new Date(Date.UTC(2024, month, 5))
        for (const format of [alone, dated]) add(nameIn(format, day), month + 1, found)
      }
    }
  }
  return found
}

const formatter = (language: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, {
    ...options,
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  })

function nameIn(format: Intl.DateTimeFormat, day: Date): string {
  return format.formatToParts(day).find(({ type }) => type === 'month')?.value ?? ''
}

function add(name: string, month: number, found: Map<string, number>): void {
  const key = plain(name)
  if (key.length >= 2 && /^\p{L}/u.test(key) && !found.has(key)) found.set(key, month)
}

/** Strips accents, which many omit, and the full stop of abbreviations. */
const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/\.$/, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .trim()
