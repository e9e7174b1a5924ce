import type { Sentence } from '#core/article.ts'
import { ALL_CAPS, CAPITAL, HONORIFIC, LOWER_CASE, ROLE } from './flags.ts'
import { readSegment, type Segment } from './segment.ts'

/** An article in words, with what the whole of it says about single ones. */
export interface Document {
  title: Segment | null
  body: Segment[]
  /** Words that stand in lower case somewhere: at a sentence's start they are no names. */
  lower: Set<string>
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
    called: new Set(),
    capitals: new Set(),
  }
  for (const segment of segments) if (segment.style !== 'capitals') gather(segment, document)
  return document
}

function gather({ tokens, style }: Segment, { lower, called, capitals }: Document): void {
  for (let i = 0; i < tokens.length; i++) {
    const { flags, lower: form, text } = tokens[i]!.word
    if (flags & LOWER_CASE) lower.add(form)
    if (style !== 'prose' || (flags & CAPITAL) === 0) continue
    capitals.add(text)
    if (flags & ALL_CAPS) continue
    const before = tokens[i - 1]?.word.flags ?? 0
    if (before & CAPITAL && before & (HONORIFIC | ROLE)) called.add(text)
  }
}
