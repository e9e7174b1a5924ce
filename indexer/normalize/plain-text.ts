import { decodeEntities } from '../formats/entities.ts'
import { markupToText } from '../formats/markup.ts'

const INLINE =
  'b|i|u|em|strong|small|sup|sub|a|span|img|iframe|video|font|cite|q|code|mark|time|script|style'
const BLOCK =
  'p|br|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|figure|figcaption|table|tr|td|th|section|article|aside|header|footer|hr|html|body|center'
const tagOf = (names: string) =>
  new RegExp(
    `<(?:${names})(?:\\s+[a-z-]+\\s*=[^<>]*)?\\s*/?>|<\\/(?:${names}|${names.toUpperCase()})>`,
  )
/**
 * Tag names in angle brackets; agencies write company codes like this, but in capitals: "<AAPL.O>".
 */
const TAG = tagOf(`${BLOCK}|${INLINE}`)
/** Block elements separate paragraphs; without any, line feeds do. */
const BLOCK_TAG = tagOf(BLOCK)
/** For text that was escaped once or twice too often. */
const MAX_DEPTH = 3

/**
 * Removes markup and entities, whatever part of the text is markup and however often it was
 * escaped.
 */
export function plainText(written: string): string {
  let text = written
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next = TAG.test(text) ? stripped(text) : decodeEntities(text)
    if (next === text) break
    text = next
  }
  return text
}

function stripped(markup: string): string {
  const isFlow = BLOCK_TAG.test(markup)
  return markupToText(isFlow ? markup : markup.replace(/\r?\n/g, '<br>'))
}
