import type { DayOrder } from '../../normalize/day-order.ts'
import { findDay } from '../../normalize/find-date.ts'
import { parseDate } from '../../normalize/parse-date.ts'
import { clutterOf } from './clutter.ts'
import type { LinkedArticle } from './json-ld.ts'
import { firstMeta, type PageFacts } from './page.ts'
import { type Element, elementsIn, textOf } from './tree.ts'

const META_NAMES =
  `article:published_time og:article:published_time datepublished date pubdate publishdate publish-date
  publication_date publication-date article.published article:published rnews:datepublished dc.date dc.date.issued
  dc.date.created dc.created dcterms.date dcterms.created dcterms.issued date.created date.available citation_date
  citation_publication_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime
  originalpublicationdate og:pubdate og:published_time og:release_date bt:pubdate published_time_telegram
  video:release_date timestamp created displaydate prism.publicationdate`.split(/\s+/)

/** Properties of microdata and RDFa, without their vocabulary ("schema:dateCreated"). */
const PROPERTY =
  /(?:^|[\s:])(?:datePublished|dateCreated|pubdate|dc:date|dcterms:(?:issued|created)|created|issued)(?:$|\s)/i
/** Words in classes and ids of elements that hold the date of an article. */
const DATE_CLASS =
  /(?:^|[\s_-])(?:dates?|pubdate|published|publish(?:ed)?-?(?:on|date|time|at)?|posted(?:-?on)?|postdate|post-?date|entry-?date|article-?date|news-?date|created|dateline|datum|fecha|data-?pub\w*|timestamp|time|byline|meta|post-?meta|entry-?meta|postmetadata|posthead|submitted|info|details?|author-?info|einsendung|publication|publi|pubdate|kicker|subline|header)(?=$|[\s_-])|[a-z](?:Date|Time|Datum|Published|Meta|Fecha)(?=$|[\s_A-Z-])/
const EXACT_CLASS = /date|datum|fecha|publish|posted|pubdate|time|created/i
const UPDATED = /updat|modif|aktualis|actualiz|mise à jour|geändert|last-?edit/i
/** Elements whose dates belong to other stories, or are today's. */
const AROUND = new Set(['nav', 'aside', 'footer', 'dialog', 'form', 'select', 'iframe', 'noscript'])
const OTHER_STORIES =
  /(?:^|[\s_-])(?:related|comments?|commentlist|teasers?|recommend\w*|latest|popular|mostread|most-?read|ticker|breaking)(?=$|[\s_-])/i
const AROUND_CLASS = /(?:^|[\s_-])(?:sidebar|footer|nav)(?=$|[\s_-])/i
/** Weight of an unambiguous mark. */
const EXACT = 9
/** Anything lower is a word in a class, which may mean anything. */
const SURE = 5

const MAX_TEXT = 160
const IN_ADDRESS =
  /[/=](?<!\d)((?:19|20)\d{2})[/_-]?(0?[1-9]|1[0-2])[/_-]?(0?[1-9]|[12]\d|3[01])(?=[/_.?-]|$|[a-z])/i
const NUMERIC = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2}|\d{2})(?![\d/-]|\.\d)/
/** Number of paragraphs from the top in which to look for a date in words, as a last resort. */
const MAX_LOOSE_TEXTS = 400

interface Found {
  date: string
  weight: number
}

/** Finds the date of a page's article, as written there or as a day; null if nothing states one. */
export function findDate(
  root: Element,
  facts: PageFacts,
  linked: LinkedArticle | null,
  url: string | null,
): string | null {
  const order = orderBy(facts.language)
  const stated = [
    linked?.datePublished ?? null,
    ...META_NAMES.map((name) => firstMeta(facts, [name])),
  ]
  for (const each of stated) {
    const date = each === null ? null : readable(each, order)
    if (date !== null) return besideAddress(date, dateInAddress(url))
  }
  return (
    dateOfElements(root, order) ??
    dateInAddress(url) ??
    dateBeforeTitle(facts, order) ??
    looseDate(root, order) ??
    dateOfElements(root, order, { everywhere: true })
  )
}

/** "08.11.2021 | Day of Remembrance" */
function dateBeforeTitle(facts: PageFacts, order: DayOrder): string | null {
  const [first, ...rest] = facts.title.split(' | ')
  return rest.length === 0 || !/^[\d./-]+$/.test(first!.trim()) ? null : readable(first!, order)
}

/** Many systems state the time in UTC, but the local day in the address. */
function besideAddress(date: string, day: string | null): string {
  const stated = parseDate(date)
  const hours = day === null || stated === null ? 0 : Date.parse(stated) - Date.parse(day)
  const isOff = day !== null && Math.abs(hours) < 2 * DAY_MS && !stated?.startsWith(day)
  return isOff && !LOCAL_MOMENT.test(date) ? day : date
}

