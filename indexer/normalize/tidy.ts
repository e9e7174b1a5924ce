import { type Byline, parseBottomByline, parseTopByline } from './byline.ts'
import { type Dateline, parseDateline } from './dateline.ts'
import { endsSentence, lastLine, tailStart } from './tail.ts'

/** A text split into its parts, which together are all of it. */
export interface Tidied {
  body: string
  dateline: Dateline | null
  byline: Byline | null
  tail: string | null
}

/** Lines that may precede a dateline: "(Adds reaction)", "Updated 3 March 2024". */
const ABOVE_DATELINE = /^(?:\([^()]{1,200}\)|(?:updated|published|posted)\b.{0,80})$/i
/** Not the first line of a wrapped text, which continues in lower case. */
const FIRST_LINE = /^[^\n]{1,200}(?=\n\s*[^\s\p{Ll}])/u
const SECOND_PARAGRAPH = /^([^\n]{1,300}\n\s*\n)([^\n]{1,200})\n\s*\n/

/**
 * Separates dateline, byline and boilerplate from a news text. A text that would become empty is
 * left whole.
 */
export function tidy(raw: string, hasDateline: boolean): Tidied {
  const text = raw.trim()
  const end = tailStart(text)
  const tail = text.slice(end)
  const bottom = cutBottomByline(text.slice(0, end).trimEnd(), end < text.length)
  const top = cutTopByline(bottom.text)
  const dated = hasDateline ? { text: top.text, dateline: null } : cutDateline(top.text)

  if (dated.text === '') return { body: text, dateline: null, byline: null, tail: null }
  return {
    body: dated.text,
    dateline: dated.dateline,
    byline: joinBylines(top.byline, bottom.byline),
    tail: tail === '' ? null : tail,
  }
}

function cutBottomByline(text: string, hasTail: boolean): { text: string; byline: Byline | null } {
  const line = lastLine(text, text.length)
  const above = line && lastLine(text, line.start)
  if (!line || !above) return { text, byline: null }

  const byline = parseBottomByline(line.text)
  const standsAlone = hasTail || endsSentence(above.text)
  if (!byline || !standsAlone || !isOwnParagraph(text, above.end, line.start, above.text)) {
    return { text, byline: null }
  }
  return { text: text.slice(0, above.end).trimEnd(), byline }
}

function isOwnParagraph(text: string, from: number, to: number, above: string): boolean {
  return text.slice(from, to).split('\n').length > 2 || endsSentence(above)
}

/**
 * The byline is the first line, or a paragraph below a one-line first paragraph ("EXCLUSIVE", a
 * subtitle).
 */
function cutTopByline(text: string): { text: string; byline: Byline | null } {
  const [first] = FIRST_LINE.exec(text) ?? []
  const [both, above = '', second = ''] = SECOND_PARAGRAPH.exec(text) ?? []
  const byline = first === undefined ? null : parseTopByline(first)
  if (byline) return { text: text.slice(first!.length).trimStart(), byline }

  const below = both === undefined ? null : parseTopByline(second)
  return below ? { text: above + text.slice(both!.length), byline: below } : { text, byline: null }
}

function cutDateline(text: string): { text: string; dateline: Dateline | null } {
  const first = text.slice(0, text.indexOf('\n') + 1)
  const above = ABOVE_DATELINE.test(first.trim()) ? first : ''
  const rest = text.slice(above.length).trimStart()
  const dateline = parseDateline(rest)
  if (!dateline) return { text, dateline: null }
  const lead = text.slice(0, text.length - rest.length)
  return { text: lead + rest.slice(dateline.text.length).trim(), dateline }
}

function joinBylines(top: Byline | null, bottom: Byline | null): Byline | null {
  if (!top || !bottom) return top ?? bottom
  return {
    text: `${top.text}\n${bottom.text}`,
    authors: [...new Set([...top.authors, ...bottom.authors])],
  }
}
