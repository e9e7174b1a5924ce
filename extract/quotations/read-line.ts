import type { TextSpan } from '#core/article.ts'
import { ALL_CAPS, CALENDAR, INITIAL } from '../text/flags.ts'
import type { CueKind } from '../gazetteer/lexicon/cues.ts'
import type { Segment } from '../text/segment.ts'
import type { Cue } from './cues.ts'
import {
  endBefore,
  flagsAt,
  isAdverb,
  isAuxiliary,
  isDash,
  isDeterminer,
  isEnd,
  isPreposition,
  isPronoun,
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
import type { Quoted } from './quoted-spans.ts'

/** What one cue of a sentence attributes to whom. */
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
  return announced ? [announced] : found
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

/** Whether a quotation is a turn of a transcript, which the next sentences go on with. */
export const isScript = ({
  cue,
  source,
  segment,
}: {
  cue: TextSpan
  source: TextSpan | null
  segment: Segment
}) => source?.start === segment.sentence.start && segment.text.slice(cue.start, cue.end) === ':'

/** What speaks in headlines. */
const REPORTS =
  /^(poll|report|study|survey|source|sources|official|officials|police|minister|president|analysts?|experts?|newspaper)$/

/** "Jane Roe made this comment: "…"", with a verb that is no cue. */
function readColon(line: Line): Attribution | null {
  const at = line.tokens.findIndex(
    (_, i) => lowerAt(line, i) === ':' && line.quoted[i + 1] !== undefined && !line.quoted[i],
  )
  if (at < 2) return null
  const source = subjectFrom(line, datelineEnd(line), at)
  const cue = { from: at - 1, to: at + 1 }
  return source && { line, cue, source, content: quotesAfter(line, at + 1), confidence: 0.7 }
}

/** Whether a cue is part of what the last one attributes: "she said that he told her …". */
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
  const source = phraseAfter(line, cue.to)
  if (!source) return null
  const isFirst = cue.from === 0 || (cue.from === 1 && !line.quoted[0])
  const after = lowerAt(line, source.to) === ',' ? source.to + 1 : source.to
  const content = isFirst ? spanOf(line, after, lastToken(line)) : before(line, cue.from)
  return { line, cue, source, content, confidence: 0.85 }
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

/** Whether what stands before the comma is too short to have been said: "On Monday, Jane Roe said". */
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

/** "I think" outside a quotation is the author. */
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

/** The subject that ends before `to`; of "Jane Roe, the mayor," all of it. */
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

/** The subject of a verb without one of its own: "…, adding that", "… and said". */
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

/** Behind "WASHINGTON (AFP) -" at a sentence's start; 0 without. */
function datelineEnd(line: Line): number {
  for (let at = 2; at < 12; at++)
    if (isDash(line, at) && lowerAt(line, at - 1) === ')') return at + 1
  return 0
}

/** First token of what was said after a leading cue; -1 where nothing was. */
function contentStart(line: Line, { to, word: { kinds, form, verb } }: Cue): number {
  const at = skipAdverbials(line, to)
  if (isEnd(line, at)) return -1
  const lower = lowerAt(line, at)
  if (lower === ':' || line.quoted[at]) return lower === ':' ? at + 1 : at
  if (lower === ',' && line.quoted[at + 1]) return at + 1
  if (kinds.has('told')) return afterAddressee(line, at)
  if (lower === 'that' || /^(if|whether|why|how|what|where|when|there)$/.test(lower)) {
    return kinds.has('act') && !kinds.has('speech') && lower !== 'that' ? -1 : at
  }
  const isWords = kinds.has('speech')
  if (isWords && !/^[,;)]$/.test(lower)) return at
  if ((kinds.has('clause') || kinds.has('finding')) && startsClause(line, at)) return at
  const that = thatAfter(line, at)
  if (that > 0 && (isWords || kinds.has('clause'))) return that
  if (kinds.has('intent') && lower === 'to') return at
  if (kinds.has('intent') && infinitiveAfter(line, at)) return at
  if (kinds.has('act') && form !== 'base' && startsPhrase(line, at)) return at
  if (CALLS.test(verb) && /^(for|on|upon)$/.test(lower)) return at
  return kinds.has('quote') ? quotedObject(line, at) : -1
}

/** With "for" or "on", what is asked. */
const CALLS = /^call$/

/** Behind "on Monday", "in a statement", "Tuesday", "later", "to reporters", where "that", a comma's quotation or a clause follows. */
function skipAdverbials(line: Line, from: number): number {
  let at = from
  for (let n = 0; n < 3; n++) {
    while (isAdverb(line, at) || ((flagsAt(line, at) & CALENDAR) !== 0 && !nameAt(line, at))) at++
    if (!/^(on|in|at|to|during|of|after|before)$/.test(lowerAt(line, at))) break
    const end = prepositionalEnd(line, at)
    if (end < 0) break
    at = end
  }
  return at
}

/** End of a short phrase with a preposition, if what was said follows it. */
function prepositionalEnd(line: Line, from: number): number {
  for (let at = from + 1; at < from + 9; at++) {
    const lower = lowerAt(line, at)
    if (lower === 'that' || lower === ':' || line.quoted[at]) return at
    if (lower === ',' && line.quoted[at + 1]) return at + 1
    if (isEnd(line, at) || isPronoun(line, at))
      return at === from + 1 ? -1 : isPronoun(line, at) ? at : -1
    if ((flagsAt(line, at) & CALENDAR) !== 0 && at > from) return at + 1
  }
  return -1
}

