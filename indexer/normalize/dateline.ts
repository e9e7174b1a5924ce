import { mixedCase } from './mixed-case.ts'
import { remembered } from './memoize.ts'

export interface Dateline {
  /** As written, including the separator at its end. */
  text: string
  /** The city, in mixed case. */
  place: string | null
  /** As written; often without a year. */
  date: string | null
  agency: string | null
}

/** Separators between a dateline and the text: "LONDON, March 3 -", "Doha:", "ACCRA, Ghana |". */
const SEPARATOR = /\s(?:--?|[–—|])(?=\s)|\s?[–—](?=\s|$)|[-:](?=\s|$)/g
/**
 * "LULEÅ. …", "MOSCOW, March 3. /TASS/. …": only as a last resort, because full stops also
 * abbreviate.
 */
const FULL_STOP = /(?<!\s\p{L}{1,4})\.(?: \/[^/]{1,40}\/\.?)?(?=\s|$)/gu
const MAX_LENGTH = 100

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?'
const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?'
const DATE = new RegExp(
  `${WEEKDAY}(?:${MONTH} {1,3}\\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?:,? \\d{4})?` +
    '|\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2})(?![\\p{L}\\d])',
  'iu',
)
const HAS_DIGIT = /\d/
const IN_BRACKETS = /\(([^()]{1,60})\)$|\/([^/]{1,60})\/\.?$/

