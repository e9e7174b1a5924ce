import { parseMarkup } from '../markup.ts'

export type Attributes = Record<string, string>
export type Node = Element | string

/** An element of a page, with all that stands in it in the order of the page. */
export interface Element {
  name: string
  attributes: Attributes
  parent: Element | null
  children: Node[]
}

/** Elements whose content is data, not markup that a reader sees. */
const RAW = new Set(['script', 'style'])

/** The elements of a page under one root, with comments left out. */
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
      // The parser hands text over in pieces, at every entity.
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

/** All elements in the order of the page. */
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

/** All text inside, with white space as a browser shows it, without that of elements of some names. */
export function textOf(root: Element, without: ReadonlySet<string> = RAW): string {
  const pieces: string[] = []
  const collect = (element: Element) => {
    for (const child of element.children) {
      if (!isElement(child)) pieces.push(child)
      else {
        pieces.push(child.name === 'br' ? ' ' : '')
        if (!RAW.has(child.name) && !without.has(child.name)) collect(child)
      }
    }
  }
  collect(root)
  return squeeze(pieces.join(''))
}

/** White space as a browser shows it: no-break spaces stay. */
export const squeeze = (text: string) => text.replace(/[ \t\r\n\f]+/g, ' ').trim()
