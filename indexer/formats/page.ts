import { BLOCKS, ParagraphText, SILENT, parseMarkup } from './markup.ts'

/** An element that holds paragraphs. */
export interface Container {
  parent: Container | null
  role: Role | null
  /** Characters of its own paragraphs, and in the end of all inside, without those in links. */
  length: number
  /** How much it looks like the place of the main text: its own paragraphs, and half of those one level below. */
  density: number
}

/** What authors of pages say an element is. */
export type Role = 'articleBody' | 'article' | 'main'

export interface Paragraph {
  text: string
  container: Container
  /** Characters that stand in links or are a time. */
  asides: number
}

/** A web page, read in one pass: what it shows as text and what it says about itself. */
export interface Page {
  paragraphs: Paragraph[]
  containers: Container[]
  /** The first value of each name, property or itemprop, in lower case. */
  meta: Map<string, string>
  title: string
  heading: string
  byline: string
  time: string
  canonical: string
  language: string
  jsonLd: string[]
}

type Attributes = Record<string, string>
type Capture = 'title' | 'heading' | 'byline' | 'time' | 'jsonLd'

interface Open {
  name: string
  container: Container
  /** It or an element around it is no text that a reader came for. */
  isDropped: boolean
  /** Stands around the text: a header, a byline. */
  isAround: boolean
  isAside: boolean
  /** Inside what says that it is the article, or holds it. */
  isInText: boolean
  capture: { what: Capture; text: string; owner: Open | null } | null
}

const DROPPED = new Set([...SILENT, 'aside', 'dialog', 'figure', 'footer', 'form', 'menu', 'nav'])
const DROPPED_ROLE = /^(?:alert|banner|complementary|contentinfo|dialog|menu|navigation|search)$/i
const DROPPED_CLASS =
  /^(?:ads?|advert|advertisement|banner|breadcrumbs?|caption|credit|disqus|kicker|menu|modal|navigation|paywall|popup|promo|sidebar|skip-link|sponsored|tags?|teaser|toolbar|(?:comments?|consent|cookies?|most|newsletter|recommended|related|shar(?:e|ing)|social|subscribe)(?:[-_].*)?)$/i
const NEVER_DROPPED = new Set(['html', 'head', 'body', 'main', 'article'])
const BYLINE = /^(?:by-?line|authors?|author-?names?|post-author|article-author)$/i
/** Elements that are one paragraph; the container is the one around them. */
const PARAGRAPH = /^(?:p|h[1-6]|li|blockquote|pre|tr|dd|dt|summary)$/
/** Shorter paragraphs say little about where the main text is. */
const TELLING_LENGTH = 40

/** Reads a page. With `byClass` false, what only its class calls an advertisement and the like is kept. */
export function readPage(markup: string, byClass = true): Page {
  const reader = new PageReader(byClass)
  parseMarkup(markup, {
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (text) => reader.text(text),
    onclosetag: (name) => reader.close(name),
  })
  return reader.end()
}

class PageReader {
  readonly page: Page = {
    paragraphs: [],
    containers: [{ parent: null, role: null, length: 0, density: 0 }],
    meta: new Map(),
    title: '',
    heading: '',
    byline: '',
    time: '',
    canonical: '',
    language: '',
    jsonLd: [],
  }
  readonly #byClass: boolean
  readonly #stack: Open[] = []
  readonly #text = new ParagraphText()
  #asides = 0
  #hasHeadingInText = false

  constructor(byClass: boolean) {
    this.#byClass = byClass
  }

  open(name: string, attributes: Attributes): void {
    const isBlock = BLOCKS.has(name)
    if (isBlock) this.#endParagraph()
    this.#text.open(name)
    this.#note(name, attributes)

    const parent = this.#stack.at(-1)
    const around = parent?.container ?? this.page.containers[0]!
    const captured = captureOf(name, attributes)
    const capture = captured ? { what: captured, text: '', owner: null } : (parent?.capture ?? null)
    const container =
      isBlock && !PARAGRAPH.test(name) ? this.#enter(around, name, attributes) : around
    const opened: Open = {
      name,
      container,
      isInText: parent?.isInText === true || container.role !== null,
      isDropped: parent?.isDropped === true || this.#drops(name, attributes),
      isAround: parent?.isAround === true || name === 'header' || captured === 'byline',
      isAside: parent?.isAside === true || name === 'a' || name === 'time',
      capture,
    }
    if (captured) opened.capture!.owner = opened
    this.#stack.push(opened)
  }

