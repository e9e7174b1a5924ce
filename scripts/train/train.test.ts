import { describe, expect, it } from 'vitest'
import { createTagger } from '#extract/tagger/tagger.ts'
import { fromBytes, toBytes } from '#extract/tagger/model.ts'
import { readSpans } from './corpus.ts'
import { train } from './crf.ts'
import { readExamples } from './examples.ts'
import { normalise } from './normalise.ts'
import { quantise } from './quantise.ts'

describe('the labels of the sources', () => {
  const spans = (tokens: string, tags: string) => {
    const sentence = normalise({ tokens: tokens.split('|'), tags: tags.split(' ') })
    return sentence.spans.map(({ from, to, type }) => {
      return `${type} ${sentence.tokens.slice(from, to).join(' ')}`
    })
  }

  it('lose articles, titles and possessives', () => {
    expect(spans('the|United|States', 'B-LOC I-LOC I-LOC')).toEqual(['LOC United States'])
    expect(spans("Mr|Roe|'s", 'B-PER I-PER I-PER')).toEqual(['PER Roe'])
  })

  it('have no nationalities as places', () => {
    expect(spans('South|African|talks', 'B-LOC I-LOC O')).toEqual(['MISC South African'])
    expect(spans('Armenia', 'B-LOC')).toEqual(['LOC Armenia'])
  })

  it('contain no blank words', () => {
    expect(spans('\u00a0|Baku|State', 'B-ORG I-ORG I-ORG')).toEqual(['ORG Baku State'])
  })

  it('are read even if a beginning is missing', () => {
    expect(readSpans(['I-PER', 'I-PER', 'I-LOC', 'B-LOC'])).toEqual([
      { from: 0, to: 2, type: 'PER' },
      { from: 2, to: 3, type: 'LOC' },
      { from: 3, to: 4, type: 'LOC' },
    ])
  })
})

describe('training', () => {
  const texts = [
    ['Zarbo Quill met reporters in Vonda .', 'B-PER I-PER O O O B-LOC O'],
    ['Nurbo Trell met officials in Kelda .', 'B-PER I-PER O O O B-LOC O'],
    ['The Vonda Bank fell .', 'O B-ORG I-ORG O O'],
  ] as const
  const articles = texts.map(([tokens, tags]) => [
    normalise({ tokens: tokens.split(' '), tags: tags.split(' ') }),
  ])
  const learn = (seed: number, losses: number[] = []) =>
    train(readExamples(articles), { seed, epochs: 8, step: 0.2 }, (_, loss) => losses.push(loss))

  it('makes the labels of its texts likelier with each epoch, and finds similar names in others', () => {
    const losses: number[] = []
    const model = fromBytes(toBytes(quantise([learn(1, losses)], 0)))

    const found = createTagger(model).tag(['Ferdo Brill met workers in Talda .'.split(' ')])

    expect(losses.at(-1)).toBeLessThan(losses[0]! / 10)
    expect(losses.every((loss) => loss > 0)).toBe(true)
    expect(found).toMatchObject([
      { from: 0, to: 2, type: 'PER' },
      { from: 5, to: 6, type: 'LOC' },
    ])
  })

  it('gives the same weights for the same seed', () => {
    const bytes = (seed: number) => Buffer.from(learn(seed).rows.buffer)

    expect(bytes(1).equals(bytes(1))).toBe(true)
    expect(bytes(1).equals(bytes(2))).toBe(false)
  })

  it('refuses damaged weights', () => {
    const bytes = toBytes(quantise([learn(1)], 0))

    expect(() => fromBytes(bytes.subarray(1))).toThrow('npm run train')
  })
})
