import { describe, expect, it } from 'vitest'
import { searchedWords } from './searched-words.ts'

const article = { title: 'Dams fail', body: 'The dam held. A “dry dock” did not; the dock is dry.' }
const texts = (q: string) => {
  const { title, body } = searchedWords(q, article)
  return {
    title: title.map(({ start, end }) => article.title.slice(start, end)),
    body: body.map(({ start, end }) => article.body.slice(start, end)),
  }
}

describe('searchedWords', () => {
  it('finds every form of a word, and a phrase only as written', () => {
    expect(texts('dams "dry dock"')).toEqual({ title: ['Dams'], body: ['dam', 'dry dock'] })
  })

  it('keeps to the field that the search names, and leaves out what it excludes', () => {
    expect(texts('title:dam -dock')).toEqual({ title: ['Dams'], body: [] })
  })

  it.each(['', 'da*', '-dam'])('finds nothing for %j', (q) => {
    expect(texts(q)).toEqual({ title: [], body: [] })
  })
})