/** A name: capitalised words with small ones between ("Dar es Salaam"), abbreviations, hyphens. */
const CAPITALISED =
  /^(?:\p{Lu}[\p{L}\p{M}.'’-]*|d['’]\p{Lu}[\p{L}.'’-]*)(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|d[aeo]s?|del|di|du|es|la|le|las|los|of|the|and|al-\p{Lu}\p{L}+)){0,4}$/u
/** Sufficient if a field is known to hold a place. */
const LIKE_A_PLACE = /^\p{Lu}[\p{L}\p{M}.'’/ -]*$/u
const ALL_CAPITALS = /^[\p{Lu}\p{M}.'’ /-]+$/u
/** First words of city names with several words, accepted before a colon. */
const CITY_BEGINS =
  /^(?:New|San|Santa|Santo|São|Sao|St\.?|Saint|Los|Las|La|El|Tel|Abu|Addis|Buenos|Kuala|Phnom|Rio|Hong|Cape|Port|Fort|Mexico|Kuwait|Panama|Guatemala|Ho|Dar|Ulan|Novi|Baton|Salt|Sri|Bandar|Den|The) /
/** Labels before a colon or dash at the beginning of a text that are not places. */
const LABEL =
  /^(?:advertisement|analysis|background|breaking|brief|comment|commentary|correction|editorial|editor['’]?s? note|exclusive|explainer|factbox|feature|flash|focus|headlines?|highlights|insight|interview|just in|live|note|obituary|opinion|photos?|poll|profile|[qa]$|q&a|question|answer|recap|reporting|review|summary|table|text|timeline|update|updated|urgent|video|watch|who|what|when|where|why|how|usa|eu|un|nato|factcheck|fact check|in brief|in short|read|related|source|tags?|share|title|date|author|by|published|topic|subject|category|section|on|in|at|from|since|until|after|before|as|for|with|between|this|that)\b/i
const AGENCY_WORD =
  /\b(?:news|agency|press|wire|newswire|times|service|post|herald|gazette|courier)\b/i

/** Parses the dateline at the beginning of a text; null if there is none. */
export function parseDateline(text: string): Dateline | null {
  const head = text.slice(0, MAX_LENGTH + 2)
  const line = head.includes('\n') ? head.slice(0, head.indexOf('\n')) : head
  for (const match of [...line.matchAll(SEPARATOR), ...line.matchAll(FULL_STOP)]) {
    const end = match.index + match[0].length
    const isFullStop = match[0].startsWith('.')
    const parts = split(isFullStop ? line.slice(0, end) : line.slice(0, match.index))
    if (parts && isCredible(parts, match[0].trim(), text.slice(end))) {
      return toDateline(line.slice(0, end), parts)
    }
  }
  return null
}

/** Parses a dateline from a field of its own, without a text after it. */
export function readDateline(field: string): Dateline {
  const head = field.slice(0, MAX_LENGTH).replace(/^[^\p{L}]+|[\s:|–—-]+$/gu, '')
  // A typo in the date ("Narch 2") does not make the place unreadable.
  const parts = split(head) ?? { ...NOTHING, place: head.split(',', 1)[0]! }
  const { place, agency } = parts
  const city = place.split(',', 1)[0]!.trim()
  return toDateline(field, {
    ...parts,
    place: LIKE_A_PLACE.test(city) && !LABEL.test(city) ? place : '',
    agency: agency !== null && isName(agency) ? agency : null,
  })
}

interface Parts {
  place: string
  date: string | null
  agency: string | null
  /** Written as "Place/date/Agency". */
  slashed: boolean
}

const NOTHING: Parts = { place: '', date: null, agency: null, slashed: false }

function split(text: string): Parts | null {
  const bracket = IN_BRACKETS.exec(text.trim())
  const inner = (bracket?.[1] ?? bracket?.[2] ?? '').trim()
  const outer = bracket ? text.trim().slice(0, bracket.index) : text
  const date = HAS_DIGIT.test(text) ? DATE.exec(bracket && DATE.test(inner) ? inner : outer) : null
  if (HAS_DIGIT.test(text) && !date) return null

  const dated = date !== null && !(bracket && DATE.test(inner))
  const before = dated ? outer.slice(0, date.index) : outer
  const after = dated ? outer.slice(date.index + date[0].length) : ''
  const slashed = /\/\s*$/.test(before) && /^\s*\//.test(after)
  const agency = trimSigns(after) || (dated || !date ? inner : '') || null
  return { place: trimSigns(before), date: date?.[0] ?? null, agency, slashed }
}

function isCredible({ place, date, agency, slashed }: Parts, separator: string, rest: string) {
  if (agency !== null && !isName(agency)) return false
  if (place !== '' && (!isPlace(place) || LABEL.test(place))) return false
  const isFullStop = separator.startsWith('.')
  if (slashed) return place !== ''
  if (date !== null && agency !== null) return true
  if (date !== null) return place !== '' && (!isFullStop || isShouted(place))
  if (agency !== null) return place !== '' && !isFullStop
  return place !== '' && isBarePlace(place, separator) && startsText(rest)
}

/** Without date and agency, only capitals are evidence, or a colon after a possible city. */
function isBarePlace(place: string, separator: string): boolean {
  const city = place.split(/,\s*/)[0]!
  const words = city.split(' ').length
  if (isShouted(city)) {
    return words <= 3 && (separator.startsWith('.') ? /\p{L}{4}/u : /\p{L}{3}/u).test(city)
  }
  return (
    separator === ':' && place === city && (words === 1 || (words <= 3 && CITY_BEGINS.test(city)))
  )
}

const startsText = (rest: string) => /\p{Ll}/u.test(rest.slice(0, 60))
const isShouted = (place: string) => ALL_CAPITALS.test(place.split(',')[0]!)
const isName = (text: string) =>
  text.length <= 60 && /^[\p{Lu}\d]/u.test(text) && !/[!?;]/.test(text)

function isPlace(text: string): boolean {
  const parts = text.split(/,\s*|\s*\/\s*/)
  return (
    parts.length <= 3 && parts.every((part) => CAPITALISED.test(part) || AGENCY_WORD.test(part))
  )
}

function toDateline(text: string, { place, date, agency }: Parts): Dateline {
  // "Coast News, 27 January -" has the agency where the place would be; but Newport News is a
  // place.
  if (agency === null && AGENCY_WORD.test(place) && !isShouted(place)) {
    return { text, place: null, date, agency: place }
  }
  return { text, place: toCity(place), date, agency }
}

const toCity = remembered((place: string): string | null => {
  const city = place
    .split(/,|\//)[0]!
    .replace(/\s+D\.?C\.?$/i, '')
    .trim()
  return city === '' ? null : mixedCase(city)
})

const trimSigns = (text: string) => text.replace(/^[\s,./|]+|[\s,/|]+$|(?<=\p{L}{4})[.\s]+$/gu, '')