/** What follows whom it was told: "reporters in Baku that …", "CNN …", "her she …". */
function afterAddressee(line: Line, from: number): number {
  const that = thatAfter(line, from)
  if (that > 0) return that
  if (/^(him|her|them|me|us|you|it|reporters|lawmakers)$/.test(lowerAt(line, from))) {
    const at = skipAdverbials(line, from + 1)
    if (lowerAt(line, at) === ':') return at + 1
    return isEnd(line, at) || /^(of|about)$/.test(lowerAt(line, at)) ? -1 : at
  }
  for (let at = from + 1; at < from + 12; at++) {
    if (isEnd(line, at)) return -1
    if (line.quoted[at]) return at
    if (lowerAt(line, at) === ':') return at + 1
    if (isPronoun(line, at) || startsClause(line, at)) return at
    if (lowerAt(line, at) === 'to' && !startsPhrase(line, at + 1)) return at
  }
  return -1
}

/** "that" or a question word within reach, before any verb. */
function thatAfter(line: Line, from: number): number {
  for (let at = from; at < from + 10; at++) {
    if (/^(that|whether)$/.test(lowerAt(line, at))) return at
    if (isEnd(line, at) || line.quoted[at] || isAuxiliary(line, at) || lowerAt(line, at) === ',')
      return -1
  }
  return -1
}

/** Whether a clause with a finite verb starts here: "he …", "the bill is", "there". */
function startsClause(line: Line, from: number): boolean {
  if (isPronoun(line, from) || lowerAt(line, from) === 'there') return true
  if (!startsPhrase(line, from)) return false
  for (let at = from + 1; at < from + 8; at++) {
    if (isAuxiliary(line, at)) return true
    if (isEnd(line, at) || /^[,;:]$/.test(lowerAt(line, at))) return false
  }
  return false
}

function infinitiveAfter(line: Line, from: number): boolean {
  if (!startsPhrase(line, from) && !/^(him|her|them|people|voters)$/.test(lowerAt(line, from)))
    return false
  for (let at = from + 1; at < from + 8; at++) {
    if (lowerAt(line, at) === 'to' && !isDeterminer(line, at + 1)) return true
    if (isEnd(line, at)) return false
  }
  return false
}

/** Start of an object that is in quotation marks in part: 'called him a "liar"'. */
function quotedObject(line: Line, from: number): number {
  for (let at = from; at < from + 12; at++) {
    if (line.quoted[at]) return from
    if (isEnd(line, at)) return -1
  }
  return -1
}

/** End of what a leading cue attributes: before a part of the sentence that has a cue of its own. */
function contentEnd(line: Line, start: number, next: Cue | undefined): number {
  const last = lastToken(line)
  if (!next || next.from <= start) return last
  const boundary = boundaryBefore(line, next, start)
  return boundary > start ? boundary : last
}

function boundaryBefore(line: Line, { from, at: verb, word }: Cue, start: number): number {
  if (word.verb === 'according') return withoutComma(line, from)
  if (word.form === 'gerund' && from === verb) {
    return /^[,;]$/.test(lowerAt(line, from - 1)) || isDash(line, from - 1)
      ? withoutComma(line, from)
      : -1
  }
  if (/^(who|which)$/.test(lowerAt(line, from - 1)) && lowerAt(line, from - 2) === ',')
    return from - 2
  for (let at = from - 1; at > start; at--) {
    if (lowerAt(line, at) === ';') return at
    const isJoin = /^(and|but|while|although|though)$/.test(lowerAt(line, at))
    if (!isJoin) continue
    const isSubject =
      from - at < 6 && (nameAt(line, at + 1) !== undefined || isPronoun(line, at + 1))
    if (at === from - 1 || isSubject || lowerAt(line, at - 1) === ',') return withoutComma(line, at)
  }
  return -1
}

const withoutComma = (line: Line, to: number) =>
  /^[,;]$/.test(lowerAt(line, to - 1)) || isDash(line, to - 1) ? to - 1 : to

/** Without the full stop, unless a quotation holds it. */
function lastToken(line: Line): number {
  let to = line.tokens.length
  while (to > 0 && isEnd(line, to - 1) && !line.quoted[to - 1]) to--
  return to
}

function spanOf(line: Line, from: number, to: number): TextSpan[] {
  if (from >= to) return []
  return [{ start: startOf(line, from), end: endBefore(line, to) }]
}

/** The quotation that ends right before a token, behind its comma or not. */
function quoteBefore(line: Line, at: number): Quoted | undefined {
  if (at === 0) return line.pending
  return line.quoted[at - 1] ?? (lowerAt(line, at - 1) === ',' ? line.quoted[at - 2] : undefined)
}

/** Whether only time, place or the sentence's end, or a comma follows. */
function closes(line: Line, from: number): boolean {
  if (
    isEnd(line, from) ||
    /^[,;:)]$/.test(lowerAt(line, from)) ||
    line.quoted[from] ||
    isDash(line, from)
  )
    return true
  if (flagsAt(line, from) & CALENDAR || isAdverb(line, from)) return true
  return /^(in|on|at|during|of|to|after|before|when|while|as|and|but|adding)$/.test(
    lowerAt(line, from),
  )
}

/** What stands before a closing cue, from the sentence's start or the last attribution: the quotation if it ends in one. */
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

/** Whether the quotation is all of the sentence before the cue, or is too long to be a part of its grammar. */
function isWholeStatement(line: Line, quote: Quoted, to: number): boolean {
  const first = line.quoted.findIndex((one) => one === quote)
  if (first === 0) return true
  return to - first > 5 || /^[,:;]$/.test(lowerAt(line, first - 1))
}

/** The quotations that follow a closing attribution in its sentence. */
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
