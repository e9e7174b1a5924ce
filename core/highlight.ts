import type { Sentence } from './article.ts'
import type { Term } from './query/parse.ts'
import type { Fragment } from './search.ts'
import { stem } from './stem.ts'
import { foldWord, foldedUnit, isAscii, isInWord } from './text.ts'

const MAX_FRAGMENTS = 2
const MAX_FRAGMENT_LENGTH = 280

/** Any that is not a plain space already. */
const OTHER_SPACE = /[^\S ]/g

type Span = [start: number, end: number]

/** Where a text holds the terms of a query, in order and without overlaps. */
export function highlight(text: string, terms: Term[]): Span[] {
  if (terms.length === 0) return []
  const words = new TextWords(text)
  const spans = matchersOf(terms).flatMap((matcher) => spansOf(words, matcher))
  return withoutOverlaps(spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]))
}

/** The words of a text, looked for by how they begin: few texts have to be split into all of theirs. */
class TextWords {
  readonly #text: string
  /** In small letters where it is all ASCII; null where it has more to fold. */
  readonly #plain: string | null

  constructor(text: string) {
    this.#text = text
    this.#plain = isAscii(text) ? text.toLowerCase() : null
  }

  /** Where the next word that begins so starts; -1 if there is none. */
  find(beginning: string, from: number): number {
    return this.#plain === null ? this.#scan(beginning, from) : this.#look(beginning, from)
  }

  end(start: number): number {
    let end = start
    while (end < this.#text.length && isInWord(this.#text, end)) end++
    return end
  }

  /** Where the next word starts; the text's length if there is none. */
  next(from: number): number {
    let start = from
    while (start < this.#text.length && !isInWord(this.#text, start)) start++
    return start
  }

  word(start: number, end: number): string {
    return this.#plain?.slice(start, end) ?? foldWord(this.#text, start, end)
  }

  #look(beginning: string, from: number): number {
    let at = this.#plain!.indexOf(beginning, from)
    while (at > 0 && isInWord(this.#text, at - 1)) at = this.#plain!.indexOf(beginning, at + 1)
    return at
  }

  #scan(beginning: string, from: number): number {
    for (let at = this.next(from); at < this.#text.length; at = this.next(this.end(at))) {
      if (this.#begins(at, beginning)) return at
    }
    return -1
  }

  #begins(at: number, beginning: string): boolean {
    for (let i = 0; i < beginning.length; i++) {
      if (foldedUnit(this.#text, at + i) !== beginning.charCodeAt(i)) return false
    }
    return true
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
  const matching = matchingSentences(sentences, spans)
  if (matching.length === 0)
    return sentences.slice(0, 1).map((sentence) => ({ sentence, spans: [] }))
  if (matching.length <= MAX_FRAGMENTS) return matching
  return matching
    .map((candidate) => ({ ...candidate, distinct: countDistinct(body, candidate.spans) }))
    .sort((a, b) => b.distinct - a.distinct || a.sentence.n - b.sentence.n)
    .slice(0, MAX_FRAGMENTS)
    .sort((a, b) => a.sentence.n - b.sentence.n)
}

/** Both come in order. A phrase may go on in the next sentence: then each has its part of it. */
function matchingSentences(sentences: Sentence[], spans: Span[]): Candidate[] {
  const matching: Candidate[] = []
  let first = 0
  for (const sentence of sentences) {
    while (first < spans.length && spans[first]![1] <= sentence.start) first++
    if (first === spans.length) break
    const own: Span[] = []
    for (let i = first; i < spans.length && spans[i]![0] < sentence.end; i++) {
      const [start, end] = spans[i]!
      own.push([Math.max(start, sentence.start), Math.min(end, sentence.end)])
    }
    if (own.length > 0) matching.push({ sentence, spans: own })
  }
  return matching
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
    text: cutBefore + body.slice(from, to).replace(OTHER_SPACE, ' ') + cutAfter,
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
  beginning: string
  /** Where the match ends whose first word starts there; -1 if it is none. */
  end: (words: TextWords, start: number) => number
}

/** A search has the same terms for all of its hits. */
const known = new WeakMap<Term[], Matcher[]>()

function matchersOf(terms: Term[]): Matcher[] {
  const matchers = known.get(terms) ?? terms.map(toMatcher)
  known.set(terms, matchers)
  return matchers
}

function toMatcher(term: Term): Matcher {
  switch (term.type) {
    case 'word':
      return sameStem(term.word)
    case 'prefix':
      return { beginning: term.prefix, end: (words, start) => words.end(start) }
    case 'phrase':
      return { beginning: term.words[0]!, end: (words, start) => endOf(term.words, words, start) }
  }
}

function sameStem(word: string): Matcher {
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

function spansOf(words: TextWords, { beginning, end }: Matcher): Span[] {
  const spans: Span[] = []
  for (let start = words.find(beginning, 0); start >= 0;) {
    const matched = end(words, start)
    if (matched >= 0) spans.push([start, matched])
    start = words.find(beginning, words.end(start))
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
