import { describe, expect, it } from 'vitest'
import { RequestBuffers } from './request-buffers.ts'

const items = (...texts: string[]) =>
  texts.map((text, i) => ({ id: text, rev: i, lines: `${text}\n` }))

describe('the bytes of a request', () => {
  it('are those of its lines', () => {
    const buffers = new RequestBuffers(10)

    expect(buffers.write(items('Əliyev', '𝔘nion', '')).toString()).toBe('Əliyev\n𝔘nion\n\n')
  })

  it('take the place of those that were given back, and of no others', () => {
    const buffers = new RequestBuffers(100)
    const [first, second] = [buffers.write(items('first')), buffers.write(items('second'))]
    buffers.giveBack(first)
    const third = buffers.write(items('3'))

    expect(third.buffer).toBe(first.buffer)
    expect([second, third].map(String)).toEqual(['second\n', '3\n'])
  })

  it('have room where a single item has more than all others', () => {
    const buffers = new RequestBuffers(10)
    buffers.giveBack(buffers.write(items('short')))
    const long = 'é'.repeat(1000)

    expect(buffers.write(items(long, long)).toString()).toBe(`${long}\n${long}\n`)
  })
})
