import type { Term } from '../query/tree.ts'
import { type StoredSentences, isOfTitle } from '../reading.ts'
import type { Fragment } from '../search.ts'
import { stem } from './stem.ts'
import { foldLetters, isInWord } from '../text.ts'

const MAX_FRAGMENTS = 2
const MAX_FRAGMENT_LENGTH = 280

/** Any white space except a single plain space. */
const OTHER_SPACE = /[^\S ]/g

type Span = [start: number, end: number]

/** Finds the terms of a query in texts, in order and without overlaps. */
export function highlighter(terms: Term[]): (text: string) => Span[] {
  const matchers = terms.map(toMatcher)
  return (text) => {
    if (matchers.length === 0) return []
    const words = new TextWords(text)
    const spans: Span[] = []
    for (const matcher of matchers) addSpans(spans, words, matcher)
    if (spans.length < 2) return spans
    // Matches of one term are already in order.
    if (matchers.length > 1) spans.sort((a, b) => a[0] - b[0] || b[1] - a[1])
    return withoutOverlaps(spans)
  }
}

/** Finds words by prefix, so that few texts must be split into all their words. */
class TextWords {
  readonly #folded: string

  constructor(text: string) {
    this.#folded = foldLetters(text)
  }

  /** The start of the next word with this prefix; -1 if none. */
  find(beginning: string, from: number): number {
    let at = this.#folded.indexOf(beginning, from)
    while (at > 0 && this.#isInWord(at - 1)) at = this.#folded.indexOf(beginning, at + 1)
    return at
  }

  end(start: number): number {
    let end = start
    while (this.#isInWord(end)) end++
    return end
  }

  /** The start of the next word; the text's length if none. */
  next(from: number): number {
    let start = from
    while (start < this.#folded.length && !this.#isInWord(start)) start++
    return start
  }

  word(start: number, end: number): string {
    return this.#folded.slice(start, end)
  }

  /** False after the end, since the unit is NaN. */
  #isInWord(i: number): boolean {
    const unit = this.#folded.charCodeAt(i)
    if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
    return unit >= 0x80 && isInWord(this.#folded, i)
  }
}

/** Creates the fragments of hits for one query. */
export type FragmentsOf = (
  texts: { title: string; body: string },
  /** In stored form, since few of a page's hundreds of sentences are shown. */
  sentences: StoredSentences,
) => Fragment[]

/** Fragments: the title if it matches, and the sentences with most terms; otherwise the first sentence. */
export function fragmentsFor(terms: Term[]): FragmentsOf {
  const highlightTitle = highlighter(terms.filter(({ field }) => field !== 'body'))
  const highlightBody = highlighter(terms.filter(({ field }) => field !== 'title'))
  return ({ title, body }, sentences) => {
    const titleSpans = highlightTitle(title)
    const fragments: Fragment[] =
      titleSpans.length > 0 ? [{ field: 'title', text: title, spans: titleSpans }] : []
    for (const candidate of bestSentences(body, sentences, highlightBody(body))) {
      fragments.push(toFragment(body, candidate))
    }
    return fragments
  }
}

interface CandidateSentence {
  sentence: Span
  spans: Span[]
}

function bestSentences(
  body: string,
  sentences: StoredSentences,
  spans: Span[],
): CandidateSentence[] {
  const matching = matchingSentences(sentences, spans)
  if (matching.length === 0) return firstSentence(sentences)
  if (matching.length <= MAX_FRAGMENTS) return matching
  return matching
    .map((candidate) => ({ ...candidate, distinct: countDistinct(body, candidate.spans) }))
    .sort((a, b) => b.distinct - a.distinct || a.sentence[0] - b.sentence[0])
    .slice(0, MAX_FRAGMENTS)
    .sort((a, b) => a.sentence[0] - b.sentence[0])
}

/** Both are sorted. A phrase may span two sentences, each of which gets its part. */
function matchingSentences(sentences: StoredSentences, spans: Span[]): CandidateSentence[] {
  const matching: CandidateSentence[] = []
  let first = 0
  for (let i = 0; i < sentences.length && first < spans.length; i += 3) {
    const sentence = bodySentence(sentences, i)
    if (!sentence) continue
    const [from, to] = sentence
    while (first < spans.length && spans[first]![1] <= from) first++
    const own: Span[] = []
    for (let j = first; j < spans.length && spans[j]![0] < to; j++) {
      const [start, end] = spans[j]!
      own.push([Math.max(start, from), Math.min(end, to)])
    }
    if (own.length > 0) matching.push({ sentence, spans: own })
  }
  return matching
}

function firstSentence(sentences: StoredSentences): CandidateSentence[] {
  for (let i = 0; i < sentences.length; i += 3) {
    const sentence = bodySentence(sentences, i)
    if (sentence) return [{ sentence, spans: [] }]
  }
  return []
}

function bodySentence(sentences: StoredSentences, i: number): Span | null {
  const start = sentences[i + 1]!
  return isOfTitle(sentences[i]!) ? null : [start, start + sentences[i + 2]!]
}

function countDistinct(body: string, spans: Span[]): number {
  return new Set(spans.map(([start, end]) => body.slice(start, end).toLowerCase())).size
}

/** The sentence on one line, cut at words around its first span if long. */
function toFragment(body: string, { sentence, spans }: CandidateSentence): Fragment {
  const [start, end] = sentence
  const [from, to] = window(body, sentence, spans[0] ?? [start, start])
  const cutBefore = from > start ? '… ' : ''
  const cutAfter = to < end ? ' …' : ''
  const shift = cutBefore.length - from
  return {
    field: 'body',
    text: cutBefore + body.slice(from, to).replace(OTHER_SPACE, ' ') + cutAfter,
    spans: spans
      .filter(([spanStart, spanEnd]) => spanStart >= from && spanEnd <= to)
      .map(([spanStart, spanEnd]) => [spanStart + shift, spanEnd + shift]),
  }
}

/** The first span is never cut. */
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

/** Half of a surrogate pair. */
const isSecondHalf = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

interface TermMatcher {
  /** The prefix of a match's first word. */
  beginning: string
  /** The end of a match that starts there; -1 if there is none. */
  end: (words: TextWords, start: number) => number
}

function toMatcher(term: Term): TermMatcher {
  switch (term.type) {
    case 'word':
      return sameStem(term.word)
    case 'prefix':
      return { beginning: term.prefix, end: (words, start) => words.end(start) }
    case 'phrase':
      return { beginning: term.words[0]!, end: (words, start) => endOf(term.words, words, start) }
  }
}

function sameStem(word: string): TermMatcher {
  const wanted = stem(word)
  const forms = new Map<string, boolean>()
  const isForm = (candidate: string): boolean => {
    const isKnown = forms.get(candidate)
    if (isKnown !== undefined) return isKnown
    const isOne = stem(candidate) === wanted
    forms.set(candidate, isOne)
    return isOne
  }
  return {
    // Stemming only changes endings.
    beginning: wanted.slice(0, Math.max(1, wanted.length - 2)),
    end(words, start) {
      const end = words.end(start)
      return isForm(words.word(start, end)) ? end : -1
    },
  }
}

function endOf(phrase: string[], words: TextWords, start: number): number {
  let [from, end] = [start, start]
  for (const word of phrase) {
    end = words.end(from)
    if (words.word(from, end) !== word) return -1
    from = words.next(end)
  }
  return end
}

function addSpans(spans: Span[], words: TextWords, { beginning, end }: TermMatcher): void {
  for (let start = words.find(beginning, 0); start >= 0;) {
    const matched = end(words, start)
    if (matched >= 0) spans.push([start, matched])
    start = words.find(beginning, words.end(start))
  }
}

function withoutOverlaps(sorted: Span[]): Span[] {
  const kept: Span[] = []
  for (const span of sorted) {
    const last = kept.at(-1)
    if (!last || span[0] >= last[1]) kept.push(span)
  }
  return kept
}
