import { expect, it } from 'vitest'
import { ArticleTokens } from './article-tokens.ts'
import { markCandidates } from './candidate-tokens.ts'
import { addToken } from './token-rows.ts'
import { createRows } from './word-features.ts'
import { createWordTable } from './word-table.ts'

const CAPACITY = 10_000

function read(...sentences: string[]) {
  const words = createWordTable(CAPACITY)
  const article = new ArticleTokens(words, CAPACITY)
  article.begin()
  for (const sentence of sentences) {
    const tokens = sentence.split(' ')
    article.add(tokens, 0, tokens.length)
  }
  article.finish()
  return { words, article, slot: (word: string) => article.slotOf(words.id(word)) }
}

it('sees where capitalised words stand together', () => {
  const { article } = read('talks with Ilham Aliyev in Baku')

  expect([...article.runFrom.slice(0, 6)]).toEqual([0, 0, 2, 2, 0, 5])
  expect([...article.runTo.slice(0, 6)]).toEqual([0, 0, 4, 4, 0, 6])
})

it('remembers the longest run of a word and that it stands in lower case elsewhere', () => {
  const { article, slot } = read('the Bank said', 'the World Bank said', 'a bank')

  expect(article.lowerSeen[slot('Bank')]).toBe(1)
  expect(article.longest[slot('Bank')]).toBe(5)
  expect(article.capitals[slot('Bank')]).toBe(2)
})

it('learns nothing from headlines', () => {
  const { article, slot } = read('Talks Begin In Baku', 'they begin in Baku')

  expect(article.headline[0]).toBe(1)
  expect(article.count[slot('Begin')]).toBe(0)
  expect(article.count[slot('Baku')]).toBe(1)
})

it('links a short form to the name before its bracket', () => {
  const { words, article, slot } = read('the World Bank ( WB ) said')

  expect(article.introduced[slot('WB')]).toBe(words.id('Bank'))
})

it('finds known names of several words', () => {
  const { article } = read('in Costa Rica today')

  expect([...article.known.slice(0, 4)].map((known) => known & 3)).toEqual([0, 1, 3, 0])
})

it('forgets the article before', () => {
  const { words, article } = read('the bank')

  article.begin()
  article.add(['Bank'], 0, 1)
  article.finish()

  expect(article.lowerSeen[article.slotOf(words.id('Bank'))]).toBe(0)
})

it('gives the same rows to the same words', () => {
  const rows = (sentence: string, i: number) => {
    const { words, article } = read(sentence)
    const into = createRows()
    addToken(words, article, 0, i, into)
    return [...into.rows.slice(0, into.length)]
  }

  expect(rows('in Baku today', 1)).toEqual(rows('in Baku today', 1))
  expect(rows('in Baku today', 1)).not.toEqual(rows('in Baku tomorrow', 1))
})

it('looks for names around capitals alone', () => {
  const kept = (sentence: string) => {
    const { words, article } = read(sentence)
    const marks = new Uint8Array(article.length)
    markCandidates(words, article, 0, marks)
    return [...marks].join('')
  }

  expect(kept('they met in Baku on the same day')).toBe('00011000')
  expect(kept('the Bank of the North fell by ten')).toBe('01111100')
  expect(kept('The talks failed')).toBe('000')
  expect(kept('The Hague was')).toBe('111')
  expect(kept('Kim Jong - un said')).toBe('11110')
})
