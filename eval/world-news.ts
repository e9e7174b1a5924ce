import { join } from 'node:path'
import { readSource, readSpans } from '../scripts/train/corpus.ts'
import { type ConfidenceInterval, interval } from './bootstrap.ts'
import {
  add,
  compareNames,
  type NameCounts,
  exact,
  none,
  overlap,
  type Score,
  type TypedSpan,
} from './score.ts'

/** The scored types. */
export const SCORED = ['PER', 'LOC', 'ORG'] as const
const SETS = [['PER'], ['LOC'], ['ORG'], [...SCORED]] as const

/** An article with hand-labelled names. */
export interface GoldArticle {
  sentences: { tokens: string[]; spans: TypedSpan[] }[]
}

/** Finds the names in an article's sentences, given as lists of words. */
export type NameFinder = (sentences: string[][]) => TypedSpan[][]

export interface ScoreRow {
  name: string
  exact: Score
  /** Bootstrap interval of the exact F1. */
  interval: ConfidenceInterval
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
export function scoreWorldNews(articles: GoldArticle[], find: NameFinder): ScoreRow[] {
  const found = articles.map(({ sentences }) => find(sentences.map(({ tokens }) => tokens)))
  return SETS.map((types) => toLine(articles, found, types))
}

function toLine(
  articles: GoldArticle[],
  found: TypedSpan[][][],
  types: readonly string[],
): ScoreRow {
  const isScored = ({ type }: TypedSpan) => types.includes(type)
  const counts = articles.map(({ sentences }, a) =>
    total(
      sentences.map(({ spans }, s) =>
        compareNames(spans.filter(isScored), found[a]![s]!.filter(isScored)),
      ),
    ),
  )
  const distinct = articles.map(({ sentences }, a) => {
    const names = (spans: TypedSpan[][]) => distinctNames(sentences, spans, isScored)
    return compareNames(names(sentences.map(({ spans }) => spans)), names(found[a]!))
  })
  return {
    name: types.length > 1 ? 'all' : types[0]!,
    exact: exact(total(counts)),
    interval: interval(counts, (drawn) => exact(total(drawn)).f1),
    overlap: overlap(total(counts)),
    distinct: exact(total(distinct)),
  }
}

function total(counts: NameCounts[]): NameCounts {
  const sum = none()
  for (const each of counts) add(sum, each)
  return sum
}

/** Each form and type once per article. */
function distinctNames(
  sentences: GoldArticle['sentences'],
  spans: TypedSpan[][],
  isScored: (span: TypedSpan) => boolean,
): TypedSpan[] {
  const forms = spans.flatMap((list, s) =>
    list.filter(isScored).map(({ from, to, type }) => {
      return `${type} ${sentences[s]!.tokens.slice(from, to).join(' ')}`
    }),
  )
  return [...new Set(forms)].map((type) => ({ from: 0, to: 1, type }))
}
