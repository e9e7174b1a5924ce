import { parseMarkup } from '../markup.ts'

export type Attributes = Record<string, string>
export type Node = Element | string

/** An element of a page with its content in document order. */
export interface Element {
  name: string
  attributes: Attributes
  parent: Element | null
  children: Node[]
}

/** Elements whose content is data, not visible markup. */
const RAW = new Set(['script', 'style'])

/** Parses a page into a tree under one root, without comments. */
export function parseTree(markup: string): Element {
  const root: Element = { name: '#root', attributes: {}, parent: null, children: [] }
  let current = root
  parseMarkup(markup, {
    onopentag(name, attributes) {
      const element: Element = { name, attributes, parent: current, children: [] }
      current.children.push(element)
      current = element
    },
    ontext(data) {
      if (RAW.has(current.name) && !isData(current)) return
      const last = current.children.length - 1
      // The parser splits text at every entity.
      if (typeof current.children[last] === 'string') current.children[last] += data
      else current.children.push(data)
    },
    onclosetag() {
      current = current.parent ?? root
    },
  })
  return root
}

const isData = ({ name, attributes }: Element) =>
  name === 'script' && /\bjson\b/i.test(attributes.type ?? '')

export const isElement = (node: Node): node is Element => typeof node !== 'string'

/** All elements in document order. */
export function* elementsIn(root: Element): Generator<Element> {
  const stack: Element[] = [root]
  for (let element = stack.pop(); element; element = stack.pop()) {
    yield element
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i]!
      if (isElement(child)) stack.push(child)
    }
  }
}

/** All text inside, with white space as a browser shows it. */
export function textOf(
  root: Element,
  { without = NOTHING, limit = Infinity }: TextOptions = {},
): string {
  const pieces: string[] = []
  let length = 0
  const collect = (element: Element) => {
    for (const child of element.children) {
      if (length > limit) return
      if (typeof child === 'string') {
        pieces.push(child)
        length += child.trim().length
      } else if (child.name === 'br') pieces.push(' ')
      else if (!RAW.has(child.name) && !without.has(child.name) && !isHidden(child)) collect(child)
    }
  }
  collect(root)
  return squeeze(pieces.join(''))
}

interface TextOptions {
  /** Names of elements whose text is left out. */
  without?: ReadonlySet<string>
  /** Number of characters after which to stop. */
  limit?: number
}

const NOTHING: ReadonlySet<string> = new Set()

/** Collapses white space like a browser: keeps no-break spaces, drops soft hyphens. */
export const squeeze = (text: string) =>
  text
    .replaceAll('\u00ad', '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim()

/** True for elements hidden from all readers, or from screen readers. */
export function isHidden({ attributes }: Element): boolean {
  return (
    'hidden' in attributes ||
    attributes['aria-hidden'] === 'true' ||
    /display:\s*none|visibility:\s*hidden/i.test(attributes.style ?? '') ||
    HIDDEN_CLASS.test(attributes.class ?? '')
  )
}

const HIDDEN_CLASS =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|assistive-text|aural)(?:\s|$)/i
