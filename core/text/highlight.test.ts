import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fragmentsFor, highlighter } from './highlight.ts'
import { queryOf } from '#tests/query-of.ts'
import { positiveTerms } from '../query/terms.ts'
import { words } from '../text.ts'

const termsOf = (query: string) => positiveTerms(queryOf(query))

function marked(text: string, query: string): string[] {
  return highlighter(termsOf(query))(text).map(([start, end]) => text.slice(start, end))
}

describe('highlighter', () => {
  it.each([
    ['The ships ship, shipping.', 'ship', ['ships', 'ship', 'shipping']],
    ['Happiness and the happy.', 'happy', ['Happiness', 'happy']],
    ['Şahin, sahin, ŞAHİN!', 'şahin', ['Şahin', 'sahin', 'ŞAHİN']],
    ['Ports, portal, airport.', 'port*', ['Ports', 'portal']],
    ['No grain-deal: grain, deal.', '"grain deal"', ['grain-deal', 'grain, deal']],
    ['grain grain deal', '"grain deal" grain', ['grain', 'grain deal']],
    ['𝔘nion and 𝔘nions', '𝔘nion', ['𝔘nion', '𝔘nions']],
    ['a b a b a', '"a b a"', ['a b a']],
    ['Nothing.', 'else', []],
    ['', 'else', []],
    ['Some text.', '-some', []],
    ['Deals, and a deal in grain.', 'deal NEAR/2 grain', ['deal', 'grain']],
  ])('marks in %j for %j', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected)
  })

  it('gives spans in order, without overlaps, each of whole words', () => {
    const word = fc.constantFrom('ship', 'ships', 'The', 'şah', 'é', 'a', 'b')
    const text = fc.array(fc.tuple(word, fc.constantFrom(' ', ', ', '\n', '-')), { maxLength: 30 })
    const query = fc.constantFrom('ship', '"a b"', 'a OR b OR "a b"', 'shi*', 'the "ship a" sah*')
    fc.assert(
      fc.property(text, query, (parts, asked) => {
        const written = parts.flat().join('')
        const [starts, ends] = [
          words(written).map((w) => w.start),
          words(written).map((w) => w.end),
        ]

        let last = 0
        for (const [start, end] of highlighter(termsOf(asked))(written)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(starts).toContain(start)
          expect(ends).toContain(end)
          last = end
        }
      }),
    )
  })
})

describe('fragmentsFor', () => {
  const body = 'Rain today.\nMore rain, more grain.\nGrain and rain and snow.\nNothing.'
  const sentences = [...body.matchAll(/.+/g)].flatMap(({ 0: line, index }, i) => [
    i + 1,
    index,
    line.length,
  ])
  const textsFor = (query: string, title = 'A title') =>
    fragmentsFor(termsOf(query))({ title, body }, [0, 0, title.length, ...sentences]).map(
      ({ text }) => text,
    )

  it('shows the two sentences with most of the words, in their order', () => {
    expect(textsFor('rain grain snow')).toEqual([
      'More rain, more grain.',
      'Grain and rain and snow.',
    ])
  })

  it('shows the first of equal ones', () => {
    expect(textsFor('rain')).toEqual(['Rain today.', 'More rain, more grain.'])
  })

  it('shows the title before them where it has a word', () => {
    expect(textsFor('snow', 'Snow!')).toEqual(['Snow!', 'Grain and rain and snow.'])
  })

  it('shows the beginning where only the title has a word', () => {
    expect(textsFor('title')).toEqual(['A title', 'Rain today.'])
  })

  it('shows a word only where it was searched for', () => {
    expect(textsFor('title:rain snow', 'Rain')).toEqual(['Rain', 'Grain and rain and snow.'])
    expect(textsFor('body:rain', 'Rain')).toEqual(['Rain today.', 'More rain, more grain.'])
  })

  it('shows nothing of an article without text', () => {
    expect(fragmentsFor(termsOf('rain'))({ title: '', body: '' }, [])).toEqual([])
  })
})