  text(data: string): void {
    const open = this.#stack.at(-1)
    if (open?.capture) open.capture.text += data
    if (open?.isDropped || open?.isAround) return
    this.#text.add(data)
    if (open?.isAside) this.#asides += data.trim().length
  }

  close(name: string): void {
    if (BLOCKS.has(name)) this.#endParagraph()
    this.#text.close(name)
    const closed = this.#stack.pop()
    if (closed?.capture?.owner === closed && closed?.capture) {
      this.#keep(closed.capture.what, closed.capture.text, closed)
    }
  }

  end(): Page {
    this.#endParagraph()
    // Containers stand after those around them.
    for (const { parent, length } of this.page.containers.toReversed()) {
      if (parent) parent.length += length
    }
    return this.page
  }

  #endParagraph(): void {
    const text = this.#text.take()
    const asides = this.#asides
    this.#asides = 0
    if (text === '') return
    const container = this.#stack.at(-1)?.container ?? this.page.containers[0]!
    this.page.paragraphs.push({ text, container, asides })

    const length = Math.max(0, text.length - asides)
    container.length += length
    if (length < TELLING_LENGTH) return
    container.density += length
    if (container.parent) container.parent.density += length / 2
  }

  #enter(parent: Container, name: string, attributes: Attributes): Container {
    const container = { parent, role: roleOf(name, attributes), length: 0, density: 0 }
    this.page.containers.push(container)
    return container
  }

  #drops(name: string, attributes: Attributes): boolean {
    if (DROPPED.has(name) || 'hidden' in attributes || attributes['aria-hidden'] === 'true')
      return true
    if (NEVER_DROPPED.has(name)) return false
    if (DROPPED_ROLE.test(attributes.role ?? '') || /display:\s*none/i.test(attributes.style ?? ''))
      return true
    return this.#byClass && tokens(attributes).some((token) => DROPPED_CLASS.test(token))
  }

  #note(name: string, attributes: Attributes): void {
    const { page } = this
    if (name === 'html') page.language ||= attributes.lang ?? attributes['xml:lang'] ?? ''
    if (name === 'link' && /\bcanonical\b/i.test(attributes.rel ?? ''))
      page.canonical ||= attributes.href ?? ''
    if (name === 'time') page.time ||= attributes.datetime ?? ''
    const key = attributes.property ?? attributes.name ?? attributes.itemprop
    const value = (
      attributes.content ?? (name === 'time' ? attributes.datetime : undefined)
    )?.trim()
    if (key && value && !page.meta.has(key.toLowerCase())) page.meta.set(key.toLowerCase(), value)
  }

  #keep(what: Capture, raw: string, { isDropped, isInText }: Open): void {
    const { page } = this
    if (what === 'jsonLd') page.jsonLd.push(raw)
    const text = raw.replace(/[ \t\r\n\f]+/g, ' ').trim()
    if (what === 'title') page.title ||= text
    if (isDropped) return
    if (what === 'heading' && (page.heading === '' || (isInText && !this.#hasHeadingInText))) {
      page.heading = text
      this.#hasHeadingInText = isInText
    }
    if (what === 'byline') page.byline ||= text
    if (what === 'time') page.time ||= text
  }
}

function captureOf(name: string, attributes: Attributes): Capture | null {
  if (name === 'title' || name === 'time') return name
  if (name === 'h1') return 'heading'
  if (name === 'script') return /ld\+json/i.test(attributes.type ?? '') ? 'jsonLd' : null
  const isByline =
    attributes.itemprop === 'author' ||
    attributes.rel === 'author' ||
    tokens(attributes).some((token) => BYLINE.test(token))
  return isByline && !NEVER_DROPPED.has(name) ? 'byline' : null
}

function roleOf(name: string, attributes: Attributes): Role | null {
  if (/\barticleBody\b/i.test(attributes.itemprop ?? '')) return 'articleBody'
  if (name === 'article') return 'article'
  return name === 'main' || attributes.role === 'main' ? 'main' : null
}

const tokens = ({ class: names = '', id = '' }: Attributes) => `${names} ${id}`.split(/\s+/)
