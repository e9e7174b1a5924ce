import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidy } from './tidy.ts'

const TEXT = 'The dam is dry.\n\n“It was full in May,” the warden said.'

describe('a byline', () => {
  it.each([
    ['By Ana Ferro', ['Ana Ferro']],
    ['By ANA FERRO and JO ROE', ['Ana Ferro', 'Jo Roe']],
    ['by Ana Ferro, Jo Roe', ['Ana Ferro', 'Jo Roe']],
    ['By Ana de la Cruz | Cape Courier', ['Ana de la Cruz']],
    ['By Ana Ferro in Lima', ['Ana Ferro']],
    ['By Ana Ferro 3 March 2024', ['Ana Ferro']],
  ])('is cut off at the top: %s', (line, authors) => {
    expect(tidy(`${line}\n\n${TEXT}`, false)).toMatchObject({
      body: TEXT,
      byline: { text: line, authors },
    })
  })

  it.each([
    'By March the dam was dry.',
    'By Monday Ana Ferro had left for good.',
    'By land and by sea',
    'Bypass Opens',
    'By Ana Ferro, who was there.',
  ])('is not: %s', (line) => {
    expect(tidy(`${line}\n\n${TEXT}`, false).body).toBe(`${line}\n\n${TEXT}`)
  })

  it('is not a line of a wrapped paragraph that begins like one', () => {
    const wrapped = 'The dam was built\nBy Ferro Ana Corp, Roe Inc and\nothers.'

    expect(tidy(wrapped, false).body).toBe(wrapped)
    expect(tidy(`By Ana Ferro, Roe Inc\nand others.`, false).byline).toBeNull()
  })

  it('may follow a subtitle', () => {
    expect(tidy(`EXCLUSIVE\n\nBy Ana Ferro\n\n${TEXT}`, false)).toMatchObject({
      body: `EXCLUSIVE\n\n${TEXT}`,
      byline: { authors: ['Ana Ferro'] },
    })
  })

  it('is a name alone on the last line, above boilerplate', () => {
    expect(tidy(`${TEXT}\n\nAna Ferro\n\nLeave a review`, false)).toEqual({
      body: TEXT,
      dateline: null,
      byline: { text: 'Ana Ferro', authors: ['Ana Ferro'] },
      tail: 'Leave a review',
    })
    expect(tidy(`${TEXT}\nAna-Maria Ferro-Roe`, false).byline?.authors).toEqual([
      'Ana-Maria Ferro-Roe',
    ])
  })

  it('is the credit that agencies put at the end', () => {
    const credit = '(Reporting by Ana Ferro and Jo Roe; Editing by Max Moe)'

    expect(tidy(`${TEXT}\n\n${credit}`, false).byline).toEqual({
      text: credit,
      authors: ['Ana Ferro', 'Jo Roe'],
    })
  })

  it.each(['Cape Research', 'He left', 'United Nations', 'Total 17', 'Ana'])(
    'is not every short last line: %s',
    (line) => {
      expect(tidy(`${TEXT}\n\n${line}`, false).body).toBe(`${TEXT}\n\n${line}`)
    },
  )

  it('is not the end of a wrapped line', () => {
    const wrapped = 'The dam was closed by the new warden,\nAna Ferro'

    expect(tidy(wrapped, false).body).toBe(wrapped)
  })
})

describe('a tail', () => {
  it.each([
    'Follow us on social networks',
    'Leave a review\n\nPolitics\n\nFollow us on social networks\n\nNews Line',
    'Read more:\nThe River Rises Again\nA Rice Farmer Counts\n\nNews Line',
    '© 2024 Cape Courier. All rights reserved.',
    'All rights reserved.',
    'Sign up for our newsletter, The Morning Tide',
    'Share this\nTweet\nPrint',
    'Tags: dams, water',
  ])('is cut off: %j', (tail) => {
    expect(tidy(`${TEXT}\n\n${tail}\n`, false)).toMatchObject({ body: TEXT, tail })
  })

  it.each([
    'Share prices fell.',
    'Politics is over, he said.',
    'Correction: an earlier version named another dam.',
    'Read them the law, she said.',
  ])('is not a sentence that begins like it: %s', (sentence) => {
    expect(tidy(`${TEXT}\n\n${sentence}`, false)).toMatchObject({ tail: null })
  })

  it('does not begin inside a wrapped paragraph', () => {
    const wrapped = 'The company said that it would\nshare this year with its workers'

    expect(tidy(wrapped, false)).toMatchObject({ body: wrapped, tail: null })
  })

  it('is not the whole text', () => {
    expect(tidy('All rights reserved.', false)).toMatchObject({
      body: 'All rights reserved.',
      tail: null,
    })
  })
})

describe('tidy', () => {
  it('finds a dateline below a byline or an agency remark', () => {
    const remark = '(Adds reaction, bond yields)'

    expect(tidy(`By Ana Ferro\n\nLIMA, March 3 (Andes) - ${TEXT}`, false)).toMatchObject({
      body: TEXT,
      dateline: { place: 'Lima', date: 'March 3', agency: 'Andes' },
    })
    expect(tidy(`${remark}\n\nLIMA, March 3 (Andes) - ${TEXT}`, false)).toMatchObject({
      body: `${remark}\n\n${TEXT}`,
      dateline: { place: 'Lima' },
    })
  })

  it('keeps the line breaks of wrapped wire text', () => {
    const wire = 'The dam at the upper\nriver is dry, officials\nsaid.\n    A second one\nis not.'

    expect(tidy(`\n${wire}\n  `, false).body).toBe(wire)
  })

  it('loses no letter of any text', () => {
    const lines = fc.constantFrom(
      ...['By Ana Ferro', 'LIMA, March 3 (Andes) - Text here.', 'Doha: It rains.', 'Politics', ''],
      ...['Leave a review', 'Ana Ferro', 'The dam is dry.', 'Read more:', '(Adds quote)', '© 2024'],
    )
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 8 }), (parts) => {
        const text = parts.join('\n')

        const { body, dateline, byline, tail } = tidy(text, false)

        const pieces = [byline?.text, dateline?.text, body, tail].join('')
        expect(letters(pieces)).toEqual(letters(text))
      }),
      { numRuns: 3000 },
    )
  })
})

const letters = (text: string) => text.replace(/\s/g, '').split('').sort().join('')
