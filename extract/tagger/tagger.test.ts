import { describe, expect, it } from 'vitest'
import { ArticleTokens } from './article-tokens.ts'
import { decodeByReference } from './reference-decoder.ts'
import { createEmission } from './emission.ts'
import { markCandidates } from './candidate-tokens.ts'
import { LABELS, OUTSIDE } from './labels.ts'
import { createTagger, loadTagger, type TaggedName } from './tagger.ts'
import { randomModel } from './random-model.ts'
import { createChain } from './viterbi.ts'
import { createWordTable } from './word-table.ts'

const CAPACITY = 10_000
const WORDS = 'the The of in President Bank World Aliyev Baku said , . - bin al "'.split(' ')
const tagger = loadTagger()

/** Deterministic sentences from a few words, each with a different share of capitals. */
function sentences(count: number): string[][] {
  return Array.from({ length: count }, (_, s) =>
    Array.from({ length: s % 23 }, (_, i) => WORDS[(s * 7 + i * (s % 5) + i * i) % WORDS.length]!),
  )
}

const read = (...texts: string[]) => texts.map((text) => text.split(' '))

function names(input: string[][], found: TaggedName[]): string[] {
  return found.map(({ sentence, from, to, type }) => {
    return `${type} ${input[sentence]!.slice(from, to).join(' ')}`
  })
}

describe('the fast decoder', () => {
  it.each([
    { seed: 1, places: 2 ** 15 },
    { seed: 2, places: 8 },
    { seed: 3, places: 1 },
  ])('gives what the plain one gives on weights that mean nothing: %o', ({ seed, places }) => {
    const model = randomModel(seed)
    const words = createWordTable(CAPACITY)
    const article = new ArticleTokens(words, CAPACITY)
    const emission = createEmission(model, words, article, places)
    const chain = createChain(model.transitions, 100)
    article.begin()
    for (const tokens of sentences(60)) article.add(tokens, 0, tokens.length)
    article.finish()

    for (let s = 0; s < 60; s++) {
      expect(decodeFast(s)).toEqual([...decodeByReference(model, words, article, s)])
    }

    function decodeFast(s: number): number[] {
      const from = article.starts[s]!
      const to = article.starts[s + 1]!
      const labels = new Array<number>(to - from).fill(OUTSIDE)
      const kept = new Uint8Array(article.length)
      const scores = new Int32Array(article.length * LABELS)
      markCandidates(words, article, s, kept)
      for (let i = from; i < to;) {
        let end = i
        for (; end < to && kept[end]; end++) emission.read(s, end, scores, end * LABELS)
        if (end === i) {
          i++
          continue
        }
        chain.solve(scores, i, end - i, i === from, end === to)
        for (let at = i; at < end; at++) labels[at - from] = chain.labels[at - i]!
        i = end
      }
      return labels
    }
  })
})

describe('the tagger', () => {
  it('finds people, organizations and places', () => {
    const input = read(
      'Foreign Minister Jeyhun Bayramov met Armenian officials in Geneva on Monday .',
      'Bayramov thanked the World Bank and the Ministry of Finance of Georgia .',
    )

    const found = names(input, tagger.tag(input))

    expect(found).toEqual(
      expect.arrayContaining([
        'PER Jeyhun Bayramov',
        'PER Bayramov',
        'LOC Geneva',
        'ORG World Bank',
      ]),
    )
    expect(found).not.toContain('LOC Armenian')
  })

  it('gives equal names for equal words, whatever it read before', () => {
    const input = sentences(40)
    const first = createTagger(randomModel(4))
    const second = createTagger(randomModel(4), 40_000)

    second.tag(read('Ilham Aliyev spoke in Baku'))
    second.tag([Array.from({ length: 10_000 }, (_, i) => `w${i}x`)])
    second.tag([Array.from({ length: 10_000 }, (_, i) => `W${i}`)])

    expect(second.tag(input)).toEqual(first.tag(input))
  })

  it('is surer of a name that everything speaks for', () => {
    const input = read('President Vladimir Putin said so in Moscow .', 'Zarbo was there .')

    const [putin] = tagger.tag(input)

    expect(putin).toMatchObject({ from: 1, to: 3, type: 'PER' })
    expect(putin!.confidence).toBeGreaterThan(0.8)
    expect(putin!.confidence).toBeLessThanOrEqual(1)
  })
})

describe('bad input', () => {
  const long = Array.from({ length: 100_000 }, (_, i) => (i % 9 ? 'word' : 'Word'))
  it.each<[string, string[][]]>([
    ['nothing', []],
    ['empty sentences', [[], [], ['Baku'], []]],
    ['empty words', [['', '', 'Baku', '']]],
    ['one word of a million letters', [['X'.repeat(1_000_000)]]],
    ['a sentence of 100,000 words', [long]],
    ['100,000 sentences', long.map((word) => [word])],
    ['lone surrogates', [['\ud800', 'Baku\udc00', '\udfff\ud800', 'A\ud83d']]],
    ['control characters', [['\0', 'Ba\u0007ku', '\u202e', '\ufeff']]],
    ['capitals only', [long.slice(0, 20_000).map((word) => word.toUpperCase())]],
    ['emoji', [['😀', '👩‍👩‍👧', 'Baku😀']]],
    [
      'other scripts',
      [['Ильхам', 'Алиев', 'в', 'Баку'], ['თბილისი'], ['Երևան'], ['北京'], ['القاهرة']],
    ],
    ['words that objects have', [['constructor', '__proto__', 'Constructor', 'toString']]],
  ])('is tagged with valid places: %s', (_, input) => {
    const found = tagger.tag(input)

    let last = { sentence: -1, to: 0 }
    for (const name of found) {
      const words = input[name.sentence]!
      expect(name.from).toBeGreaterThanOrEqual(name.sentence === last.sentence ? last.to : 0)
      expect(name.to).toBeGreaterThan(name.from)
      expect(name.to).toBeLessThanOrEqual(words.length)
      last = name
    }
  })

  it('takes time in proportion to its length', () => {
    const time = (length: number) => {
      const input = [Array.from({ length }, (_, i) => `Ab${i % 5000}`)]
      const begun = process.cpuUsage().user
      tagger.tag(input)
      return process.cpuUsage().user - begun
    }
    time(20_000)

    expect(time(80_000)).toBeLessThan(3 * time(40_000) + 200_000)
  })
})
