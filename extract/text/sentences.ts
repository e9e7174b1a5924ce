import type { Sentence } from '#core/article.ts'
import { isSpace, unitAt } from './characters.ts'
import { boundaryAfter } from './boundary.ts'
import { cutLong, LONG_FROM } from './long-sentence.ts'
import { startsItem, startsListItem } from './list-item.ts'

const TAB = 9
const NEWLINE = 10
const RETURN = 13
const EXCLAMATION = 33
const FULL_STOP = 46
const QUESTION = 63
const ELLIPSIS = 0x2026
const LINE_SEPARATOR = 0x2028
const PARAGRAPH_SEPARATOR = 0x2029

/**
 * The sentences of an article. The title is number 0 (absent if empty), the body starts at 1. A single line break is a
 * space, because wire text is hard-wrapped; a blank or indented line starts a paragraph, which ends the sentence.
 */
export function readSentences(title: string, body: string): Sentence[] {
  const sentences: Sentence[] = []
  const start = skipSpace(title, 0, title.length)
  if (start < title.length) {
    sentences.push({ n: 0, field: 'title', start, end: trimEnd(title, start, title.length) })
  }
  splitBody(body, sentences)
  return sentences
}

/** Hot path of the import: a single pass, with closer checks only where a sentence may end. */
function splitBody(text: string, into: Sentence[]): void {
  let from = 0
  let lineStart = 0
  const firstNumber = 1 - into.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > QUESTION && unit < ELLIPSIS) continue
    switch (unit) {
      case FULL_STOP:
      case EXCLAMATION:
      case QUESTION:
      case ELLIPSIS: {
        const end = boundaryAfter(text, i)
        if (end === 0) break
        push(text, from, end, into, firstNumber)
        from = end
        i = end - 1
        break
      }
      case NEWLINE:
      case RETURN:
      case LINE_SEPARATOR:
      case PARAGRAPH_SEPARATOR: {
        if (unit === RETURN && text.charCodeAt(i + 1) === NEWLINE) break
        if (unit === PARAGRAPH_SEPARATOR || endsParagraph(text, i, from, lineStart)) {
          push(text, from, i, into, firstNumber)
          from = i + 1
        }
        lineStart = i + 1
      }
    }
  }
  push(text, from, text.length, into, firstNumber)
}

/** Whether the line break at `i` ends a paragraph: the next line is blank, indented, or the next item of a list. */
function endsParagraph(text: string, i: number, from: number, lineStart: number): boolean {
  const next = unitAt(text, i + 1)
  if (next === 0x20 || next === TAB || next === NEWLINE || next === RETURN || next === 0xa0)
    return true
  if (!startsItem(text, i + 1)) return false
  return startsListItem(text, i, from, lineStart)
}

function push(text: string, from: number, to: number, into: Sentence[], firstNumber: number): void {
  const start = skipSpace(text, from, to)
  if (start === to) return
  const end = trimEnd(text, start, to)
  if (end - start < LONG_FROM) {
    into.push({ n: into.length + firstNumber, field: 'body', start, end })
    return
  }
  for (const piece of cutLong(text, start, end)) {
    into.push({ n: into.length + firstNumber, field: 'body', ...piece })
  }
}

function skipSpace(text: string, from: number, to: number): number {
  while (from < to && isSpace(text.charCodeAt(from))) from++
  return from
}

function trimEnd(text: string, from: number, to: number): number {
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--
  return to
}
