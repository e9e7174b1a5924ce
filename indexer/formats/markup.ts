import { type Handler, Parser } from 'htmlparser2'
import { ReadError } from '../read-error.ts'

/** Elements that begin and end a paragraph. */
export const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2
  h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tr ul`.split(/\s+/),
)

/** Elements whose content is not read as text. */
export const SILENT: ReadonlySet<string> = new Set(
  `audio button canvas embed iframe math noscript object script select style svg template textarea title
  video`.split(/\s+/),
)

/** The parser searches its open elements at every tag, so deeper pages would take forever. */
const MAX_OPEN = 512

/**
 * Extracts the text of a piece of HTML: paragraphs separated by blank lines, without scripts and
 * the like.
 */
export function markupToText(markup: string): string {
  const paragraphs: string[] = []
  const text = new ParagraphText()
  let silent = 0
  const end = () => {
    const paragraph = text.take()
    if (paragraph !== '') paragraphs.push(paragraph)
  }
  parseMarkup(markup, {
    onopentag(name) {
      if (SILENT.has(name)) silent++
      if (BLOCKS.has(name)) end()
      text.open(name)
    },
    ontext(data) {
      if (silent === 0) text.add(data)
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--
      if (BLOCKS.has(name)) end()
      text.close(name)
    },
  })
  end()
  return paragraphs.join('\n\n')
}

/** Parses HTML; throws ReadError if elements are nested too deeply. */
export function parseMarkup(
  markup: string,
  handler: Required<Pick<Handler, 'onopentag' | 'ontext' | 'onclosetag'>>,
): void {
  let open = 0
  const parser = new Parser({
    ...handler,
    onopentag(name, attributes, isImplied) {
      if (++open > MAX_OPEN) throw new ReadError('too-deep', 'nests its elements too deeply')
      handler.onopentag(name, attributes, isImplied)
    },
    onclosetag(name, isImplied) {
      open--
      handler.onclosetag(name, isImplied)
    },
  })
  parser.end(markup)
}

/** The text of one paragraph, with white space as a browser shows it. */
export class ParagraphText {
  #text = ''
  #preformatted = 0

  add(data: string): void {
    this.#text += this.#preformatted > 0 ? data : data.replace(/[ \t\r\n\f]+/g, ' ')
  }

  open(name: string): void {
    if (name === 'pre') this.#preformatted++
    else if (name === 'br') this.#text += '\n'
    else if (name === 'td' || name === 'th') this.#text += '\t'
  }

  close(name: string): void {
    if (name === 'pre') this.#preformatted--
  }

  /** Returns the text added since the last call. */
  take(): string {
    // Soft hyphens, which browsers show only at the end of a line.
    const text = this.#text.replaceAll('\u00ad', '')
    this.#text = ''
    if (this.#preformatted > 0) return text.trim()
    return text
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }
}
