import type { Article, Quotation, Sentence, TextSpan } from './article.ts'
import type { Quote } from './search.ts'
import { singleSpaced } from './text.ts'

type Shown = Omit<Quote, 'article' | 'speaker'>

/** A quotation with the sentences that contain it. */
export function toQuote(
  quotation: Quotation,
  texts: Pick<Article, 'title' | 'body'>,
  sentences: readonly Sentence[],
): Shown {
  const { field, sentence, source, cue, content, direct, confidence } = quotation
  const text = texts[field]
  const passage = passageOf(quotation, sentences)
  const words = ({ start, end }: TextSpan) => singleSpaced(text.slice(start, end))
  return {
    sentence,
    source: source && words(source),
    cue: words(cue),
    content: content.map(words).join(' '),
    direct,
    confidence,
    text: text.slice(passage.start, passage.end),
    spans: partsOf(quotation).map(({ start, end, part }) => ({
      start: start - passage.start,
      end: end - passage.start,
      part,
    })),
  }
}

function partsOf({ source, cue, content }: Quotation): Quote['spans'] {
  const parts: Quote['spans'] = [{ ...cue, part: 'cue' }]
  if (source) parts.push({ ...source, part: 'source' })
  for (const span of content) parts.push({ ...span, part: 'content' })
  return parts.sort((a, b) => a.start - b.start)
}

/** From the start of the first sentence to the end of the last. */
function passageOf(quotation: Quotation, sentences: readonly Sentence[]): TextSpan {
  const parts = partsOf(quotation)
  const first = parts[0]!.start
  const last = Math.max(...parts.map(({ end }) => end))
  const own = sentences.filter(({ field, start, end }) => {
    return field === quotation.field && start < last && first < end
  })
  return {
    start: Math.min(first, own[0]?.start ?? first),
    end: Math.max(last, own.at(-1)?.end ?? last),
  }
}
