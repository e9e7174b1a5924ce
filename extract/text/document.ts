import type { Sentence } from '#core/article.ts'
import { ALL_CAPS, CAPITAL, HONORIFIC, LOWER_CASE, ROLE } from './flags.ts'
import { readSegment, type Segment } from './segment.ts'

/** A tokenized article, with word statistics over the whole text. */
export interface Document {
  title: Segment | null
  body: Segment[]
  /** Words seen in lower case; at the start of a sentence they are not names. */
  lowerWords: Set<string>
  /** Words seen after an honorific or a role, so they are somebody's name. */
  titled: Set<string>
  /** Words seen capitalised in prose. */
  capitalized: Set<string>
}

export function readDocument(title: string, body: string, sentences: Sentence[]): Document {
  const segments = sentences.map((sentence) => {
    return readSegment(sentence, sentence.field === 'title' ? title : body)
  })
  const document: Document = {
    title: segments[0]?.sentence.field === 'title' ? segments[0] : null,
    body: segments.filter(({ sentence }) => sentence.field === 'body'),
    lowerWords: new Set(),
    titled: new Set(),
    capitalized: new Set(),
  }
  for (const segment of segments) if (segment.style !== 'capitals') collect(segment, document)
  return document
}

function collect({ tokens, style }: Segment, { lowerWords, titled, capitalized }: Document): void {
  for (let i = 0; i < tokens.length; i++) {
    const { flags, lower: form, text } = tokens[i]!.word
    if (flags & LOWER_CASE) lowerWords.add(form)
    if (style !== 'prose' || (flags & CAPITAL) === 0) continue
    capitalized.add(text)
    if (flags & ALL_CAPS) continue
    const before = tokens[i - 1]?.word.flags ?? 0
    if (before & CAPITAL && before & (HONORIFIC | ROLE)) titled.add(text)
  }
}
