import { describe, expect, it } from 'vitest'
import { loadTagger } from '#extract/tagger/tagger.ts'
import { sharedData } from '#tests/shared-data.ts'
import { findByTagger } from './find-by-tagger.ts'
import { findByExtract, findInTextByTagger as findInText, onRunningText } from './find-in-text.ts'
import { type GoldArticle, type ScoreRow, readWorldNews, scoreWorldNews } from './world-news.ts'

/** One point below docs/quality.md. */
const TAGGER_FLOORS = { PER: 88.5, LOC: 81.4, ORG: 69.8, all: 80.5 }
const FLOORS = { PER: 88.9, LOC: 82.5, ORG: 72.4, all: 81.9 }
const DISTINCT_FLOORS = { PER: 87.9, ORG: 71 }
const MOST_LOST_TO_WORDS = 1

const shared = sharedData('data/ner/dev/worldwide-dev.jsonl.gz') && sharedData('.')
const article: GoldArticle = {
  sentences: [
    {
      tokens: ['Ada', 'Roe', 'left', 'Baku', '.'],
      spans: [
        { from: 0, to: 2, type: 'PER' },
        { from: 3, to: 4, type: 'LOC' },
      ],
    },
    { tokens: ['Roe', 'spoke'], spans: [{ from: 0, to: 1, type: 'PER' }] },
  ],
}
const distinctF1 = (lines: ScoreRow[]) =>
  Object.fromEntries(lines.map(({ name, distinct }) => [name, distinct.f1]))
const f1 = (lines: ScoreRow[]) =>
  Object.fromEntries(lines.map(({ name, exact }) => [name, exact.f1]))

describe('the score', () => {
  it('is full if all names are found', () => {
    const lines = scoreWorldNews([article], () => article.sentences.map(({ spans }) => spans))

    expect(f1(lines)).toEqual({ PER: 100, LOC: 100, ORG: 0, all: 100 })
    expect(lines.map(({ distinct }) => distinct.f1)).toEqual([100, 100, 0, 100])
  })

  it('counts a name of another length as overlapping, not as right', () => {
    const lines = scoreWorldNews([article], () => [[{ from: 1, to: 2, type: 'PER' }], []])

    expect(lines[0]!.exact.f1).toBe(0)
    expect(lines[0]!.overlap).toMatchObject({ precision: 100, recall: 50 })
  })

  it('has the same interval every time', () => {
    const find = () => [[{ from: 0, to: 2, type: 'PER' }], []]
    const lines = () => scoreWorldNews([article, article], find)

    expect(lines()).toEqual(lines())
  })
})

function expectAbove(scores: Record<string, number>, floors: Record<string, number>): void {
  for (const [type, floor] of Object.entries(floors)) {
    expect(scores[type], type).toBeGreaterThan(floor)
  }
}

/** The data set is not in the repository; other tests cover the code. */
if (shared)
  describe('the names in world news', () => {
    const tagger = loadTagger()

    it('match the committed table, and almost as well in running text', () => {
      const news = readWorldNews(shared)

      const given = f1(scoreWorldNews(news, findByTagger(tagger)))
      const running = f1(scoreWorldNews(news, onRunningText(findInText(tagger))))

      expectAbove(given, TAGGER_FLOORS)
      expect(running.all).toBeGreaterThan(given.all! - MOST_LOST_TO_WORDS)
    })

    it('are no fewer after all rules, on which the graph is built', () => {
      const lines = scoreWorldNews(readWorldNews(shared), onRunningText(findByExtract))

      expectAbove(f1(lines), FLOORS)
      expectAbove(distinctF1(lines), DISTINCT_FLOORS)
    })
  })
