import { findDay } from '../../normalize/find-date.ts'
import { type Block, isBlock, type Paragraph, paragraphsIn } from './blocks.ts'
import { LIKELY, MAYBE_LEAD } from './clutter.ts'
import { dropClutter, dropMenus } from './drop-clutter.ts'
import { Judgements } from './judgements.ts'
import { findMain } from './main-block.ts'
import { headingLevel, isHeading, isLabel, isOnlyLinks, isParagraphName, proseOf } from './prose.ts'

type IsTitle = (text: string) => boolean

/**
 * Increasingly tolerant readings, each with the amount of text that makes the next one unnecessary.
 */
const READINGS = [
  { leastSure: 0, keepsLinks: false, enough: 250 },
  // Ignores ambiguous words in classes, and keeps lists of links.
  { leastSure: LIKELY, keepsLinks: true, enough: 50 },
  // Ignores all names of elements and classes.
  { leastSure: Infinity, keepsLinks: true, enough: 0 },
]

type Reading = (typeof READINGS)[number]

/** Extracts the paragraphs of a page's story, without its title. */
export function mainText(root: Block, isTitle: IsTitle): string[] {
  let best: string[] = []
  for (const reading of READINGS) {
    const found = readStory(root, isTitle, reading)
    if (lengthOf(found) > lengthOf(best) * 2) best = found
    if (lengthOf(best) >= reading.enough) break
  }
  return best
}

const lengthOf = (texts: string[]) => texts.reduce((sum, text) => sum + text.length, 0)

function readStory(root: Block, isTitle: IsTitle, { leastSure, keepsLinks }: Reading): string[] {
  const judgements = new Judgements(root)
  dropClutter(judgements, titledBlocks(root, isTitle), leastSure)
  dropMenus(judgements)
  const main = findMain(judgements)
  const found = [
    ...standfirsts(main, judgements, isTitle),
    ...storyIn(main, judgements, isTitle, keepsLinks),
  ]
  const texts = withoutDangling(found).map(({ text }) => text)
  return texts.slice(texts.findIndex((text) => !isDateLine(text)))
}

const NUMERIC_DATE = /\d{1,4}([./-])\d{1,2}\1\d{2,4}/
const MAX_DATE_LINE = 40

/** A date above the text, which is not part of it. */
function isDateLine(text: string): boolean {
  if (text.length > MAX_DATE_LINE) return false
  const day = findDay(text)
  const rest = day ? text.slice(0, day.start) + text.slice(day.end) : text.replace(NUMERIC_DATE, '')
  return rest !== text && !/\p{L}/u.test(rest)
}

/** The blocks around the headings that contain the page's title. */
function titledBlocks(root: Block, isTitle: IsTitle): Set<Block> {
  const titled = new Set<Block>()
  for (const paragraph of paragraphsIn(root)) {
    if (!isHeading(paragraph) || !isTitle(paragraph.text)) continue
    for (let above: Block | null = paragraph.block; above; above = above.parent) titled.add(above)
  }
  return titled
}

/** Paragraphs between the title and the main block that read like text. */
function standfirsts(main: Block, judgements: Judgements, isTitle: IsTitle): Paragraph[] {
  let found: Paragraph[] = []
  let isBelowTitle = false

  /** Returns true once the main block is reached. */
  const visit = (block: Block, factor: number): boolean => {
    for (const child of block.children) {
      if (child === main) return true
      if (isBlock(child)) {
        if (visit(child, Math.max(factor, judgements.dropFactor(child)))) return true
      } else if (isTitle(child.text)) {
        isBelowTitle = true
        found = []
      } else if (isBelowTitle && factor <= MAYBE_LEAD && proseOf(child) > 0) found.push(child)
    }
    return false
  }
  visit(judgements.root, 0)
  return found
}

function storyIn(
  main: Block,
  judgements: Judgements,
  isTitle: IsTitle,
  keepsLinks: boolean,
): Paragraph[] {
  let found: Paragraph[] = []
  let hasBegun = false

  const visit = (block: Block, isLead: boolean): void => {
    for (const child of block.children) {
      if (isBlock(child)) enter(child, isLead)
      else if (!isTitle(child.text)) take(child, isLead)
      else if (!hasBegun && isHeading(child)) found = []
    }
  }

  function enter(block: Block, isLead: boolean): void {
    const factor = judgements.dropFactor(block)
    // An element called teaser or header is a standfirst if no text comes before it.
    if (factor > (hasBegun ? 0 : MAYBE_LEAD)) return
    if (!keepsLinks && !isParagraphName(block.element.name) && judgements.isLinkList(block)) {
      if (found.length > 0 && isLabel(found.at(-1)!)) found.pop()
    } else visit(block, isLead || factor > 0)
  }

  function take(paragraph: Paragraph, isLead: boolean): void {
    const isProse = proseOf(paragraph) > 0
    if (isLead && (hasBegun || !isProse)) return
    if (!keepsLinks && isOnlyLinks(paragraph)) return
    if (isProse && !isLead) hasBegun = true
    found.push(paragraph)
  }

  visit(main, false)
  return found
}

/** Drops headings whose text was left out. */
function withoutDangling(paragraphs: Paragraph[]): Paragraph[] {
  const kept: Paragraph[] = []
  for (const paragraph of paragraphs.toReversed()) {
    const next = kept.at(-1)
    const isDangling =
      isHeading(paragraph) &&
      proseOf(paragraph) === 0 &&
      (!next || (isHeading(next) && headingLevel(next) < headingLevel(paragraph)))
    if (!isDangling) kept.push(paragraph)
  }
  return kept.length > 0 ? kept.reverse() : paragraphs
}
