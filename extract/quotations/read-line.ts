import type { TextSpan } from '#core/article.ts'
import { ALL_CAPS, CALENDAR, INITIAL } from '../text/flags.ts'
import type { CueKind } from '../gazetteer/lexicon/cues.ts'
import type { Segment } from '../text/segment.ts'
import { contentEnd, contentStart, lastToken, spanOf, withoutComma } from './content-range.ts'
import type { Cue } from './cues.ts'
import {
  endBefore,
  flagsAt,
  isAdverb,
  isDash,
  isEnd,
  isPreposition,
  type Line,
  lowerAt,
  nameAt,
  type Range,
  startOf,
} from './line.ts'
import {
  phraseAfter,
  phraseBefore,
  phraseBeforeApposition,
  startsPhrase,
  subjectFrom,
} from './phrases.ts'
import { readOtherCues } from './other-cues.ts'
import type { Quoted } from './quoted-spans.ts'

/** What one cue attributes, and to whom. */
export interface Attribution {
  line: Line
  cue: Range
  source: Range | null
  /** In text order. */
  content: TextSpan[]
  confidence: number
}

/** The attributions of a sentence, in the order of their cues. */
export function readLine(line: Line, cues: readonly Cue[]): Attribution[] {
  const script = readScript(line)
  if (script) return [script]
  const found: Attribution[] = []
  for (const [i, cue] of cues.entries()) {
    if (isInside(line, cue, found.at(-1))) continue
    const attribution = readCue(line, cue, cues[i + 1], found)
    if (attribution && attribution.content.length > 0) found.push(attribution)
  }
  const announced = found.length === 0 ? readColon(line) : null
  if (announced) return [announced]
  const others = readOtherCues(line, cues, found)
  return others.length === 0 ? found : [...found, ...others].sort((a, b) => a.cue.from - b.cue.from)
}

const LONGEST_SPEAKER = 6

/** "WALLACE: Governor, …", "Carl Bialik: …": a name and a colon start the sentence. */
function readScript(line: Line): Attribution | null {
  let at = 0
  while (at < LONGEST_SPEAKER && lowerAt(line, at) !== ':') at++
  if (at === 0 || at === LONGEST_SPEAKER || line.tokens.length < at + 4) return null
  const name = nameAt(line, at - 1)
  const isShouted = line.tokens.slice(0, at).every(({ word }) => word.flags & (ALL_CAPS | INITIAL))
  const isName = name !== undefined && name.kind !== 'country' && name.kind !== 'place'
  if (!isShouted && !isName && !(at < 4 && REPORTS.test(lowerAt(line, at - 1)))) return null
  const source = phraseBefore(line, at)
  if (source?.from !== 0) return null
  const content = spanOf(line, at + 1, line.tokens.length)
  return { line, cue: { from: at, to: at + 1 }, source, content, confidence: 0.75 }
}

/** Whether a quotation is a turn in a transcript, which the next sentences continue. */
export const isScript = ({
  cue,
  source,
  segment,
}: {
  cue: TextSpan
  source: TextSpan | null
  segment: Segment
}) => source?.start === segment.sentence.start && segment.text.slice(cue.start, cue.end) === ':'

/** Nouns that are sources in headlines. */
const REPORTS =
  /^(poll|report|study|survey|source|sources|official|officials|police|minister|president|analysts?|experts?|newspaper)$/

/** "Jane Roe made this comment: "…"", without a cue. */
function readColon(line: Line): Attribution | null {
  const at = line.tokens.findIndex(
    (_, i) => lowerAt(line, i) === ':' && line.quoted[i + 1] !== undefined && !line.quoted[i],
  )
  if (at < 2) return null
  const source = subjectFrom(line, datelineEnd(line), at)
  const cue = { from: at - 1, to: at + 1 }
  return source && { line, cue, source, content: quotesAfter(line, at + 1), confidence: 0.7 }
}

/** Whether a cue is inside the statement of the previous one: "she said that he told her …". */
function isInside(line: Line, { at }: Cue, last: Attribution | undefined): boolean {
  const start = startOf(line, at)
  return last !== undefined && last.content.some((span) => span.start <= start && start < span.end)
}

function readCue(
  line: Line,
  cue: Cue,
  next: Cue | undefined,
  found: readonly Attribution[],
): Attribution | null {
  if (cue.word.kinds.has('according')) return readAccording(line, cue)
  return (
    readInverted(line, cue, found) ??
    readClosing(line, cue, found) ??
    readLeading(line, cue, next, found)
  )
}

