import { splitAuthors } from '../normalize/authors.ts'
import { type FileContext, toResult } from '../context.ts'
import { decode, decoderFor } from '../input/decode.ts'
import { type Draft, emptyDraft, keep } from '../normalize/draft.ts'
import { type FeedField, type FeedItem, FeedParser } from './feed-parser.ts'
import { outletOf } from '../normalize/feed-outlets.ts'
import { MAX_SAMPLE_BYTES } from '../input/limits.ts'
import { markupToText } from './markup.ts'
import { plainText } from '../normalize/plain-text.ts'
import type { ReadResult } from '../result.ts'

const DECLARED_ENCODING = /^\s*<\?xml\b[^>]{0,200}\bencoding\s*=\s*["']([\w-]{1,40})["']/i
const DATES = [
  'pubdate',
  'dc:date',
  'published',
  'dcterms:created',
  'dcterms:issued',
  'issued',
  'updated',
]
/** Feeds put the text into one of these; a description is often only its beginning. */
const TEXTS = ['content:encoded', 'content', 'description', 'summary']
const AUTHORS = ['dc:creator', 'author', 'creator']
const READ = new Set([
  ...DATES,
  ...TEXTS,
  ...AUTHORS,
  'title',
  'link',
  'guid',
  'id',
  'source',
  'category',
  'dc:language',
])

/** Reads the articles of an RSS or Atom feed, as many at once as a chunk completes. */
export async function* readFeed(
  chunks: AsyncIterable<Buffer>,
  head: Buffer,
  context: FileContext,
): AsyncGenerator<ReadResult[]> {
  const parser = new FeedParser()
  for await (const piece of textOf(chunks, head)) {
    yield parser.write(piece).map((item) => toFeedResult(item, parser, context))
  }
  parser.end()
}

async function* textOf(chunks: AsyncIterable<Buffer>, head: Buffer): AsyncGenerator<string> {
  const declared = DECLARED_ENCODING.exec(head.toString('latin1', 0, 500))?.[1] ?? 'utf-8'
  const decoder = /^utf/i.test(declared) ? null : decoderFor(declared)
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    const bytes = Buffer.concat([rest, chunk])
    const end = lastBoundary(bytes)
    rest = bytes.subarray(end)
    yield decode(bytes.subarray(0, end)).text
  }
  yield decode(rest).text
}

/** Offset of the last UTF-8 character that may continue in the next chunk. */
function lastBoundary(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

function toFeedResult(item: FeedItem, feed: FeedParser, context: FileContext): ReadResult {
  const sample = item.fields.map(({ name, text }) => `${name}: ${text}`).join('\n')
  return toResult(context, item.line, Buffer.from(sample.slice(0, MAX_SAMPLE_BYTES)), () =>
    toDraft(item, feed, context),
  )
}

function toDraft(
  { fields, error }: FeedItem,
  { channel, links }: FeedParser,
  { feedOutlets = {} }: FileContext,
): Draft {
  const text = (names: string[]) => find(fields, names)?.text.trim() ?? null
  const url = linkOf(fields)
  const draft: Draft = {
    ...emptyDraft(),
    title: titleOf(find(fields, ['title'])),
    body: bodyOf(find(fields, TEXTS)),
    ownId: text(['guid', 'id']) ?? url,
    url,
    date: text(DATES),
    source: sourceOf(fields) ?? outletOf(feedOutlets, links) ?? channel.get('title') ?? null,
    authors: authorsOf(fields),
    language:
      text(['dc:language']) ?? channel.get('language') ?? channel.get('dc:language') ?? null,
  }
  if (error !== null) draft.warnings.push(`the XML is not well-formed: ${error}`)
  addMetadata(draft, fields)
  return draft
}

/** Names are tried in order; the order of fields does not matter. */
function find(fields: FeedField[], names: string[]): FeedField | null {
  for (const name of names) {
    const field = fields.find((field) => field.name === name && field.text.trim() !== '')
    if (field) return field
  }
  return null
}

/** Titles are text, but many feeds escape them like HTML. */
function titleOf(field: FeedField | null): string {
  if (!field) return ''
  const isMarkup = /^x?html$/.test(field.attributes.type ?? '')
  const text = isMarkup ? markupToText(field.text) : field.text
  return plainText(text).replace(/[ \t\r\n]+/g, ' ')
}

function bodyOf(field: FeedField | null): string {
  if (!field) return ''
  return /^(?:text|text\/plain)$/.test(field.attributes.type ?? '')
    ? field.text
    : plainText(markupToText(field.text))
}

/** RSS has the address as text, Atom as an attribute. */
function linkOf(fields: FeedField[]): string | null {
  const links = fields.filter(({ name }) => name === 'link')
  const alternate = links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
  const guid = fields.find(
    ({ name, attributes }) => name === 'guid' && attributes.isPermaLink !== 'false',
  )
  const written = (alternate?.text.trim() || alternate?.attributes.href) ?? guid?.text.trim()
  return written?.startsWith('http') ? written : null
}

/** An aggregated feed names the source of each item; in Atom it is the title inside. */
function sourceOf(fields: FeedField[]): string | null {
  const source = fields.find(({ name }) => name === 'source')
  if (!source) return null
  const title = /<title>([^<]*)<\/title>/.exec(source.text)?.[1] ?? source.text
  return /<|^\s*$/.test(title) ? null : title.trim()
}

function authorsOf(fields: FeedField[]): string[] {
  const name = AUTHORS.find((name) => fields.some((field) => field.name === name)) ?? ''
  const texts = fields
    .filter((field) => field.name === name)
    .map(({ text }) => {
      return /<name>([^<]*)<\/name>/.exec(text)?.[1] ?? text
    })
  return [...new Set(texts.flatMap((text) => splitAuthors(plainText(text))))]
}

function addMetadata(draft: Draft, fields: FeedField[]): void {
  const categories = fields
    .filter(({ name }) => name === 'category')
    .map(({ text, attributes }) => text.trim() || (attributes.term ?? ''))
    .filter((category) => category !== '')
  if (categories.length > 0) keep(draft.metadata, 'categories', categories)
  for (const { name, text } of fields) {
    if (!READ.has(name) && text.trim() !== '') keep(draft.metadata, name, text.trim())
  }
}