/** A time with an offset other than zero belongs to the day it names. */
const LOCAL_MOMENT = /T.*[+-](?!00:?00)\d{2}:?\d{2}$/

const DAY_MS = 86_400_000

/** US pages put the month first. */
const orderBy = (language: string): DayOrder => (/^en-us$/i.test(language.trim()) ? 'mdy' : 'dmy')

/** The text itself if it is a date, else the day in it. */
function readable(text: string, order: DayOrder): string | null {
  if (text.length > MAX_TEXT) return null
  // Some write more digits of a second than ISO 8601 allows.
  const moment = /^\s*(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}/.exec(text)
  if (moment && parseDate(text.trim()) === null) return parseDate(moment[1]!)
  const whole = parseDate(text.trim(), { order })
  if (whole !== null) return isNumeric(text) ? whole : text.trim()
  const day = findDay(text)
  if (day) return parseDate(`${day.year}-${pad(day.month)}-${pad(day.day)}`)
  const numeric = NUMERIC.exec(text)
  return numeric && parseDate(numeric[0], { order })
}

const isNumeric = (text: string) => NUMERIC.test(text)
const pad = (value: number) => String(value).padStart(2, '0')

/**
 * The date of the most certain element marked as one; of equal ones, the first. Some pages put the
 * head of a story into a sidebar.
 */
function dateOfElements(
  root: Element,
  order: DayOrder,
  { everywhere = false } = {},
): string | null {
  let best: Found | null = null
  for (const element of elementsIn(root)) {
    const weight = weightOf(element)
    if (weight <= (best?.weight ?? (everywhere ? SURE : 0))) continue
    if (isElsewhere(element, everywhere && weight > SURE ? EXACT : weight)) continue
    const date = dateOf(element, order)
    if (date !== null) best = { date, weight }
  }
  return best?.date ?? null
}

/** How certainly an element holds the date of publication; 0 if it is not marked as one. */
function weightOf({ name, attributes }: Element): number {
  const { itemprop = '', property = '', class: classes = '', id = '' } = attributes
  if (name === 'meta' && itemprop === '' && property === '') return 0
  const marks = `${classes} ${id}`
  if (/dateModified/i.test(`${itemprop} ${property}`)) return 0
  if (PROPERTY.test(itemprop) || PROPERTY.test(property)) return EXACT
  const isUpdate = UPDATED.test(marks)
  if (name === 'time') return isUpdate ? 2 : 'pubdate' in attributes ? 8 : 7
  if (name === 'abbr' && /\b(?:published|date)\b/.test(classes)) return 7
  if (isUpdate || marks.length > 300 || !DATE_CLASS.test(marks)) return 0
  return EXACT_CLASS.test(marks) ? 5 : 3
}

function dateOf(element: Element, order: DayOrder): string | null {
  const { content, datetime, title } = element.attributes
  for (const written of [content, datetime, title]) {
    const date = written === undefined ? null : readable(written, order)
    if (date !== null) return date
  }
  return readable(textOf(element, { limit: MAX_TEXT }), order)
}

function isElsewhere(element: Element, weight: number): boolean {
  for (let above: Element | null = element; above; above = above.parent) {
    const { class: classes = '', id = '' } = above.attributes
    if (above.name === 'body') return false
    if (OTHER_STORIES.test(`${classes} ${id}`)) return true
    // An element inside the article, or with an exact mark, may be anywhere.
    if (above.name === 'article' || above.name === 'main') return false
    if (weight < EXACT && (AROUND.has(above.name) || AROUND_CLASS.test(`${classes} ${id}`)))
      return true
  }
  return false
}

function dateInAddress(url: string | null): string | null {
  const match = url === null ? null : IN_ADDRESS.exec(url)
  return match && parseDate(`${match[1]}-${pad(Number(match[2]))}-${pad(Number(match[3]))}`)
}

/** Finds a short line with a date, which many old pages have below the title. */
function looseDate(root: Element, order: DayOrder): string | null {
  let looked = 0
  for (const element of elementsIn(root)) {
    if (element.children.length === 0 || !hasDigits(element) || isElsewhere(element, 0)) continue
    if (++looked > MAX_LOOSE_TEXTS) return null
    if (clutterOf(element).factor >= 1) continue
    const text = textOf(element, { limit: MAX_TEXT })
    const date = readable(text.length > MAX_TEXT ? beginning(text) : text, order)
    if (date !== null) return date
  }
  return null
}

/** "29.11.2022 – The government …" */
const beginning = (text: string) => (/^\d/.test(text) ? text.slice(0, 24) : '')

const hasDigits = ({ children, name }: Element) =>
  name !== 'script' &&
  name !== 'style' &&
  name !== 'title' &&
  children.some((child) => typeof child === 'string' && /\d/.test(child))
