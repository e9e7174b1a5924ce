import { decodeHTML } from 'entities'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { createAmpersandEscaper } from './ampersands.ts'
import { MAX_DEPTH, MAX_RECORD_BYTES } from '../input/limits.ts'
import { ReadError, recordTooLong } from '../read-error.ts'

/** A child of an item, or of the feed itself. */
export interface FeedField {
  name: string
  attributes: Record<string, string>
  /** Its text; inner elements are kept as markup. */
  text: string
}

export interface FeedItem {
  line: number
  fields: FeedField[]
  /** The first error in its XML; null if it is well-formed. */
  error: string | null
}

const ITEMS = new Set(['item', 'entry'])
const ROOTS = new Set(['rss', 'feed', 'rdf:rdf'])
/**
 * HTML entities, which feeds use without declaring them; entities declared by a feed are ignored.
 */
const HTML_ENTITIES = new Proxy<Record<string, string>>(
  {},
  {
    get(_, name) {
      const written = `&${String(name)};`
      const decoded = decodeHTML(written)
      return decoded === written ? undefined : decoded
    },
  },
)

/**
 * Parses a feed piece by piece and returns its items; nothing that a feed declares or references is
 * fetched.
 */
export class FeedParser {
  /** The feed's own fields that come before its items. */
  readonly channel = new Map<string, string>()
  /** Addresses of the feed and its site, its own address first. */
  readonly links: string[] = []
  readonly #parser = new SaxesParser()
  readonly #escape = createAmpersandEscaper()
  readonly #path: string[] = []
  #items: FeedItem[] = []
  #item: FeedItem | null = null
  #field: { field: FeedField; depth: number } | null = null
  #itemLength = 0
  #pending = 0

  constructor() {
    const parser = this.#parser
    parser.ENTITIES = HTML_ENTITIES
    parser.on('error', (error) => this.#onError(error.message))
    parser.on('doctype', (declared) => {
      if (!/[[]|<!/.test(declared)) return
      const message = 'declares entities or elements of its own, which no feed needs'
      throw new ReadError('doctype', message, parser.line)
    })
    parser.on('opentag', (tag) => this.#onOpen(tag))
    parser.on('text', (text) => this.#onText(text))
    parser.on('cdata', (text) => this.#onText(text))
    parser.on('closetag', ({ name }) => this.#onClose(name.toLowerCase()))
  }

  /** Returns the items that the piece completes. */
  write(piece: string): FeedItem[] {
    this.#pending += piece.length
    this.#parser.write(this.#escape(piece))
    if (this.#pending > MAX_RECORD_BYTES) this.#refuseLength()
    const items = this.#items
    this.#items = []
    return items
  }

  /** Call after the last piece; throws if the feed is not complete. */
  end(): void {
    this.#parser.write(this.#escape(null))
    const { line } = this.#parser
    if (this.#path.length > 0) throw new ReadError('not-xml', 'ends before its feed does', line)
  }

  #onOpen({ name: written, attributes }: SaxesTagPlain): void {
    this.#pending = 0
    const name = written.toLowerCase()
    if (this.#path.length === 0 && !ROOTS.has(name)) {
      throw new ReadError('not-xml', `is not a feed: it begins with <${name.slice(0, 40)}>`)
    }
    this.#path.push(name)
    if (this.#path.length > MAX_DEPTH)
      throw new ReadError('too-deep', 'nests its elements too deeply')

    if (this.#field) this.#onText(`<${name}>`)
    else if (!this.#item && ITEMS.has(name)) this.#startItem()
    else if (this.#item || !['channel', ...ROOTS].includes(name)) {
      this.#field = { field: { name, attributes, text: '' }, depth: this.#path.length }
    }
  }

  #startItem(): void {
    this.#item = { line: this.#parser.line, fields: [], error: null }
    this.#itemLength = 0
  }

  #onText(text: string): void {
    this.#pending = 0
    this.#itemLength += text.length
    if (this.#itemLength > MAX_RECORD_BYTES) this.#refuseLength()
    if (this.#field) this.#field.field.text += text
  }

  #onClose(name: string): void {
    this.#pending = 0
    if (this.#field?.depth === this.#path.length) this.#endField(this.#field.field)
    else if (this.#field) this.#onText(`</${name}>`)
    else if (this.#item && ITEMS.has(name)) {
      this.#items.push(this.#item)
      this.#item = null
    }
    this.#path.pop()
  }

  #endField(field: FeedField): void {
    this.#field = null
    if (this.#item) this.#item.fields.push(field)
    else this.#takeOwn(field)
  }

  #takeOwn(field: FeedField): void {
    const { name, attributes, text } = field
    if (name === 'link' || name === 'atom:link') {
      const address = attributes.href ?? text
      if (attributes.rel === 'self') this.links.unshift(address)
      else if ((attributes.rel ?? 'alternate') === 'alternate') this.links.push(address)
    }
    if (!this.channel.has(name)) this.channel.set(name, text.trim())
  }

  #onError(message: string): void {
    if (this.#path.length === 0) throw new ReadError('not-xml', `is not XML: ${message}`)
    if (this.#item) this.#item.error ??= message
  }

  #refuseLength(): never {
    throw recordTooLong(this.#item?.line ?? this.#parser.line)
  }
}
