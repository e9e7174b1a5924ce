import { expect, it } from 'vitest'
import { joinTokens } from './join-tokens.ts'

const join = (words: string) => joinTokens([words.split(' ')])[0]!.text.trim()

it('joins words with normal spacing', () => {
  expect(join('" We met , " said the U . S . envoy ( again ) .')).toBe(
    '"We met," said the U.S. envoy (again).',
  )
  expect(join("Kim Jong - un ' s aide did n't come")).toBe("Kim Jong-un's aide didn't come")
  expect(join('talks – or not – at 5 %')).toBe('talks – or not – at 5%')
})

it('knows the offset of each word', () => {
  const paragraphs = joinTokens([
    ['Baku', '.'],
    ['Aliyev', "'s", 'aide'],
  ])
  const text = paragraphs.map((paragraph) => paragraph.text).join('')
  const words = paragraphs.flatMap(({ starts, ends }) => {
    return starts.map((start, i) => text.slice(start, ends[i]))
  })

  expect(words).toEqual(['Baku', '.', 'Aliyev', "'s", 'aide'])
})
