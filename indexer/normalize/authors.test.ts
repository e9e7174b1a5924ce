import { describe, expect, it } from 'vitest'
import { splitAuthors } from './authors.ts'

describe('splitAuthors', () => {
  it.each([
    ['Ana Ferro', ['Ana Ferro']],
    ['By Ana Ferro and Jo Roe', ['Ana Ferro', 'Jo Roe']],
    ['Ana Ferro; Jo Roe & Max Moe', ['Ana Ferro', 'Jo Roe', 'Max Moe']],
    ['Ana Ferro, Jo Roe, and Max Moe', ['Ana Ferro', 'Jo Roe', 'Max Moe']],
    ['Ana Ferro, Meridian', ['Ana Ferro', 'Meridian']],
    ['Ferro, Ana', ['Ferro, Ana']],
    ['Ferro, Ana; Roe, Jo', ['Ferro, Ana', 'Roe, Jo']],
    ['Sam Roe, Jr., Ana Ferro', ['Sam Roe, Jr.', 'Ana Ferro']],
    ['ana@courier.example (Ana Ferro)', ['Ana Ferro']],
    ['Ana Ferro (Meridian)', ['Ana Ferro']],
    ['Ana Ferro and Ana Ferro', ['Ana Ferro']],
    ['Alexandra Anders', ['Alexandra Anders']],
    [' , ', []],
    ['', []],
  ])('reads %j', (text, names) => {
    expect(splitAuthors(text)).toEqual(names)
  })

  it('is fast for any text', () => {
    const start = performance.now()

    for (const text of [' '.repeat(1e6), ' ,'.repeat(1e6), ' and'.repeat(1e6)]) splitAuthors(text)

    expect(performance.now() - start).toBeLessThan(1000)
  })
})
