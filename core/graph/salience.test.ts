import { describe, expect, it } from 'vitest'
import type { TextPart, Mention, Via } from '../article.ts'
import { bySalience, type SalientName } from './salience.ts'

const PERU = { id: 'country-pe', kind: 'country', name: 'Peru', count: 1 } as const
const CHILE = { id: 'country-cl', kind: 'country', name: 'Chile', count: 1 } as const

function mention(
  place: TextPart | number,
  via: Via = 'gazetteer',
  entity: string = PERU.id,
): Mention {
  const field = typeof place === 'number' ? 'body' : place
  const sentence = { title: 0, dateline: null, body: Number(place) }[field]
  const text = { start: 0, end: 4, surface: 'Peru', name: 'Peru' }
  return { ...text, field, sentence, kind: 'country', entity, via, confidence: 1 }
}

const peru = (...mentions: Mention[]): SalientName => bySalience([PERU], mentions)[0]!

describe('the salience of a name', () => {
  it.each([
    ['one place far down', [mention(9)], 1],
    ['three places', [mention(7), mention(8), mention(9)], 2],
    ['the title', [mention('title')], 3],
    ['the lead', [mention(2)], 2],
    ['the lead, however often', [mention(1), mention(1), mention(2)], 3],
    ['title, lead and dateline', [mention('title'), mention(1), mention('dateline')], 5.08],
    ['the word for a people', [mention(9, 'demonym')], 0.85],
    ['a capital', [mention(9, 'capital')], 0.49],
  ])('weighs where it stands and how often: %s', (_, mentions, salience) => {
    expect(peru(...mentions).salience).toBe(salience)
  })

  it('says where and how often', () => {
    expect(peru(mention('title'), mention(3, 'demonym'), mention('dateline'))).toMatchObject({
      ...PERU,
      mentions: 2,
      inTitle: true,
      inLead: false,
    })
  })

  it('counts no byline', () => {
    expect(peru(mention(1, 'byline'))).toMatchObject({ salience: 0, mentions: 0, about: false })
  })

  it('knows a name of which nothing was read', () => {
    expect(peru()).toMatchObject({ salience: 0, mentions: 0, about: false })
  })
})

describe('what an article is about', () => {
  it.each([
    ['what its title names', true, [mention('title')]],
    ['what its lead names', true, [mention(2)]],
    ['what it names twice', true, [mention(8), mention(9, 'demonym')]],
    ['what it names once, far down', false, [mention(3)]],
    ['where it was written', false, [mention(9), mention('dateline')]],
    ['a capital alone', false, [mention('title', 'capital'), mention(1, 'capital')]],
    ['a capital with its country', true, [mention(8, 'capital'), mention(9)]],
  ])('%s: %s', (_, about, mentions) => {
    expect(peru(...mentions).about).toBe(about)
  })
})

describe('the names of an article', () => {
  const chile = (place: TextPart | number) => mention(place, 'gazetteer', CHILE.id)
  const order = (names: (typeof PERU | typeof CHILE)[], mentions: Mention[]) =>
    bySalience(names, mentions).map(({ name }) => name)

  it('come strongest first', () => {
    expect(order([PERU, CHILE], [mention(8), mention(9), chile('title')])).toEqual([
      'Chile',
      'Peru',
    ])
  })

  it('come, where equally strong, by sentences and then by id', () => {
    expect(order([PERU, CHILE], [mention(9), chile(8)])).toEqual(['Chile', 'Peru'])
    const often = [CHILE, { ...PERU, count: 2 } as unknown as typeof PERU]
    expect(order(often, [mention(9), chile(8)])).toEqual(['Peru', 'Chile'])
  })
})
