import { type FileContext, toResult } from '../context.ts'
import { parseDateline } from '../normalize/dateline.ts'
import { decode } from '../input/decode.ts'
import { type Draft, emptyDraft } from '../normalize/draft.ts'
import type { ReadResult } from '../result.ts'

const MAX_TITLE_LENGTH = 300
const MAX_TITLE_WITHOUT_GAP = 150

/** Reads the article of a plain text file: a title line, if there is one, and the text. */
export function readText(bytes: Buffer, context: FileContext): ReadResult {
  return toResult(context, null, bytes, () => {
    const { text, doubt } = decode(bytes)
    const draft = { ...emptyDraft(), ...splitTitle(text) }
    if (doubt) draft.warnings.push(`the text ${doubt}`)
    return draft
  })
}

function splitTitle(file: string): Pick<Draft, 'title' | 'body'> {
  const text = file.trim()
  const newline = text.search(/\r?\n/)
  if (newline < 0) return { title: '', body: text }

  const first = text.slice(0, newline)
  const rest = text.slice(newline)
  return isTitle(first, rest)
    ? { title: first.replace(/^#+\s+/, ''), body: rest }
    : { title: '', body: text }
}

/**
 * A title is followed by a blank line; otherwise it must not look like the first line of a wrapped
 * text.
 */
function isTitle(line: string, rest: string): boolean {
  if (line.length > MAX_TITLE_LENGTH || parseDateline(line)) return false
  if (/^\r?\n[ \t]*\r?\n/.test(rest)) return true
  if (/^#\s/.test(line)) return true
  const next = rest.trimStart()
  const nextLine = next.split('\n', 1)[0]!
  return (
    line.length <= MAX_TITLE_WITHOUT_GAP &&
    !/[.,;:!]$/.test(line) &&
    (parseDateline(next) !== null ||
      (/^["“‘(]?\p{Lu}/u.test(next) && nextLine.length > line.length * 1.5))
  )
}
