import { describe, expect, it } from 'vitest'
import type { Mention, Sentence } from '#core/article.ts'
import { layOut, paragraphs } from './body.ts'

const WIRED = `The port of Velmora will take its first ships since the
harbour strike began, its owner said on Monday.
    Crews had stayed ashore for eleven weeks over pay, and two
rounds of talks had ended without a result, a union man
said.`

describe('paragraphs', () => {
  it('joins hard-wrapped lines and starts anew at an indent', () => {
    const found = read(WIRED)

    expect(found).toHaveLength(2)
    expect(found[0]).toMatch(/^The port[^]*Monday\.$/)
    expect(found[1]).toMatch(/^Crews had[^]*said\.$/)
  })

  it('takes each line as a paragraph where lines are not wrapped', () => {
    const text = 'A first line that says all it has to say.\nA second one.\n\nA third.'

    expect(read(text)).toEqual([
      'A first line that says all it has to say.',
      'A second one.',
      'A third.',
    ])
  })

  it('keeps the rows of a table together', () => {
    const text = 'Prices in crowns:\n    Barley      112.50\n    Rye          98.00\nThey rose.'

    expect(read(text)).toContain('    Barley      112.50\n    Rye          98.00')
  })

  it('finds none in an empty text', () => {
    expect(read('')).toEqual([])
    expect(read(' \n\n ')).toEqual([])
  })
})

describe('layOut', () => {
  it('puts names into sentences into paragraphs', () => {
    const body = 'Oduya spoke. Lindqvist left.\nThat was all.'
    const sentences = [sentence(1, 0, 12), sentence(2, 13, 28), sentence(3, 29, 42)]
    const mentions = [mention(0, 5), mention(13, 22)]

    const blocks = layOut(body, sentences, mentions)

    expect(blocks.map(({ pieces }) => pieces.map((piece) => piece.sentence))).toEqual([
      [1, null, 2],
      [3],
    ])
    expect(blocks[0]!.pieces[2]!.segments).toMatchObject([
      { text: 'Lindqvist', span: mentions[1] },
      { text: ' left.', span: null },
    ])
  })

  it('splits a name where a word of the search ends inside it', () => {
    const [block] = layOut(
      'Oduya spoke.',
      [sentence(1, 0, 12)],
      [mention(0, 5)],
      [{ start: 3, end: 8 }],
    )

    const words = block!.pieces[0]!.segments.map((segment) =>
      segment.words.map(({ text, span }) => (span ? `[${text}]` : text)),
    )
    expect(words).toEqual([
      ['Odu', '[ya]'],
      ['[ sp]', 'oke.'],
    ])
  })

  it('leaves the title’s sentence and names in other fields alone', () => {
    const title: Sentence = { n: 0, field: 'title', start: 0, end: 5 }
    const blocks = layOut('Oduya spoke.', [title], [{ ...mention(0, 5), field: 'dateline' }])

    expect(blocks[0]!.pieces).toMatchObject([
      { sentence: null, segments: [{ text: 'Oduya spoke.', span: null }] },
    ])
  })
})

function read(text: string): string[] {
  return paragraphs(text).map(({ start, end }) => text.slice(start, end))
}

function sentence(n: number, start: number, end: number): Sentence {
  return { n, field: 'body', start, end }
}

function mention(start: number, end: number): Mention {
  return {
    start,
    end,
    field: 'body',
    sentence: 1,
    surface: '',
    kind: 'person',
    entity: 'person-x',
    name: '',
    via: 'rule',
    confidence: 1,
  }
}
