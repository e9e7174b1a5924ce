import type { Sentence } from '#core/article.ts'
import { ALL_CAPS, CAPITAL, HONORIFIC, LOWER_CASE, ROLE, SPEECH } from './flags.ts'
import { readSegment, type Segment } from './segment.ts'

/** An article in words, with what the whole of it says about single ones. */
export interface Document {
  title: Segment | null
  body: Segment[]
  /** Words that stand in lower case somewhere: at a sentence's start they are no names. */
  lower: Set<string>
  /** Capitalised words that speak alone ("Patel said") or follow "Mr": somebody's surname, as a rule. */
  speakers: Set<string>
  /** Words that follow "Mr" or a function: somebody is called so. */
  called: Set<string>
  /** Words that stand with a capital in prose. */
  capitals: Set<string>
}

export function readDocument(title: string, body: string, sentences: Sentence[]): Document {
  const segments = sentences.map((sentence) => {
    return readSegment(sentence, sentence.field === 'title' ? title : body)
  })
  const document: Document = {
    title: segments[0]?.sentence.field === 'title' ? segments[0] : null,
    body: segments.filter(({ sentence }) => sentence.field === 'body'),
    lower: new Set(),
    speakers: new Set(),
    called: new Set(),
    capitals: new Set(),
  }
  for (const segment of segments) if (segment.style !== 'capitals') gather(segment, document)
  return document
}

function gather({ tokens, style }: Segment, { lower, speakers, called, capitals }: Document): void {
  for (let i = 0; i < tokens.length; i++) {
    const { flags, lower: form, text } = tokens[i]!.word
    if (flags & LOWER_CASE) lower.add(form)
    if (style !== 'prose' || (flags & CAPITAL) === 0) continue
    capitals.add(text)
    if (flags & ALL_CAPS) continue
    const before = tokens[i - 1]?.word.flags ?? 0
    const after = tokens[i + 1]?.word.flags ?? 0
    if (before & CAPITAL && before & (HONORIFIC | ROLE)) called.add(text)
    const isTitled = (before & HONORIFIC) !== 0 && (before & CAPITAL) !== 0
    if (isTitled || ((before & CAPITAL) === 0 && (after & SPEECH) !== 0)) speakers.add(text)
  }
}
