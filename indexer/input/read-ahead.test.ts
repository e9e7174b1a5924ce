import { describe, expect, it } from 'vitest'
import { readAhead } from './read-ahead.ts'

const chunk = (text: string) => Buffer.from(text)

describe('readAhead', () => {
  it('requests a chunk while the previous one is processed', async () => {
    const asked: number[] = []
    async function* chunks() {
      for (let i = 1; i <= 3; i++) {
        asked.push(i)
        yield chunk(`${i}`)
      }
    }

    const seen: string[] = []
    for await (const each of readAhead(chunks())) seen.push(`${each.toString()} of ${asked.length}`)

    expect(seen).toEqual(['1 of 2', '2 of 3', '3 of 3'])
  })

  it('throws an error after everything that came before it', async () => {
    async function* chunks() {
      yield chunk('a')
      yield chunk('b')
      throw new Error('damaged')
    }

    const read: string[] = []
    const reading = (async () => {
      for await (const each of readAhead(chunks())) read.push(each.toString())
    })()

    await expect(reading).rejects.toThrow('damaged')
    expect(read).toEqual(['a', 'b'])
  })

  it('closes its source when its consumer stops, whatever happens to the next chunk', async () => {
    let closed = false
    async function* chunks() {
      try {
        yield chunk('a')
        throw new Error('damaged')
      } finally {
        closed = true
      }
    }

    const ahead = readAhead(chunks())
    await ahead.next()
    await ahead.return(undefined)

    expect(closed).toBe(true)
  })
})
