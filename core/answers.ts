import type { EntityKind } from './article.ts'
import { highlighter } from './text/highlight.ts'
import { positiveTerms } from './query/terms.ts'
import type { Query } from './query/tree.ts'
import type { ArticleView } from './search.ts'
import { words } from './text.ts'

/*
 * An answer is made of sentences that stand in the archive: those that have most of what a question tells of, close
 * together, with the kind of thing that it asks for. Nothing is generated.
 */

/** The kind of answer that the first words of a question ask for. */
export type AskedFor = 'who' | 'when' | 'where' | 'amount'

/** A word of a question; the fewer articles have it, the greater its `weight`. */
export interface TellingWord {
  query: Query
  weight: number
}

export interface Answer {
  article: Pick<ArticleView, 'id' | 'title' | 'publishedAt' | 'source'>
  /** The sentence's number in the article. */
  sentence: number
  text: string
  /** Spans of the question's words in `text`. */
  spans: [start: number, end: number][]
  /** From 0 to 1. */
  score: number
}

const STARTS: [AskedFor, RegExp][] = [
  [
    'amount',
    /^how\s+(?:much|many|large|big|high|far|long|old)\b|\bwhat\s+(?:percentage|price|share|number)\b/iu,
  ],
  ['who', /^(?:who|whom|whose)\b|\b(?:which|what)\s+(?:company|bank|minister|person|party)\b/iu],
  ['when', /^when\b|\b(?:what|which)\s+(?:year|day|date|month)\b/iu],
  ['where', /^where\b|\b(?:which|what)\s+(?:country|city|place)\b/iu],
]
const QUESTION =
  /^(?:who|whom|whose|what|when|where|which|why|how|did|does|do|is|are|was|were|has|have|will|can)\b|\?\s*$/iu

export const isQuestion = (text: string) => QUESTION.test(text.trim())

export function askedFor(text: string): AskedFor | null {
  return STARTS.find(([, start]) => start.test(text.trim()))?.[0] ?? null
}

const DATE =
  /\b(?:1[89]|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow)\b/iu
const AMOUNT = /\d/u
const KINDS: Partial<Record<AskedFor, readonly (EntityKind | 'place')[]>> = {
  who: ['person', 'organization'],
  where: ['country', 'place'],
}

/** Weight of words found only in the title or in the sentence before ("he said"). */
const CONTEXT = 0.4
/** Share of the question's weight that a sentence needs to count as evidence. */
const LEAST_COVERED = 0.55
/** Share of the question's words that the sentence and its context must contain. */
const LEAST_FOUND = 2 / 3
const LEAST_SCORE = 0.5
const WITHOUT_KIND = 0.7
/** Words of a question within so many characters count as close. */
const CLOSE = 160

/** The sentences of an article that may be answers, with scores. */
export function answersIn(
  article: ArticleView,
  asked: readonly TellingWord[],
  kind: AskedFor | null,
): Answer[] {
  const finders = asked.map(({ query, weight }) => ({
    weight,
    find: highlighter(positiveTerms(query)),
  }))
  const whole = asked.reduce((sum, { weight }) => sum + weight, 0)
  const found = article.sentences.map((sentence) => {
    const text = article[sentence.field].slice(sentence.start, sentence.end)
    return { sentence, text, spans: finders.map(({ find }) => find(text)) }
  })
  const inTitle = finders.map(({ find }) => find(article.title).length > 0)
  return found.flatMap(({ sentence, text, spans }, i) => {
    const before = found[i - 1]?.spans ?? []
    const shares: number[] = spans.map((own, k) =>
      own.length > 0 ? 1 : inTitle[k] || before[k]?.length ? CONTEXT : 0,
    )
    if (shares.filter((share) => share > 0).length < LEAST_FOUND * shares.length) return []
    const covered = shares.reduce((sum, share, k) => sum + share * finders[k]!.weight, 0)
    const here = spans.flat().sort(([a], [b]) => a - b)
    if (covered / whole < LEAST_COVERED || here.length === 0) return []
    const hasKind = kind === null || holdsKind(article, sentence.n, text, kind, here)
    const score = (covered / whole) * (0.85 + 0.15 * closeness(here)) * (hasKind ? 1 : WITHOUT_KIND)
    if (score < LEAST_SCORE) return []
    const { id, title, publishedAt, source } = article
    return {
      article: { id, title, publishedAt, source },
      sentence: sentence.n,
      text,
      spans: here,
      score,
    }
  })
}

function closeness(spans: readonly (readonly [number, number])[]): number {
  const reach = spans.at(-1)![1] - spans[0]![0]
  return Math.min(1, CLOSE / Math.max(reach, 1))
}

/** Whether the sentence has the kind of thing asked for, other than the question's own words. */
function holdsKind(
  article: ArticleView,
  n: number,
  text: string,
  kind: AskedFor,
  spans: readonly (readonly [number, number])[],
): boolean {
  if (kind === 'when') return DATE.test(text)
  if (kind === 'amount') return AMOUNT.test(text)
  const { start, field } = article.sentences.find((sentence) => sentence.n === n)!
  const isAsked = (at: number) => spans.some(([from, to]) => at - start >= from && at - start < to)
  return article.mentions.some(
    (mention) =>
      mention.sentence === n &&
      mention.field === field &&
      KINDS[kind]!.includes(mention.kind) &&
      !isAsked(mention.start),
  )
}

/** Lowers the score of further sentences from one outlet, so that answers come from several. */
const SAME_OUTLET = 0.92
const ALIKE = 0.7

/** The best sentences, one per story, without copies of a sentence. */
export function bestAnswers(answers: readonly Answer[], size: number): Answer[] {
  const left = [...answers]
  const chosen: Answer[] = []
  while (chosen.length < size && left.length > 0) {
    const outlets = new Map<string, number>()
    for (const { article } of chosen)
      outlets.set(article.source, (outlets.get(article.source) ?? 0) + 1)
    const worth = ({ score, article }: Answer) =>
      score * SAME_OUTLET ** (outlets.get(article.source) ?? 0)
    const best = left.reduce((a, b) => (worth(b) > worth(a) ? b : a))
    left.splice(left.indexOf(best), 1)
    if (!chosen.some((other) => isSameStory(other, best))) chosen.push(best)
  }
  return chosen
}

function isSameStory(one: Answer, other: Answer): boolean {
  if (one.article.id === other.article.id) return true
  const [a, b] = [one, other].map(({ text }) => new Set(words(text).map(({ word }) => word))) as [
    Set<string>,
    Set<string>,
  ]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / Math.max(1, Math.min(a.size, b.size)) >= ALIKE
}
