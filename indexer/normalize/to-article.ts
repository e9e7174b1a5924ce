import type { Article } from '#core/article.ts'
import { type DayOrder, orderOf } from './day-order.ts'
import { withoutNamedOutlet } from './outlet.ts'
import { parseDate } from './parse-date.ts'
import { MAX_NAME_LENGTH, cutName } from '#core/limits.ts'
import { composed } from '#core/text.ts'
import { contentId, toArticleId } from './article-id.ts'
import { readDateline } from './dateline.ts'
import { type Draft, keep } from './draft.ts'
import { languageOf, toLanguage } from './language.ts'
import { MAX_DEPTH, MAX_TEXT_BYTES } from '../input/limits.ts'
import { ReadError } from '../read-error.ts'
import { tidy } from './tidy.ts'

/** Sources of an outlet's name other than the record itself. */
export interface Outlet {
  /** Set by the user; takes precedence over everything. */
  told: string | null
  /** The name of the file or folder, used as a last resort. */
  fallback: string
  /**
   * True if a file is one article, so that the agency in its dateline is a better name than the
   * folder's.
   */
  agencyCounts: boolean
}

/** Turns a record's values into an article within the limits; throws ReadError if it is not one. */
export function toArticle(
  draft: Draft,
  outlet: Outlet,
  order: DayOrder | null = null,
): { article: Article; warnings: string[] } {
  const { metadata, warnings } = draft
  const title = withoutNamedOutlet(cleanText(draft.title).trim(), draft.source)
  const text = withoutCut(cleanText(draft.body).trim(), warnings)
  checkText(title, text)
  checkDepth(metadata)

  const tidied = tidy(text, draft.dateline !== null)
  const written = draft.dateline === null ? null : readDateline(cleanText(draft.dateline))
  const dateline = written ?? tidied.dateline
  const byline = draft.byline ?? tidied.byline?.text ?? null
  const authors = draft.authors.length > 0 ? draft.authors : (tidied.byline?.authors ?? [])
  const agency = outlet.agencyCounts ? (dateline?.agency ?? null) : null
  const source = toName(
    outlet.told ?? draft.source ?? agency ?? outlet.fallback,
    'source',
    warnings,
  )

  const article: Article = {
    id: toArticleId(source, draft.ownId ?? contentId(title, text)),
    title,
    body: tidied.body,
    dateline: dateline?.text ?? null,
    place: toOptionalName(draft.place ?? dateline?.place ?? null, 'place', warnings),
    byline: byline === null ? null : cleanText(byline),
    tail: tidied.tail,
    ...toPublication(draft.date, dateline?.date ?? null, order, warnings),
    source,
    authors: authors.map((author) => toName(author, 'author', warnings)),
    url: toUrl(draft, warnings),
    language: toKnownLanguage(draft, title, tidied.body),
    metadata,
  }
  return { article, warnings }
}

/** Some services truncate a text and say by how much: "… [+2219 chars]". */
function withoutCut(text: string, warnings: string[]): string {
  const match = /\s*[[(]\+(\d+) chars[\])]$/.exec(text.slice(-40))
  if (!match) return text
  warnings.push(`the text was cut before it came here; ${match[1]} characters are missing`)
  return text.slice(0, -match[0].length)
}

/** In NFC, so that a word is found however its letters were encoded. */
const cleanText = (text: string) => composed(storable(text))

/** Highlights mark words with U+E000 and U+E001; lone surrogates cannot be stored. */
function storable(text: string): string {
  const well = text.isWellFormed() ? text : text.toWellFormed()
  return well.includes('\ue000') || well.includes('\ue001')
    ? well.replace(/[\ue000\ue001]/g, '\ufffd')
    : well
}

function checkText(title: string, text: string): void {
  if (title === '' && text === '') throw new ReadError('no-text', 'has no text')
  // A UTF-16 unit takes at most three bytes, so most texts need no counting.
  if ((title.length + text.length) * 3 <= MAX_TEXT_BYTES) return
  if (Buffer.byteLength(title) + Buffer.byteLength(text) > MAX_TEXT_BYTES) {
    throw new ReadError('too-long', `has more than ${MAX_TEXT_BYTES / 1e6} MB of text`)
  }
}

function checkDepth(metadata: Record<string, unknown>): void {
  if (isDeeper(metadata, MAX_DEPTH)) {
    throw new ReadError('too-deep', `has values more than ${MAX_DEPTH} levels deep`)
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  // A loop for speed, because this checks every value of every record.
  if (Array.isArray(value)) {
    for (const inner of value) if (isDeeper(inner, levels - 1)) return true
    return false
  }
  const values = value as Record<string, unknown>
  for (const name in values) if (isDeeper(values[name], levels - 1)) return true
  return false
}

function toPublication(
  written: string | null,
  inDateline: string | null,
  order: DayOrder | null,
  warnings: string[],
): Pick<Article, 'publishedAt' | 'publishedText'> {
  const context = { order: order ?? undefined }
  const own = written === null ? null : parseDate(written, context)
  if (own !== null) {
    if (order === null && orderOf(written!) === 'either') warnings.push(doubtOf(written!, own))
    return { publishedAt: own, publishedText: null }
  }

  const day = inDateline && parseDate(inDateline, { year: yearAlone(written), ...context })
  const text = written ?? (day ? null : inDateline)
  if (text !== null) warnings.push(`the date ${quote(text)} is not understood`)
  else if (!day) warnings.push('there is no date')
  return { publishedAt: day || null, publishedText: text && toName(text, 'date', warnings) }
}

const doubtOf = (written: string, day: string) =>
  `the date ${quote(written)} may name the day or the month first, ${day.slice(0, 10)} was taken; say which with --dates dmy or --dates mdy`

/** The year of "2024", "2024-03" or "March 2024", which do not name a day. */
function yearAlone(written: string | null): number | undefined {
  const match = /^(?:\p{L}{3,9}\.? |\d\d?[./-])?((?:1[6-9]|20)\d\d)(?:-\d\d)?$/u.exec(written ?? '')
  return match ? Number(match[1]) : undefined
}

/** Only web addresses are links; anything else is kept as metadata. */
function toUrl(draft: Draft, warnings: string[]): string | null {
  const { url } = draft
  if (url === null) return null
  if (/^https?:\/\/[^\s]+$/i.test(url)) return shortened(storable(url), 'URL', warnings)
  keep(draft.metadata, 'url', url)
  return null
}

function toKnownLanguage(draft: Draft, title: string, body: string): string {
  const stated = draft.language === null ? null : toLanguage(draft.language.trim())
  const language = languageOf(stated, title, body)
  if (draft.language === null || stated !== null) return language
  draft.warnings.push(
    `the language ${quote(draft.language)} is not understood, ${language} was detected from the text`,
  )
  keep(draft.metadata, 'language', draft.language)
  return language
}

function toName(text: string, what: string, warnings: string[]): string {
  return shortened(cleanText(text), what, warnings)
}

function shortened(name: string, what: string, warnings: string[]): string {
  if (name.length <= MAX_NAME_LENGTH) return name
  warnings.push(`the ${what} is longer than ${MAX_NAME_LENGTH} characters and was cut`)
  return cutName(name)
}

function toOptionalName(text: string | null, what: string, warnings: string[]): string | null {
  return text === null ? null : toName(text, what, warnings)
}

const quote = (text: string) => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
