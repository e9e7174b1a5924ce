import type { Paragraph } from './blocks.ts'

/** Shorter paragraphs say little about where the story is, unless they end like a sentence. */
const TELLING_LENGTH = 50
const SENTENCE_LENGTH = 25
/** Headings of at least this length with a full stop are standfirsts. */
const STANDFIRST_LENGTH = 80
/** Scripts that need about a third of the characters. */
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
const DENSITY = 2.5
const SENTENCE_END = /[.!?…。！？।؟۔։።]["'”’»」)\]]*$/
const HEADING = /^h[1-6]$/
const PARAGRAPH = /^(?:p|blockquote|pre)$/
/** Items of lists and tables, which are kept however short they are. */
const ITEM = /^(?:li|td|th|dt|dd)$/
/** Above this share of links, a paragraph leads away from the page. */
const LINK_SHARE = 0.5
const LINKS_ONLY_SHARE = 0.6
const LINKS_ONLY_LENGTH = 200
const LABEL_LENGTH = 60

/** Number of characters of running text in a paragraph; 0 for headings, labels and links. */
export function proseOf(paragraph: Paragraph): number {
  const { text, linked } = paragraph
  if (linked > text.length * LINK_SHARE) return 0
  const isSentence = SENTENCE_END.test(text)
  const length = DENSE.test(text) ? text.length * DENSITY : text.length
  const isProse = isHeading(paragraph)
    ? isSentence && length >= STANDFIRST_LENGTH
    : length >= TELLING_LENGTH || (isSentence && length >= SENTENCE_LENGTH)
  return isProse ? text.length - linked : 0
}

/** How much a paragraph without prose counts against its surroundings. */
export function penaltyOf(paragraph: Paragraph): number {
  const { text, linked } = paragraph
  return isHeading(paragraph) ? linked : Math.min(text.length, 20) / 2 + linked / 2
}

export const isHeading = ({ block }: Paragraph) => HEADING.test(block.element.name)

export const headingLevel = ({ block }: Paragraph) => Number(block.element.name[1])

/** True for elements that are one paragraph and contain no others. */
export const isParagraphName = (name: string) => PARAGRAPH.test(name) || HEADING.test(name)

/** A short line of links; longer ones count as text even if all of it is a link. */
export const isOnlyLinks = ({ text, linked }: Paragraph) =>
  linked > text.length * LINKS_ONLY_SHARE &&
  text.length <= LINKS_ONLY_LENGTH &&
  !SENTENCE_END.test(text)

/** A line that introduces a list of links. */
export const isLabel = (paragraph: Paragraph) =>
  !isHeading(paragraph) &&
  !ITEM.test(paragraph.block.element.name) &&
  paragraph.text.length <= LABEL_LENGTH &&
  proseOf(paragraph) === 0
