import { expect, it } from 'vitest'
import { copiesLabel } from './copies-label.ts'

it('counts the other outlets of a story, or its other articles where one outlet has them all', () => {
  expect(copiesLabel({ articles: 9, outlets: 7, sources: [] })).toBe('+ 7 outlets')
  expect(copiesLabel({ articles: 2, outlets: 1, sources: ['wire'] })).toBe('+ 1 outlet')
  expect(copiesLabel({ articles: 3, outlets: 0, sources: [] })).toBe('+ 2 copies')
})

it('says nothing of an article that stands for itself alone', () => {
  expect(copiesLabel({ articles: 1, outlets: 0, sources: [] })).toBe('')
  expect(copiesLabel(undefined)).toBe('')
})
