import { describe, expect, it } from 'vitest'
import { readSelection } from './selection.ts'

describe('readSelection', () => {
  it('reads the path of an article, a name or a tie', () => {
    expect(readSelection('/article/a%2Fb')).toEqual({ type: 'article', id: 'a/b' })
    expect(readSelection('entity/person-a')).toEqual({ type: 'entity', id: 'person-a' })
    expect(readSelection('/tie/a/b')).toEqual({ type: 'tie', a: 'a', b: 'b' })
  })

  it.each(['/', '/about', '/tie/a', '/entity/', '/article/a/b'])('finds nothing in %s', (path) => {
    expect(readSelection(path)).toBeNull()
  })
})
