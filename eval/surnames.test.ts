import { describe, expect, it } from 'vitest'
import { sharedData } from '#tests/shared-data.ts'
import { storiesById, readSurnameLabels } from './labels.ts'
import { readReuters, type ReutersStory } from './reuters.ts'
import { scoreSurnames } from './surnames.ts'

const shared = sharedData('data/reuters.jsonl.gz') && sharedData('.')
const BODY =
  'Minister Ada Roe met Acme Corp. "No," said Robert Poole. Roe spoke to Acme. Poole said no.'
const story: ReutersStory = {
  id: 'invented',
  title: '',
  body: BODY,
  dateline: null,
  gold: { places: [], people: [], orgs: [] },
}
const stories = new Map([[story.id, story]])

function label(word: string, name: string | null) {
  const start = BODY.lastIndexOf(word)
  const full: [number, number] | null = name
    ? [BODY.indexOf(name), BODY.indexOf(name) + name.length]
    : null
  return { id: story.id, start, end: start + word.length, full }
}

describe('the score of surnames', () => {
  it('is full for words linked to the names they stand for', () => {
    const labels = [label('Roe', 'Ada Roe'), label('Poole', 'Robert Poole'), label('Acme', null)]

    expect(scoreSurnames(labels, stories)).toMatchObject({ precision: 100, recall: 100 })
  })

  it('counts a word linked to another name as wrong and as missing', () => {
    const labels = [label('Roe', 'Robert Poole'), label('Poole', 'Robert Poole')]

    expect(scoreSurnames(labels, stories)).toMatchObject({ precision: 50, recall: 50 })
  })

  it('counts a link of a word that stands for no name as wrong', () => {
    expect(scoreSurnames([label('Roe', null)], stories).precision).toBe(0)
  })
})

/** The data set is not in the repository; other tests cover the code. */
if (shared)
  it('surname links in news match the committed table, less a point', () => {
    const { precision, recall } = scoreSurnames(
      readSurnameLabels(),
      storiesById(readReuters(shared)),
    )

    expect(precision).toBeGreaterThanOrEqual(97.8)
    expect(recall).toBeGreaterThanOrEqual(97.3)
  })