/** "According to the poll, most …"; "most …, according to the poll". */
function readAccording(line: Line, cue: Cue): Attribution | null {
  const isFirst = cue.from === 0 || (cue.from === 1 && !line.quoted[0])
  const source = isFirst ? leadingSource(line, cue.to) : phraseAfter(line, cue.to)
  if (!source) return null
  const after = lowerAt(line, source.to) === ',' ? source.to + 1 : source.to
  const content = isFirst ? spanOf(line, after, lastToken(line)) : before(line, cue.from)
  return { line, cue, source, content, confidence: 0.85 }
}

/** The source up to the comma, unless an apposition follows it: "According to | the mayor of Lima, | taxes fell". */
function leadingSource(line: Line, from: number): Range | null {
  const source = phraseAfter(line, from)
  if (!source || source.to < lastToken(line)) return source
  const comma = line.tokens.findIndex((_, at) => at > from && lowerAt(line, at) === ',')
  return comma > 0 ? { from, to: comma } : null
}

/** "…," said Jane Roe; …, said Jane Roe. */
function readInverted(line: Line, cue: Cue, found: readonly Attribution[]): Attribution | null {
  const { form, kinds } = cue.word
  if (form === 'gerund' || form === 'base' || kinds.has('act')) return null
  const quote = quoteBefore(line, cue.from)
  if (!quote && (lowerAt(line, cue.from - 1) !== ',' || kinds.has('quote'))) return null
  const at = isAdverb(line, cue.to) ? cue.to + 1 : cue.to
  if (kinds.has('told') || !startsPhrase(line, at)) return null
  const source = phraseAfter(line, at)
  if (!source) return null
  if (!quote && !closes(line, source.to)) return null
  const content = [...before(line, cue.from, found), ...quotesAfter(line, source.to)]
  return { line, cue, source, content, confidence: quote ? 0.95 : 0.8 }
}

/** "…," Jane Roe said; …, Jane Roe said. */
function readClosing(line: Line, cue: Cue, found: readonly Attribution[]): Attribution | null {
  if (cue.word.form === 'gerund') return null
  const source = subjectBefore(line, cue.from)
  if (!source || (source.from === 0 && !line.pending)) return null
  const quote = quoteBefore(line, source.from)
  if (source.from === 0 && !closes(line, cue.to)) return null
  if (!quote) {
    const mark = lowerAt(line, source.from - 1)
    if (mark !== ',' && !isDash(line, source.from - 1)) return null
    if (!closes(line, cue.to) || isLeadIn(line, source.from - 1)) return null
    if (!mayClose(cue.word.kinds)) return null
  }
  const content = [...before(line, source.from, found), ...quotesAfter(line, cue.to)]
  return { line, cue, source, content, confidence: quote ? 0.95 : 0.85 }
}

const mayClose = (kinds: ReadonlySet<CueKind>) =>
  kinds.has('speech') || kinds.has('clause') || kinds.has('finding')

/** Whether the text before the comma is too short to be a statement: "On Monday, Jane Roe said". */
function isLeadIn(line: Line, comma: number): boolean {
  let start = comma
  while (start > 0 && !/^[;:—]$/.test(lowerAt(line, start - 1))) {
    if (line.quoted[start - 1]) return false
    start--
  }
  return comma - start < 4 || isPrepositional(line, start, comma)
}

function isPrepositional(line: Line, from: number, to: number): boolean {
  if (
    !isPreposition(line, from) &&
    !/^(when|while|as|after|before|because|if|although|though)$/.test(lowerAt(line, from))
  )
    return false
  for (let at = from; at < to; at++) if (lowerAt(line, at) === ',') return false
  return true
}

/** Jane Roe said (that) …; Jane Roe told reporters that …; Jane Roe vowed to …. */
function readLeading(
  line: Line,
  cue: Cue,
  next: Cue | undefined,
  found: readonly Attribution[],
): Attribution | null {
  const source = sourceBefore(line, cue, found)
  if (!source) return null
  const start = contentStart(line, cue)
  if (start < 0) return null
  if (isPersonalView(line, cue, source)) return null
  if (
    !cue.word.kinds.has('speech') &&
    /^(what|which|whom|that)$/.test(lowerAt(line, source.from - 1))
  )
    return null
  const content = spanOf(line, start, contentEnd(line, start, next))
  return { line, cue, source, content, confidence: 0.85 }
}

/** "I think" outside a quotation is the author's view. */
function isPersonalView(line: Line, { word }: Cue, { from, to }: Range): boolean {
  if (to - from > 1 || !/^(i|you|we)$/.test(lowerAt(line, from))) return false
  return word.form === 'base' || word.form === 'present'
}

