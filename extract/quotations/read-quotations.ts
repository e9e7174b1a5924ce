import type { TextSpan } from '#core/article.ts'
import type { Name } from '../names/spans/name.ts'
import type { SpanSet } from '../names/spans/span-set.ts'
import type { Document } from '../text/document.ts'
import { LOWER_CASE, CAPITAL } from '../text/flags.ts'
import type { Segment } from '../text/segment.ts'
import { findCues } from './cues.ts'
import { endBefore, type Line, startOf } from './line.ts'
import { type Paragraph, readParagraphs } from './paragraphs.ts'
import { QuotedTokens } from './quoted-tokens.ts'
import { findQuoted } from './quoted-spans.ts'
import { type Attribution, isScript, readLine } from './read-line.ts'
import { Speakers } from './speakers.ts'

/** What somebody is reported to have said. Offsets are into the text of the segment. */
export interface StatedQuotation {
  segment: Segment
  /** The speaker's name; null if the text gives none. */
  speaker: Name | null
  source: TextSpan | null
  cue: TextSpan
  content: TextSpan[]
  direct: boolean
  confidence: number
}

/** The quotations of an article in the order of their cues. */
export function readQuotations({ title, body }: Document, spans: SpanSet<Name>): StatedQuotation[] {
  const speakers = new Speakers(spans)
  const ofTitle = title && title.style !== 'capitals' ? readText([title], spans, speakers) : []
  return [...ofTitle, ...readText(body, spans, speakers)]
}

function readText(
  segments: readonly Segment[],
  spans: SpanSet<Name>,
  speakers: Speakers,
): StatedQuotation[] {
  if (segments.length === 0) return []
  const paragraphs = readParagraphs(segments)
  const reader: Reader = {
    spans,
    speakers,
    quoted: new QuotedTokens(findQuoted(segments[0]!.text, paragraphs)),
    found: [],
    last: null,
  }
  for (const paragraph of paragraphs) readParagraph(paragraph, reader)
  return reader.found
}

interface Reader {
  spans: SpanSet<Name>
  speakers: Speakers
  quoted: QuotedTokens
  found: StatedQuotation[]
  /** The quotation that a fully quoted sentence would continue. */
  last: StatedQuotation | null
}

/** A quotation may continue in the next paragraph if no more UTF-16 units than this follow it. */
const FEW_CHARACTERS = 80

function readParagraph({ segments, end }: Paragraph, reader: Reader): void {
  for (const segment of segments) readSegment(segment, reader)
  const { last, quoted } = reader
  if (last?.direct && end - quoted.lastEnd > FEW_CHARACTERS) reader.last = null
  if (last && !last.direct) reader.last = null
}

function readSegment(segment: Segment, reader: Reader): void {
  const { spans, quoted, speakers, found } = reader
  const { covering, pending } = quoted.of(segment)
  const line: Line = {
    segment,
    tokens: segment.tokens,
    names: spans,
    quoted: covering,
    pending:
      pending && (reader.last?.content.at(-1)?.end ?? 0) <= pending.start ? pending : undefined,
  }
  const cues = findCues(line)
  const attributions = readLine(line, cues)
  for (const attribution of attributions) {
    reader.last = toQuotation(attribution, speakers)
    found.push(reader.last)
  }
  if (attributions.length === 0 && cues.length === 0 && reader.last) carryOn(line, reader.last)
  speakers.pass(segment)
}

function toQuotation(
  { line, cue, source, content, confidence }: Attribution,
  speakers: Speakers,
): StatedQuotation {
  return {
    segment: line.segment,
    speaker: source && speakers.of(line, source),
    source: source && { start: startOf(line, source.from), end: endBefore(line, source.to) },
    cue: { start: startOf(line, cue.from), end: endBefore(line, cue.to) },
    content,
    direct: content.some((span) => isQuoted(line, span)),
    confidence,
  }
}

function isQuoted({ tokens, quoted, pending }: Line, { start, end }: TextSpan): boolean {
  if (pending && pending.start < end && start < pending.end) return true
  return quoted.some((quote, i) => quote && tokens[i]!.start < end && start < tokens[i]!.end)
}

/** Appends a sentence that is wholly in quotation marks, or the next sentence of a transcript. */
function carryOn({ quoted, tokens, segment }: Line, last: StatedQuotation): void {
  if (isScript(last)) {
    const end = last.content.at(-1)
    if (end && segment.sentence.field === 'body') end.end = segment.sentence.end
    return
  }
  if (!last.direct || quoted.length === 0) return
  const isWhole = tokens.every(
    ({ word }, i) => quoted[i] || (word.flags & (LOWER_CASE | CAPITAL)) === 0,
  )
  if (!isWhole) return
  for (const quote of quoted) {
    if (quote && quote.start >= (last.content.at(-1)?.end ?? 0)) {
      last.content.push({ start: quote.start, end: quote.end })
    }
  }
}
