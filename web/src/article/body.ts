import type { Mention, Sentence } from '#core/article.ts'
import { type TextSegment, type Span, sortSpans, segments } from '../text/segments.ts'

/** A paragraph of a text; a table keeps its line breaks and columns. */
export interface BodyBlock extends Span {
  type: 'text' | 'table'
  pieces: Piece[]
}

/** The part of a sentence inside a block, or the text between two sentences. */
export interface Piece {
  sentence: number | null
  segments: MarkedSegment[]
}

/** A name or the text between two names, split at the words of a search. */
export interface MarkedSegment extends TextSegment<Mention> {
  words: TextSegment<Span>[]
}

/** Wire text is hard-wrapped: lines of about this length that break inside sentences. */
const WRAPPED_LINE = { min: 40, max: 84 }
const COLUMNS = /\S {3,}\S/

/** Splits a body into paragraphs of sentences with marked names and words; drops only line breaks and indents. */
export function layOut(
  body: string,
  sentences: Sentence[],
  mentions: Mention[],
  words: Span[] = [],
): BodyBlock[] {
  const inBody = sortSpans(sentences.filter(({ field }) => field === 'body'))
  const names = sortSpans(mentions.filter(({ field }) => field === 'body'))
  const nextSentence = sweep(inBody)
  const nextNames = sweep(names)
  const nextWords = sweep(sortSpans(words))
  return paragraphs(body).map((span) => ({
    ...span,
    type: isTable(body.slice(span.start, span.end)) ? 'table' : 'text',
    pieces: toPieces(body, span, nextSentence(span), nextNames(span), nextWords(span)),
  }))
}

/** Paragraphs are separated by empty lines, by indents, or by every line break if lines are not wrapped. */
export function paragraphs(text: string): Span[] {
  const lines = linesOf(text)
  const isWrapped = hasWrappedLines(text, lines)
  const found: Span[] = []
  let isOpen = false
  for (const line of lines) {
    const written = text.slice(line.start, line.end)
    const isEmpty = written.trim() === ''
    const last = found.at(-1)
    const goesOn = isOpen && last && !isEmpty && isWrapped && !isIndented(written)
    if (goesOn) last.end = line.end
    else if (!isEmpty) found.push({ ...line })
    isOpen = !isEmpty
  }
  return joinTables(text, found).map((span) => trimmed(text, span))
}

function linesOf(text: string): Span[] {
  const lines: Span[] = []
  for (const { index, 0: line } of text.matchAll(/[^\n]+|\n(?=\n)/g)) {
    lines.push({ start: index, end: index + line.length })
  }
  return lines
}

function hasWrappedLines(text: string, lines: Span[]): boolean {
  const written = lines.map(({ start, end }) => text.slice(start, end).trimEnd()).filter(Boolean)
  const broken = written.filter(
    (line) => line.length >= WRAPPED_LINE.min && /[\p{L}\p{N},;-]$/u.test(line),
  )
  const isShort = written.every((line) => line.length <= WRAPPED_LINE.max)
  return isShort && broken.length * 3 >= written.length
}

function isIndented(line: string): boolean {
  return /^(?: {2,}|\t)/.test(line)
}

/** Rows of a table stay lines of one block, indented or not. */
function joinTables(text: string, spans: Span[]): Span[] {
  const joined: Span[] = []
  let isAfterRow = false
  for (const span of spans) {
    const isRow = isTable(text.slice(span.start, span.end))
    if (isRow && isAfterRow) joined.at(-1)!.end = span.end
    else joined.push(span)
    isAfterRow = isRow
  }
  return joined
}

function isTable(text: string): boolean {
  const lines = text.split('\n')
  return lines.filter((line) => COLUMNS.test(line)).length * 2 > lines.length
}

function trimmed(text: string, { start, end }: Span): Span {
  const written = text.slice(start, end)
  const isRow = isTable(written)
  const lead = isRow ? 0 : written.length - written.trimStart().length
  return { start: start + lead, end: start + written.trimEnd().length }
}

/**
 * Returns a function that gives the items overlapping a span. Both items and requested spans must be in order: one pass
 * in total.
 */
function sweep<S extends Span>(items: S[]): (span: Span) => S[] {
  let first = 0
  return ({ start, end }) => {
    while (first < items.length && items[first]!.end <= start) first++
    const touching: S[] = []
    for (let i = first; i < items.length && items[i]!.start < end; i++) touching.push(items[i]!)
    return touching
  }
}

function toPieces(
  body: string,
  { start, end }: Span,
  sentences: Sentence[],
  names: Mention[],
  words: Span[],
): Piece[] {
  const spans = segments(body, sentences, start, end)
  let at = start
  return spans.map(({ text, span }) => {
    const from = at
    at += text.length
    const named = segments(body, names, from, at)
    return { sentence: span?.n ?? null, segments: withWords(body, named, from, words) }
  })
}

function withWords(
  body: string,
  named: TextSegment<Mention>[],
  start: number,
  words: Span[],
): MarkedSegment[] {
  let at = start
  return named.map((segment) => {
    const from = at
    at += segment.text.length
    return { ...segment, words: segments(body, words, from, at) }
  })
}
