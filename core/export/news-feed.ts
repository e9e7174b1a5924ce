import type { Hit } from '../search.ts'
import { escapeXml } from './graph/xml.ts'

/** A search as a feed; `url` is the address of its list, `origin` the server's. */
export interface FeedOf {
  id: string
  title: string
  url: string
  origin: string
  items: readonly Hit[]
  /** ISO 8601; used if the feed has no articles. */
  updated: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A bare date means its first moment. */
const moment = (publishedAt: string | null, otherwise: string) =>
  publishedAt === null
    ? otherwise
    : DAY.test(publishedAt)
      ? `${publishedAt}T00:00:00Z`
      : publishedAt

const addressOf = ({ origin }: FeedOf, { id }: Hit) => `${origin}/article/${encodeURIComponent(id)}`
const summaryOf = ({ fragments }: Hit) =>
  fragments.find(({ field }) => field === 'body')?.text ?? ''

/** RFC 4287. */
export function atomFeed(feed: FeedOf): string {
  const { id, title, url, items, updated } = feed
  const entries = items.map(
    (hit) =>
      `<entry><id>urn:dateline:${escapeXml(encodeURIComponent(hit.id))}</id>` +
      `<title>${escapeXml(hit.title || 'Untitled')}</title>` +
      `<link href="${escapeXml(addressOf(feed, hit))}"/>` +
      `<updated>${escapeXml(moment(hit.publishedAt, updated))}</updated>` +
      `<author><name>${escapeXml(hit.authors.join(', ') || hit.source)}</name></author>` +
      `<summary>${escapeXml(summaryOf(hit))}</summary></entry>`,
  )
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">` +
    `<id>urn:dateline:saved:${escapeXml(encodeURIComponent(id))}</id><title>${escapeXml(title)}</title>` +
    `<link href="${escapeXml(url)}"/><updated>${escapeXml(moment(items[0]?.publishedAt ?? null, updated))}</updated>` +
    `${entries.join('')}</feed>\n`
  )
}

/** https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(feed: FeedOf): string {
  const { title, url, items, updated } = feed
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: url,
    items: items.map((hit) => ({
      id: hit.id,
      url: addressOf(feed, hit),
      title: hit.title,
      content_text: summaryOf(hit),
      date_published: moment(hit.publishedAt, updated),
      authors: hit.authors.map((name) => ({ name })),
    })),
  })}\n`
}
