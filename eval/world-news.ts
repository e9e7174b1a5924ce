import { join } from 'node:path'
import { readSource, readSpans } from '../scripts/train/corpus.ts'
import { type Interval, interval } from './bootstrap.ts'
import { add, compare, type Counts, exact, none, overlap, type Score, type Span } from './score.ts'

/** The scored types. */
export const SCORED = ['PER', 'LOC', 'ORG'] as const
const SETS = [['PER'], ['LOC'], ['ORG'], [...SCORED]] as const

/** An article with hand-labelled names. */
export interface GoldArticle {
  sentences: { tokens: string[]; spans: Span[] }[]
}

/** Finds the names in an article's sentences, given as lists of words. */
export type Finder = (sentences: string[][]) => Span[][]

export interface Line {
  name: string
  exact: Score
  /** Bootstrap interval of the exact F1. */
  interval: Interval
  overlap: Score
  /** Counts each name once per article. */
  distinct: Score
}

export const worldNewsPath = (shared: string) => join(shared, 'data/ner/dev/worldwide-dev.jsonl.gz')

export function readWorldNews(shared: string): GoldArticle[] {
  const { articles } = readSource(worldNewsPath(shared), 'worldwide-dev')
  return articles.map(({ sentences }) => ({
    sentences: sentences.map(({ tokens, tags }) => ({ tokens, spans: readSpans(tags) })),
  }))
}

/** One row each for people, places and organizations, and one for all together. */
export function scoreWorldNews(articles: GoldArticle[], find: Finder): Line[] {
  const found = articles.map(({ sentences }) => find(sentences.map(({ tokens }) => tokens)))
  return SETS.map((types) => toLine(articles, found, types))
}

function toLine(articles: GoldArticle[], found: Span[][][], types: readonly string[]): Line {
  const isScored = ({ type }: Span) => types.includes(type)
  const counts = articles.map(({ sentences }, a) =>
    total(
      sentences.map(({ spans }, s) =>
        compare(spans.filter(isScored), found[a]![s]!.filter(isScored)),
      ),
    ),
  )
  const distinct = articles.map(({ sentences }, a) => {
    const names = (spans: Span[][]) => distinctNames(sentences, spans, isScored)
    return compare(names(sentences.map(({ spans }) => spans)), names(found[a]!))
  })
  return {
    name: types.length > 1 ? 'all' : types[0]!,
    exact: exact(total(counts)),
    interval: interval(counts, (drawn) => exact(total(drawn)).f1),
    overlap: overlap(total(counts)),
    distinct: exact(total(distinct)),
  }
}

function total(counts: Counts[]): Counts {
  const sum = none()
  for (const each of counts) add(sum, each)
  return sum
}

/** Each form and type once per article. */
function distinctNames(
  sentences: GoldArticle['sentences'],
  spans: Span[][],
  isScored: (span: Span) => boolean,
): Span[] {
  const forms = spans.flatMap((list, s) =>
    list.filter(isScored).map(({ from, to, type }) => {
      return `${type} ${sentences[s]!.tokens.slice(from, to).join(' ')}`
    }),
  )
  return [...new Set(forms)].map((type) => ({ from: 0, to: 1, type }))
}
