import type { Sentence } from './article.ts'
import type { Term } from './query/parse.ts'
import type { Fragment } from './search.ts'
import { stem } from './stem.ts'
import { foldWord, foldedUnit, scanWords } from './text.ts'

const MAX_FRAGMENTS = 2
const MAX_FRAGMENT_LENGTH = 280

type Span = [start: number, end: number]

/** Where a text holds the terms of a query, in order and without overlaps. */
export function highlight(text: string, terms: Term[]): Span[] {
  if (terms.length === 0) return []
  const found = new TextWords(text)
  const spans = terms.map(toMatcher).flatMap((matches) => spansOf(found, matches))
  return withoutOverlaps(spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]))
}

/** The words of a text, folded only when looked at. */
class TextWords {
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    scanWords(text, (start, end) => {
      this.starts.push(start)
      this.ends.push(end)
    })
  }

  /** Most words are told apart by their first unit. */
  begins(i: number, unit: number): boolean {
    return foldedUnit(this.#text, this.starts[i]!) === unit
  }

  word(i: number): string {
    return i < this.starts.length ? foldWord(this.#text, this.starts[i]!, this.ends[i]!) : ''
  }
}

/** What to show of a hit: the title if it holds a term, and the sentences with most of them; else the first sentence. */
export function fragmentsOf(
  { title, body }: { title: string; body: string },
  sentences: Sentence[],
  terms: Term[],
): Fragment[] {
  const titleSpans = highlight(title, terms)
  const inTitle: Fragment[] =
    titleSpans.length > 0 ? [{ field: 'title', text: title, spans: titleSpans }] : []
  const inBody = sentences.filter(({ field }) => field === 'body')
  const best = bestSentences(body, inBody, highlight(body, terms))
  return [...inTitle, ...best.map(({ sentence, spans }) => toFragment(body, sentence, spans))]
}

interface Candidate {
  sentence: Sentence
  spans: Span[]
}

function bestSentences(body: string, sentences: Sentence[], spans: Span[]): Candidate[] {
  const candidates = spansBySentence(sentences, spans)
  const matching = candidates
    .filter((candidate) => candidate.spans.length > 0)
    .map((candidate) => ({ ...candidate, distinct: countDistinct(body, candidate.spans) }))
    .sort((a, b) => b.distinct - a.distinct || a.sentence.n - b.sentence.n)
    .slice(0, MAX_FRAGMENTS)
    .sort((a, b) => a.sentence.n - b.sentence.n)
  return matching.length > 0 ? matching : candidates.slice(0, 1)
}

/** Both come in order. A phrase may go on in the next sentence: then each has its part of it. */
function spansBySentence(sentences: Sentence[], spans: Span[]): Candidate[] {
  let first = 0
  return sentences.map((sentence) => {
    while (first < spans.length && spans[first]![1] <= sentence.start) first++
    const own: Span[] = []
    for (let i = first; i < spans.length && spans[i]![0] < sentence.end; i++) {
      const [start, end] = spans[i]!
      own.push([Math.max(start, sentence.start), Math.min(end, sentence.end)])
    }
    return { sentence, spans: own }
  })
}

function countDistinct(body: string, spans: Span[]): number {
  return new Set(spans.map(([start, end]) => body.slice(start, end).toLowerCase())).size
}

/** The sentence, cut at words around its first span where it is long, with single spaces for the line breaks of a wire. */
function toFragment(body: string, { start, end }: Sentence, spans: Span[]): Fragment {
  const [from, to] = window(body, [start, end], spans[0] ?? [start, start])
  const cutBefore = from > start ? '… ' : ''
  const cutAfter = to < end ? ' …' : ''
  const shift = cutBefore.length - from
  return {
    field: 'body',
    text: cutBefore + body.slice(from, to).replace(/\s/g, ' ') + cutAfter,
    spans: spans
      .filter(([spanStart, spanEnd]) => spanStart >= from && spanEnd <= to)
      .map(([spanStart, spanEnd]) => [spanStart + shift, spanEnd + shift]),
  }
}

/** The first span stays whole, however long it is. */
function window(body: string, [start, end]: Span, [focus, focusEnd]: Span): Span {
  if (end - start <= MAX_FRAGMENT_LENGTH) return [start, end]
  const ideal = Math.max(start, Math.min(focus - 80, end - MAX_FRAGMENT_LENGTH))
  const from = ideal === start ? start : wordStartFrom(body, ideal, focus)
  const to = wordEndBefore(body, Math.min(end, from + MAX_FRAGMENT_LENGTH), end)
  return [from, Math.max(to, focusEnd)]
}

function wordStartFrom(body: string, at: number, limit: number): number {
  let i = at
  while (i < limit && !/\s/.test(body[i - 1]!)) i++
  return i
}

function wordEndBefore(body: string, at: number, end: number): number {
  if (at === end) return end
  let i = at
  while (i > at - 40 && !/\s/.test(body[i]!)) i--
  return isSecondHalf(body.charCodeAt(i)) ? i - 1 : i
}

/** Of a character that takes two UTF-16 units. */
const isSecondHalf = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

interface Matcher {
  /** What the first word of a match begins with. */
  unit: number
  /** How many words from `i` on are a match, 0 if none. */
  length: (found: TextWords, i: number) => number
}

function toMatcher(term: Term): Matcher {
  switch (term.type) {
    case 'word':
      return sameStem(term.word)
    case 'prefix':
      return {
        unit: term.prefix.charCodeAt(0),
        length: (found, i) => (found.word(i).startsWith(term.prefix) ? 1 : 0),
      }
    case 'phrase':
      return {
        unit: term.words[0]!.charCodeAt(0),
        length: (found, i) =>
          term.words.every((word, k) => found.word(i + k) === word) ? term.words.length : 0,
      }
  }
}

function sameStem(word: string): Matcher {
  const wanted = stem(word)
  // Stemming only changes endings, so that few words have to be stemmed.
  const beginning = wanted.slice(0, Math.max(1, wanted.length - 2))
  return {
    unit: wanted.charCodeAt(0),
    length(found, i) {
      const candidate = found.word(i)
      return candidate.startsWith(beginning) && stem(candidate) === wanted ? 1 : 0
    },
  }
}

function spansOf(found: TextWords, { unit, length }: Matcher): Span[] {
  const spans: Span[] = []
  for (let i = 0; i < found.starts.length; i++) {
    const taken = found.begins(i, unit) ? length(found, i) : 0
    if (taken > 0) spans.push([found.starts[i]!, found.ends[i + taken - 1]!])
  }
  return spans
}

function withoutOverlaps(sorted: Span[]): Span[] {
  const kept: Span[] = []
  for (const span of sorted) {
    const last = kept.at(-1)
    if (!last || span[0] >= last[1]) kept.push(span)
  }
  return kept
}
