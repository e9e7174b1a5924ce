import type { Tie } from '../graph.ts'
import type { Evidence, Hit } from '../search.ts'
import { escapeXml } from './graph/xml.ts'

/** One thing that is new. */
export interface FeedEntry {
  id: string
  title: string
  /** Of its page, on this server. */
  path: string
  /** A day or an instant; null without a date. */
  date: string | null
  authors: string[]
  summary: string
}

/** `url` is the address of the list that the feed is of, `origin` the server's. */
export interface FeedOf {
  /** Distinguishes the feed: "saved:the-grid". */
  id: string
  title: string
  url: string
  origin: string
  entries: readonly FeedEntry[]
  /** ISO 8601; used if the feed has no entries. */
  updated: string
}

export function hitEntry({ id, title, publishedAt, authors, source, fragments }: Hit): FeedEntry {
  return {
    id,
    title: title || 'Untitled',
    path: `/article/${encodeURIComponent(id)}`,
    date: publishedAt,
    authors: authors.length > 0 ? authors : [source],
    summary: fragments.find(({ field }) => field === 'body')?.text ?? '',
  }
}

/** Two names that are seen together for the first time, with the sentence. */
export function firstEntry({ a, b, first }: Tie, evidence: Evidence | null): FeedEntry {
  return {
    id: `tie:${a.id}:${b.id}`,
    title: `${a.name} and ${b.name}`,
    path: `/tie/${encodeURIComponent(a.id)}/${encodeURIComponent(b.id)}`,
    date: first,
    authors: [evidence?.article.source ?? 'Dateline'],
    summary: evidence?.text ?? '',
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A bare date means its first moment. */
const moment = (date: string | null, otherwise: string) =>
  date === null ? otherwise : DAY.test(date) ? `${date}T00:00:00Z` : date

/** RFC 4287. */
export function atomFeed({ id, title, url, origin, entries, updated }: FeedOf): string {
  const written = entries.map(
    (entry) =>
      `<entry><id>urn:dateline:${escapeXml(encodeURIComponent(entry.id))}</id>` +
      `<title>${escapeXml(entry.title)}</title>` +
      `<link href="${escapeXml(origin + entry.path)}"/>` +
      `<updated>${escapeXml(moment(entry.date, updated))}</updated>` +
      `<author><name>${escapeXml(entry.authors.join(', '))}</name></author>` +
      `<summary>${escapeXml(entry.summary)}</summary></entry>`,
  )
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">` +
    `<id>urn:dateline:${escapeXml(id)}</id><title>${escapeXml(title)}</title>` +
    `<link href="${escapeXml(url)}"/><updated>${escapeXml(moment(newest(entries), updated))}</updated>` +
    `${written.join('')}</feed>\n`
  )
}

function newest(entries: readonly FeedEntry[]): string | null {
  return entries.reduce<string | null>((latest, { date }) => {
    return date !== null && (latest === null || date > latest) ? date : latest
  }, null)
}

/** https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed({ title, url, origin, entries, updated }: FeedOf): string {
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: url,
    items: entries.map((entry) => ({
      id: entry.id,
      url: origin + entry.path,
      title: entry.title,
      content_text: entry.summary,
      date_published: moment(entry.date, updated),
      authors: entry.authors.map((name) => ({ name })),
    })),
  })}\n`
}
