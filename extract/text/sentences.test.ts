import { describe, expect, it } from 'vitest'
import { readSentences } from './sentences.ts'

const sentencesOf = (body: string) => {
  return readSentences('', body).map(({ start, end }) =>
    body.slice(start, end).replace(/\s+/g, ' '),
  )
}

describe('sentences', () => {
  it('numbers the title 0 and the body from 1', () => {
    expect(readSentences(' Talks resume ', 'They met.\n')).toEqual([
      { n: 0, field: 'title', start: 1, end: 13 },
      { n: 1, field: 'body', start: 0, end: 9 },
    ])
  })

  it('has no sentence for an empty title or body', () => {
    expect(readSentences('  ', '\n\n')).toEqual([])
  })

  it.each([
    ['a title before a name', 'Mr. Orlov met Gen. Hale. They spoke.', 2],
    ['initials', 'J. R. Barlow won. L. Mammadova lost.', 2],
    ['a company at the end', 'She left Acme Inc. The firm fell.', 2],
    ['a company inside', 'Acme Inc. Chairman Tom Barlow left.', 1],
    ['a state', 'He flew to the U.S. on Monday.', 1],
    ['a state at the end', 'He flew to the U.S. The trip was short.', 2],
    ['a month', 'It opens on Jan. 5 at noon. Come early.', 2],
    ['a number', 'See No. 5 for 3.5 pct. Prices rose 1.2 mln.', 2],
    ['a clock', 'They met at 5 p.m. on Friday.', 1],
    ['a quote', '"We will go." They did not.', 2],
    ['a question in a quote with its speaker', '"Why now?" Barlow asked. Nobody knew.', 2],
    ['a question in a quote that goes on small', '"Why now?" he asked.', 1],
    ['curly quotes', '“We will go.” They did not.', 2],
    ['an ellipsis that goes on', 'We think... and so do they. Fine.', 2],
    ['an ellipsis that ends', 'We think...  And so do they.', 2],
    ['a space lost in scraping', 'The talks ended.The minister left.', 2],
    ['an address', 'Node.js and Booking.com grew.', 1],
    ['several signs', 'Really?! Yes.', 2],
  ])('knows %s', (_, body, count) => {
    expect(sentencesOf(body)).toHaveLength(count)
  })

  it('takes a single line break for a space, also inside a name', () => {
    expect(sentencesOf('Jeyhun\nBayramov met the\nenvoy.')).toEqual([
      'Jeyhun Bayramov met the envoy.',
    ])
  })

  it('begins a paragraph at a blank or an indented line', () => {
    expect(sentencesOf('A heading\n\nOne\n    Two\n\r\nThree')).toEqual([
      'A heading',
      'One',
      'Two',
      'Three',
    ])
  })

  it('parts a list, and a live blog by its times', () => {
    expect(sentencesOf('Agenda:\n- grain\n- ports\n• rail')).toEqual([
      'Agenda:',
      '- grain',
      '- ports',
      '• rail',
    ])
    expect(sentencesOf('14:05 Talks begin\n14:40 Minister arrives\n[15:10] A break')).toHaveLength(
      3,
    )
  })

  it('does not take wrapped text for a list', () => {
    expect(sentencesOf('The ministers of two states\n- both new -\nmet.')).toHaveLength(1)
  })

  it('leaves 2,000 words whole and cuts the next at a word', () => {
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')
    expect(sentencesOf(words(2000))).toHaveLength(1)
    const cut = sentencesOf(words(4001))
    expect(cut.map((sentence) => sentence.split(' ').length)).toEqual([2000, 2000, 1])
    expect(cut[1]).toMatch(/^w2000 /)
  })
})