function sourceBefore(line: Line, cue: Cue, found: readonly Attribution[]): Range | null {
  const at = cue.from - 1
  const lower = lowerAt(line, at)
  if (cue.word.form === 'gerund' && cue.from === cue.at) return sharedSubject(line, cue.from, found)
  if (/^(and|but|or)$/.test(lower)) return sharedSubject(line, at, found)
  if (at < 0) return null
  return subjectBefore(line, cue.from) ?? null
}

/** The subject that ends before `to`, including an apposition: "Jane Roe, the mayor,". */
function subjectBefore(line: Line, to: number): Range | null {
  const lower = lowerAt(line, to - 1)
  if (lower === ',') return phraseBeforeApposition(line, to - 1)
  if (lower === 'who' || lower === 'which') {
    const comma = lowerAt(line, to - 2) === ',' ? 1 : 0
    const phrase = phraseBefore(line, to - 1 - comma)
    return phrase ? { from: phrase.from, to } : { from: to - 1, to }
  }
  return phraseBefore(line, to)
}

/** The subject of a verb that has none itself: "…, adding that", "… and said". */
function sharedSubject(line: Line, to: number, found: readonly Attribution[]): Range | null {
  const last = found.at(-1)
  if (last?.source) return last.source
  let from = datelineEnd(line)
  for (let at = to - 1; at > from; at--) {
    if (lowerAt(line, at) === ';') {
      from = at + 1
      break
    }
  }
  return subjectFrom(line, from, to)
}

/** Position after "WASHINGTON (AFP) -" at the start of a sentence; 0 if there is none. */
function datelineEnd(line: Line): number {
  for (let at = 2; at < 12; at++)
    if (isDash(line, at) && lowerAt(line, at - 1) === ')') return at + 1
  return 0
}

/** The quotation that ends right before a token, with or without a comma between. */
function quoteBefore(line: Line, at: number): Quoted | undefined {
  if (at === 0) return line.pending
  return line.quoted[at - 1] ?? (lowerAt(line, at - 1) === ',' ? line.quoted[at - 2] : undefined)
}

/** Whether the sentence ends here or continues with a comma, a time, a place or another clause. */
function closes(line: Line, from: number): boolean {
  if (
    isEnd(line, from) ||
    /^[,;:)]$/.test(lowerAt(line, from)) ||
    line.quoted[from] ||
    isDash(line, from)
  )
    return true
  if (flagsAt(line, from) & CALENDAR || isAdverb(line, from)) return true
  return /^(by|in|on|at|during|of|to|after|before|when|while|as|and|but|adding)$/.test(
    lowerAt(line, from),
  )
}

/** The statement before a closing cue: a quotation that is all of it, else from the sentence's start or last attribution. */
function before(line: Line, to: number, found: readonly Attribution[] = []): TextSpan[] {
  const quote = quoteBefore(line, to)
  let end = withoutComma(line, to)
  const last = found.at(-1)
  let from = last ? Math.max(last.cue.to, last.source?.to ?? 0) : 0
  if (quote && isWholeStatement(line, quote, to)) return [{ start: quote.start, end: quote.end }]
  while (from < end && /^(but|and|[,;])$/.test(lowerAt(line, from)) && !line.quoted[from]) from++
  if (from >= end) return quote ? [{ start: quote.start, end: quote.end }] : []
  end = Math.max(end, from + 1)
  const span = { start: startOf(line, from), end: endBefore(line, end) }
  return [
    quote ? { start: Math.min(span.start, quote.start), end: Math.max(span.end, quote.end) } : span,
  ]
}

/** Whether the quotation is the whole sentence before the cue, or too long to be part of its syntax. */
function isWholeStatement(line: Line, quote: Quoted, to: number): boolean {
  const first = line.quoted.findIndex((one) => one === quote)
  if (first === 0) return true
  return to - first > 5 || /^[,:;]$/.test(lowerAt(line, first - 1))
}

/** The quotations after a closing attribution in the same sentence. */
function quotesAfter(line: Line, from: number): TextSpan[] {
  const found: TextSpan[] = []
  for (let at = from; at < line.tokens.length; at++) {
    const quote = line.quoted[at]
    if (!quote) {
      if (found.length === 0 && !/^[,.:;]$/.test(lowerAt(line, at)) && at - from > 8) break
      continue
    }
    if (found.at(-1)?.start !== quote.start) found.push({ start: quote.start, end: quote.end })
  }
  return found
}
