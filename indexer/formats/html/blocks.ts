import { BLOCKS, ParagraphText, SILENT } from '../markup.ts'
import { type Element, elementsIn, isElement, isHidden } from './tree.ts'

/** A separate run of text: a paragraph, a heading, a list item, loose text in a div. */
export interface Paragraph {
  text: string
  /** Number of characters in links. */
  linked: number
  block: Block
}

/** An element that begins and ends paragraphs, with its content. */
export interface Block {
  element: Element
  parent: Block | null
  children: (Block | Paragraph)[]
  /** Number of characters of all text inside, before anything is dropped. */
  length: number
  linked: number
}

export const isBlock = (child: Block | Paragraph): child is Block => 'children' in child

/** Cells of tables and lists, which contain blocks as often as text. */
const MORE_BLOCKS = new Set(['td', 'th', 'caption', 'tbody', 'thead', 'tfoot', 'legend'])

/** Splits a page into blocks, without hidden or silent elements. */
export function toBlocks(root: Element): Block {
  const holdBlocks = findHolders(root)
  const text = new ParagraphText()
  let linked = 0

  function enter(element: Element, parent: Block | null): Block {
    const block: Block = { element, parent, children: [], length: 0, linked: 0 }
    text.open(element.name)
    fill(element, block, false)
    endParagraph(block)
    text.close(element.name)
    if (parent) {
      parent.length += block.length
      parent.linked += block.linked
    }
    return block
  }

  function fill(element: Element, block: Block, isLink: boolean): void {
    for (const child of element.children) {
      if (!isElement(child)) addText(child, isLink)
      else if (SILENT.has(child.name) || isHidden(child)) continue
      else if (isBlockElement(child)) {
        endParagraph(block)
        block.children.push(enter(child, block))
      } else {
        text.open(child.name)
        fill(child, block, isLink || child.name === 'a')
        text.close(child.name)
      }
    }
  }

  function addText(data: string, isLink: boolean): void {
    text.add(data)
    if (isLink) linked += data.trim().length
  }

  function endParagraph(block: Block): void {
    const paragraph: Paragraph = { text: text.take(), linked, block }
    linked = 0
    if (paragraph.text === '') return
    block.children.push(paragraph)
    block.length += paragraph.text.length
    block.linked += paragraph.linked
  }

  const isBlockElement = (element: Element) =>
    BLOCKS.has(element.name) || MORE_BLOCKS.has(element.name) || holdBlocks.has(element)

  return enter(root, null)
}

/** Elements of any name that contain blocks, as links and custom elements may. */
function findHolders(root: Element): Set<Element> {
  const holders = new Set<Element>()
  for (const { name, parent } of elementsIn(root)) {
    if (!BLOCKS.has(name)) continue
    for (let above = parent; above && !holders.has(above); above = above.parent) holders.add(above)
  }
  return holders
}

/** All paragraphs inside, in document order. */
export function* paragraphsIn(block: Block): Generator<Paragraph> {
  for (const child of block.children) {
    if (isBlock(child)) yield* paragraphsIn(child)
    else yield child
  }
}

/** The block and all inside, each after its parent. */
export function* blocksIn(root: Block): Generator<Block> {
  const stack = [root]
  for (let block = stack.pop(); block; block = stack.pop()) {
    yield block
    for (let i = block.children.length - 1; i >= 0; i--) {
      const child = block.children[i]!
      if (isBlock(child)) stack.push(child)
    }
  }
}
