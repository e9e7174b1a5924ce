import { type Element, elementsIn, textOf } from './tree.ts'

/** A page's metadata, as written. */
export interface PageFacts {
  /** The first value of each name, property or itemprop; keys in lower case. */
  meta: Map<string, string>
  /** The content of the `title` element. */
  title: string
  canonical: string
  language: string
  /** JSON-LD scripts. */
  jsonLd: string[]
}

export function readFacts(root: Element): PageFacts {
  const facts: PageFacts = { meta: new Map(), title: '', canonical: '', language: '', jsonLd: [] }
  for (const element of elementsIn(root)) note(element, facts)
  return facts
}

/** Returns the first nonempty value among the names. */
export function firstMeta({ meta }: PageFacts, names: readonly string[]): string | null {
  for (const name of names) {
    const value = meta.get(name)
    if (value) return value
  }
  return null
}

function note(element: Element, facts: PageFacts): void {
  const { name, attributes, parent } = element
  switch (name) {
    case 'html':
      facts.language ||= attributes.lang ?? attributes['xml:lang'] ?? ''
      break
    case 'title':
      // SVG drawings have titles too.
      if (parent?.name !== 'svg') facts.title ||= textOf(element)
      break
    case 'link':
      if (/\bcanonical\b/i.test(attributes.rel ?? '')) facts.canonical ||= attributes.href ?? ''
      break
    case 'script':
      if (/ld\+json/i.test(attributes.type ?? '')) facts.jsonLd.push(rawText(element))
      break
    case 'meta':
      noteMeta(attributes.property ?? attributes.name ?? attributes.itemprop, attributes, facts)
  }
}

function noteMeta(
  names: string | undefined,
  { content }: Record<string, string>,
  { meta }: PageFacts,
): void {
  const value = content?.trim()
  if (!names || !value) return
  for (const name of names.toLowerCase().split(/\s+/)) if (!meta.has(name)) meta.set(name, value)
}

const rawText = ({ children }: Element) =>
  children.filter((child) => typeof child === 'string').join('')
