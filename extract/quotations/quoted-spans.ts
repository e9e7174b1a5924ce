import { isLetter, isSpace, unitAt } from '../text/characters.ts'

/** Text between quotation marks, including the marks. */
export interface Quoted {
  start: number
  end: number
  /** False if the paragraph ends before the closing mark and the next paragraph continues the quotation. */
  closed: boolean
}

interface Range {
  start: number
  end: number
}

const STRAIGHT = 0x22
const APOSTROPHE = 0x27
const GRAVE = 0x60
const OPEN_ANGLE = 0xab
const CLOSE_ANGLE = 0xbb
const OPEN_SINGLE = 0x2018
const CLOSE_SINGLE = 0x2019
const OPEN_CURLY = 0x201c
const CLOSE_CURLY = 0x201d
const OPEN_LOW = 0x201e

/** Maximum length in UTF-16 units; beyond it, a closing mark must be missing. */
const LONGEST = 4000

/**
 * The quotations of each paragraph: between double marks, two apostrophes or angle marks; between single marks only if
 * the article has no others. Marks inside a quotation belong to it. An unclosed opening mark counts only if it starts
 * its paragraph and the next paragraph also starts with one.
 */
export function findQuoted(text: string, paragraphs: readonly Range[]): Quoted[] {
  if (!/["“”„«»‘`]|''|(?:^|\s)'\S/.test(text)) return []
  const found = paragraphs.flatMap((range, i) => {
    return quotedIn(text, range, paragraphs[i + 1], markAt)
  })
  if (found.length > 0) return found
  return paragraphs.flatMap((range) => quotedIn(text, range, undefined, singleMarkAt))
}

type Side = 'open' | 'close' | 'either'
interface Mark {
  side: Side
  /** In UTF-16 units. */
  length: number
}

type MarkReader = (text: string, at: number) => Mark | null

function quotedIn(
  text: string,
  { start, end }: Range,
  next: Range | undefined,
  readMark: MarkReader,
): Quoted[] {
  const found: Quoted[] = []
  let open = -1
  for (let at = start; at < end; at++) {
    const mark = readMark(text, at)
    if (!mark) continue
    const last = at + mark.length
    if (open < 0) {
      if (opens(text, at, mark)) open = at
    } else if (closes(text, at, mark)) {
      if (last - open <= LONGEST && !isTitle(text.slice(open, last))) {
        found.push({ start: open, end: last, closed: true })
      }
      open = -1
    } else if (mark.side === 'open' && at - open > LONGEST) open = at
    at = last - 1
  }
  const goesOn = open >= 0 && next && readMark(text, next.start)?.side !== undefined
  if (goesOn && end - open <= LONGEST) found.push({ start: open, end, closed: false })
  return found
}

const MOST_TITLE_WORDS = 7
const SMALL = /^(?:a|an|the|of|in|on|at|to|for|and|or|with|from|by)$/

/** The title of a work or a nickname: a few words, all capitalised, without punctuation except a final comma. */
function isTitle(quote: string): boolean {
  if (quote.length > 80 || /[!?;]|\.["”']/.test(quote)) return false
  const words = quote.match(/[\p{L}\p{N}'’-]+/gu) ?? []
  if (words.length === 0 || words.length > MOST_TITLE_WORDS || words.length < 2)
    return words.length === 0
  return words.every((word, i) => (i > 0 && SMALL.test(word)) || /^[\p{Lu}\p{N}]/u.test(word))
}

/** An opening mark typed by mistake for a closing one also closes ("percent.“"). */
function closes(text: string, at: number, { side, length }: Mark): boolean {
  const isAfterWord = !isSpace(unitAt(text, at - 1))
  if (side === 'close') return true
  const isBeforeWord = isLetter(unitAt(text, at + length))
  return side === 'either' ? isAfterWord || !isBeforeWord : isAfterWord && !isBeforeWord
}

function opens(text: string, at: number, { side, length }: Mark): boolean {
  if (side === 'close') return false
  if (isSpace(unitAt(text, at + length))) return false
  return side === 'open' || !isLetter(unitAt(text, at - 1))
}

function markAt(text: string, at: number): Mark | null {
  switch (text.charCodeAt(at)) {
    case STRAIGHT:
      return { side: 'either', length: 1 }
    case OPEN_CURLY:
    case OPEN_ANGLE:
    case OPEN_LOW:
      return { side: 'open', length: 1 }
    case CLOSE_CURLY:
    case CLOSE_ANGLE:
      return { side: 'close', length: 1 }
    case APOSTROPHE:
      return unitAt(text, at + 1) === APOSTROPHE ? { side: 'either', length: 2 } : null
    case GRAVE:
      return unitAt(text, at + 1) === GRAVE ? { side: 'open', length: 2 } : null
    default:
      return null
  }
}

/** Ignores apostrophes inside a word, or after a plural's "s" if the quotation continues. */
function singleMarkAt(text: string, at: number): Mark | null {
  const unit = text.charCodeAt(at)
  if (unit !== APOSTROPHE && unit !== OPEN_SINGLE && unit !== CLOSE_SINGLE) return null
  const before = unitAt(text, at - 1)
  const after = unitAt(text, at + 1)
  if (isSpace(before) && !isSpace(after)) {
    return unit === CLOSE_SINGLE ? null : { side: 'open', length: 1 }
  }
  if (isLetter(after) || isSpace(before)) return null
  const mayBePlural = unitAt(text, at - 1) === 0x73 && isSpace(after)
  return mayBePlural ? null : { side: 'close', length: 1 }
}
