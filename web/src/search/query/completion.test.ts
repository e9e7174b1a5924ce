import { describe, expect, it } from 'vitest'
import { fieldsBeginning, quotedValue, typedAt } from './completion.ts'

/** "|" marks the cursor. */
const at = (text: string) => typedAt(text.replace('|', ''), text.indexOf('|'))

describe('typedAt', () => {
  it('knows a field that is being typed', () => {
    expect(at('dam sour|')).toEqual({ type: 'field', start: 4, end: 8, beginning: 'sour' })
    expect(at('-so|')).toMatchObject({ beginning: 'so', start: 1 })
  })

  it('knows the value of a field, quoted or not', () => {
    expect(at('source:ste|')).toEqual({
      type: 'value',
      field: 'source',
      beginning: 'ste',
      start: 7,
      end: 10,
    })
    expect(at('dam author:"Jane R|oe" x')).toMatchObject({
      field: 'author',
      beginning: 'Jane R',
      start: 11,
      end: 21,
    })
  })

  it('knows a name', () => {
    expect(at('(person:lav|')).toMatchObject({ type: 'name', field: 'person', beginning: 'lav' })
  })

  it.each(['|', 'd|', 'title:da|', 'da|m', 'x:y|'])('completes nothing in %j', (text) => {
    expect(at(text)).toBeNull()
  })
})

it('lists fields with what they mean', () => {
  expect(fieldsBeginning('a').map(({ name }) => name)).toEqual(['author', 'after'])
})

it('quotes a value of several words', () => {
  expect(['Meridian', 'Jane Roe', 'a"b'].map(quotedValue)).toEqual([
    'Meridian',
    '"Jane Roe"',
    '"ab"',
  ])
})
