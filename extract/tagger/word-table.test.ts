import { expect, it } from 'vitest'
import { createWordTable, IS_CAPITAL, IS_LOWER, PAD } from './word-table.ts'

it('gives a word one number, and its lower form another', () => {
  const words = createWordTable(100)

  const id = words.id('Baku')

  expect(words.id('Baku')).toBe(id)
  expect(words.lowerId[id]).toBe(words.id('baku'))
  expect(words.lowerText(words.id('In1987'))).toBe('in0000')
})

it('knows a word by its ends and its middle only after a full look', () => {
  const words = createWordTable(100)

  expect(words.id('abcde')).not.toBe(words.id('axcxe'))
  expect(words.id('abcde')).toBe(words.id('abcde'))
})

it('gives words of one shape the same shape', () => {
  const words = createWordTable(100)
  const shape = (text: string) => words.shape[words.id(text)]

  expect(shape('Baku')).toBe(shape('Yerevan'))
  expect(shape('1987')).toBe(shape('86'))
  expect(shape('McKay')).not.toBe(shape('Mckay'))
})

it('reads typographic quotes as plain ones', () => {
  const words = createWordTable(100)

  expect(words.form[words.id('O’Brien')]).toBe(words.form[words.id("O'Brien")])
})

it('tells capitals of every script', () => {
  const words = createWordTable(100)
  const flags = (text: string) => words.flags[words.id(text)]! & (IS_CAPITAL | IS_LOWER)

  expect(flags('Баку')).toBe(IS_CAPITAL)
  expect(flags('баку')).toBe(IS_LOWER)
  expect(flags('თბილისი')).toBe(IS_LOWER)
})

it('forgets everything but the padding', () => {
  const words = createWordTable(100)
  words.id('Baku')

  words.clear()

  expect(words.size).toBe(1)
  expect(words.id('Yerevan')).toBe(PAD + 1)
})

it('cuts endless words', () => {
  const words = createWordTable(100)

  const id = words.id('x'.repeat(1_000_000))

  expect(words.lowerText(id)).toHaveLength(40)
  expect(words.id('x'.repeat(2_000_000))).toBe(id)
})
